#include "cli/surprisal_printer.h"

#include <algorithm>
#include <numeric>

#include "cli/utf8.h"

namespace pith::cli {
namespace {

constexpr std::size_t kLongestCharacter = 4;
constexpr std::size_t kLongestLine = 1 << 16;  // printed though it has no end yet

}  // namespace

void SurprisalPrinter::legend() {
  std::string line = "bits/char:";
  for (std::size_t step = 0; step < kSurprisalSteps.size(); ++step) {
    line += colours_.begin(step) + " " + step_label(step) + " ";
  }
  print_(line + colours_.begin(0) + "\n");
}

void SurprisalPrinter::add(const ByteSurprisal& surprisal) {
  pending_ += static_cast<char>(surprisal.byte);
  pending_bits_.push_back(surprisal.bits);
  while (!pending_.empty() && !waits_for_more()) print_character();
}

void SurprisalPrinter::finish() {
  while (!pending_.empty()) print_character();
  if (!line_.empty()) end_line("\n", 0);
}

bool SurprisalPrinter::waits_for_more() const {
  if (pending_ == "\r") return true;
  const auto lead = static_cast<unsigned char>(pending_.front());
  return lead >= 0xC2 && lead < 0xF5 && pending_.size() < kLongestCharacter && utf8_length(pending_, 0) == 0;
}

void SurprisalPrinter::print_character() {
  const bool line_end = pending_[0] == '\n' || pending_.starts_with("\r\n");
  const std::size_t valid = utf8_length(pending_, 0);
  const std::size_t length = pending_.starts_with("\r\n") ? 2 : std::max<std::size_t>(valid, 1);
  const std::string bytes = pending_.substr(0, length);
  const auto bits_end = pending_bits_.begin() + static_cast<std::ptrdiff_t>(length);
  const std::size_t step = surprisal_step(std::accumulate(pending_bits_.begin(), bits_end, 0.0));
  pending_.erase(0, length);
  pending_bits_.erase(pending_bits_.begin(), bits_end);
  if (line_end) {
    end_line(bytes, step);
  } else if (bytes == "\t") {
    if (step >= kMarkedStep) paint(visible(bytes), step);
    paint(bytes, step);
  } else {
    paint(visible(bytes), step);
  }
  if (line_.size() >= kLongestLine) print_(std::exchange(line_, {}));
}

void SurprisalPrinter::paint(const std::string& text, std::size_t step) {
  if (step != step_) line_ += colours_.begin(step);
  step_ = step;
  line_ += text;
}

void SurprisalPrinter::end_line(const std::string& line_end, std::size_t step) {
  if (step >= kMarkedStep) paint(visible("\n"), step);
  paint(line_end, 0);
  print_(std::exchange(line_, {}));
}

}  // namespace pith::cli
