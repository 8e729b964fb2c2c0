#include "cli/pages/surprisal_page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "cli/formatting/text.h"
#include "cli/formatting/utf8.h"
#include "cli/pages/base64.h"
#include "cli/pages/page.h"
#include "cli/pages/scale_style.h"
#include "cli/pages/surprisal_scale.h"
#include "cli/pages/surprising_passages.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr double kQuantaPerBit = 256;
constexpr double kMaxQuanta = 65535;
constexpr std::size_t kPassages = 25;
constexpr std::size_t kPassageChars = 60;

void append_16_bits(std::vector<unsigned char>& bytes, double value) {
  const auto number = static_cast<std::uint32_t>(std::clamp(value, 0.0, 65535.0));
  bytes.push_back(static_cast<unsigned char>(number & 0xFF));
  bytes.push_back(static_cast<unsigned char>(number >> 8));
}

std::string figure(const std::string& name, const std::string& value) {
  return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>";
}

std::string figures(const Measurement& m) {
  return figure("bits/char", fixed(m.bits_per_char(), 4)) + figure("bits/byte", fixed(m.bits_per_byte(), 4)) +
         figure("perplexity/char", compact(m.perplexity_per_char())) +
         figure("perplexity/word", compact(m.perplexity_per_word())) + figure("characters", grouped(m.characters)) +
         figure("bytes", grouped(m.bytes)) + figure("words", grouped(m.words)) +
         figure("bits", grouped(static_cast<std::uint64_t>(std::llround(m.bits))));
}

std::string legend() {
  std::string items;
  for (std::size_t i = 0; i < kSurprisalSteps.size(); ++i) {
    items += "<li class=\"s" + std::to_string(i) + "\">" + step_label(i) + "</li>";
  }
  return items;
}

std::string step_bounds() {
  std::string list;
  for (const SurprisalStep& step : kSurprisalSteps) list += (list.empty() ? "" : " ") + fixed(step.from_bits, 2);
  return list;
}

/// A text cut into characters: UTF-8 sequences, and single bytes where it is not UTF-8.
struct Characters {
  std::vector<std::size_t> starts;  // in bytes; one more than characters
  std::vector<float> bits;
  std::vector<bool> word_starts;
};

Characters characters_of(std::string_view text, const std::vector<unsigned char>& quanta) {
  Characters result;
  bool in_space = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text, at), 1);
    std::uint32_t sum = 0;
    for (std::size_t i = at; i < at + length; ++i) sum += quanta[2 * i] + 256u * quanta[2 * i + 1];
    const bool space = text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r');
    result.starts.push_back(at);
    result.bits.push_back(static_cast<float>(sum / kQuantaPerBit));
    result.word_starts.push_back(in_space && !space);
    in_space = space;
    at += length;
  }
  result.starts.push_back(text.size());
  return result;
}

}  // namespace

void SurprisalPage::refuse_length() {
  throw Error(ErrorCode::kUsage, "the text is too long for a page, which shows up to " +
                                     std::to_string(kMaxTextBytes >> 20) + " MiB; take a part of it, as head -c does");
}

void SurprisalPage::add(const ByteSurprisal& surprisal) {
  if (text_.size() == kMaxTextBytes) refuse_length();
  text_.push_back(surprisal.byte);
  const double before = std::round(bits_before_ * kQuantaPerBit);
  bits_before_ += surprisal.bits;
  append_16_bits(bits_, std::min(std::round(bits_before_ * kQuantaPerBit) - before, kMaxQuanta));
  add_candidates(surprisal);
}

void SurprisalPage::add_candidates(const ByteSurprisal& surprisal) {
  unsigned char count = 0;
  for (const Candidate& candidate : surprisal.candidates.first(std::min(surprisal.candidates.size(), kMaxCandidates))) {
    if (candidate.probability < kMinProbability) break;
    candidate_bytes_.push_back(candidate.byte);
    append_16_bits(candidate_probabilities_, std::round(candidate.probability * 65535));
    ++count;
  }
  candidate_counts_.push_back(count);
}

void SurprisalPage::write_passages(std::ostream& out) const {
  const std::string_view text(reinterpret_cast<const char*>(text_.data()), text_.size());
  const Characters characters = characters_of(text, bits_);
  for (const Passage& passage :
       surprising_passages(characters.bits, characters.word_starts, kPassageChars, kPassages)) {
    out << "<li><a href=\"#at-" << passage.first << "-" << passage.length << "\"><b>" << fixed(passage.bits_per_char, 2)
        << "</b> <q>";
    for (std::size_t i = passage.first; i < passage.first + passage.length; ++i) {
      const std::size_t begin = characters.starts[i];
      if (text.substr(begin).starts_with("\n") && text.substr(0, begin).ends_with("\r")) continue;  // shown by its CR
      const bool line_end = text.substr(begin).starts_with("\r\n");
      const std::size_t length = characters.starts[i + 1] - begin;
      const std::string shown = html_escaped(visible(line_end ? "\n" : text.substr(begin, length)));
      const std::size_t step = surprisal_step(static_cast<double>(characters.bits[i]));
      step == 0 ? out << shown : out << "<i class=\"s" << step << "\">" << shown << "</i>";
    }
    out << "</q></a></li>";
  }
}

void SurprisalPage::write(std::ostream& out, const SurprisalPageHeading& heading) const {
  const std::map<std::string_view, const std::vector<unsigned char>*> data = {
      {"text-bytes", &text_},
      {"text-bits", &bits_},
      {"candidate-counts", &candidate_counts_},
      {"candidate-bytes", &candidate_bytes_},
      {"candidate-probabilities", &candidate_probabilities_}};
  write_page(out, "surprisal/page.html", [&](std::ostream& to, std::string_view key) {
    if (const auto block = data.find(key); block != data.end()) {
      to << "<script type=\"text/plain\" id=\"" << key << "\">" << base64(*block->second) << "</script>";
    } else if (key == "name") {
      to << html_escaped(heading.name);
    } else if (key == "terms") {
      to << html_escaped(heading.terms);
    } else if (key == "figures") {
      to << figures(heading.measurement);
    } else if (key == "scale") {
      to << scale_style();
    } else if (key == "steps") {
      to << step_bounds();
    } else if (key == "legend") {
      to << legend();
    } else if (key == "passages") {
      write_passages(to);
    } else {
      throw Error(ErrorCode::kInternal, "the page asks for " + std::string(key));
    }
  });
}

}  // namespace pith::cli
