#include <algorithm>
#include <cmath>

#include "cli/analyze/tables.h"
#include "cli/formatting/byte_name.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr std::size_t kShownCodes = 10;

std::string percent(double share) { return fixed(100 * share, 2) + " %"; }

/// One decimal where it says something.
std::string occurrences(double mean) {
  return mean < 1000 ? fixed(mean, 1) : grouped(static_cast<std::uint64_t>(std::llround(mean)));
}

/// `text` with spaces after it up to `columns`.
std::string padded(const std::string& text, std::size_t columns) {
  return text + std::string(columns - std::min(columns, width(text)), ' ');
}

}  // namespace

std::string entropy_tables(const TextAnalysis& analysis) {
  const ByteDistribution& bytes = analysis.distribution;
  const double alphabet_bits = bytes.alphabet() == 0 ? 0 : std::log2(static_cast<double>(bytes.alphabet()));
  std::string text = "\nRedundancy of single bytes\n";
  text += "  bytes in use  " + std::to_string(bytes.alphabet()) + " of 256, log2 " + fixed(alphabet_bits, 4) + "\n";
  text += "  entropy       " + fixed(bytes.entropy(), 4) + " bits/byte, ideal code " +
          grouped(static_cast<std::uint64_t>(std::ceil(bytes.ideal_bits() / 8))) + " bytes\n";
  text += "  redundancy    " + percent(bytes.redundancy_of_byte()) + " of 8 bits, " +
          percent(bytes.redundancy_of_alphabet()) + " of log2 of the bytes in use\n";
  text += "\nEntropy of a byte given those before it, bits/byte (too low where contexts occur once)\n";
  Table table({"  order", "plug-in", "Miller-Madow", "contexts", "each occurs", "in contexts seen once", ""});
  for (const ConditionalEntropy& entropy : analysis.entropies) {
    table.add({std::to_string(entropy.order), fixed(entropy.plug_in_bits, 4), fixed(entropy.miller_madow_bits, 4),
               grouped(entropy.contexts), occurrences(entropy.mean_occurrences()), percent(entropy.share_seen_once()),
               ""});
  }
  return text + table.text();
}

std::string huffman_table(const HuffmanCode& code, bool all) {
  std::vector<HuffmanCode::Entry> entries = code.entries;
  std::ranges::stable_sort(entries, std::greater<>(), &HuffmanCode::Entry::count);
  const bool cut = !all && entries.size() > kShownCodes;
  if (cut) entries.resize(kShownCodes);
  std::string text = "\nHuffman's code: " + fixed(code.average_bits, 4) + " bits/byte, " + grouped(code.total_bytes()) +
                     " bytes with " + grouped(code.table_bytes) + " of table\n";
  Table table({"   byte", "count", "p", "-log2 p", "bits", "code word"});
  for (const HuffmanCode::Entry& entry : entries) {
    table.add({byte_name(entry.byte), grouped(entry.count), fixed(entry.probability, 5), fixed(entry.ideal_bits, 3),
               std::to_string(entry.bits), entry.code_word});
  }
  if (!entries.empty()) text += table.text();
  if (cut) text += "  and " + counted(code.entries.size() - kShownCodes, "other") + ", which -v shows\n";
  return text;
}

std::string size_table(const TextAnalysis& analysis) {
  const bool whole = analysis.sample_bytes == analysis.bytes;
  const std::string of = whole ? "the text" : "the first " + counted(analysis.sample_bytes, "byte");
  std::string text = "\nFrom Shannon to the network: " + of + " coded\n";
  Table table({"    bytes", "bits/byte", "of the text", "by"});
  for (const CodedSize& size : analysis.sizes) {
    table.add({grouped(static_cast<std::uint64_t>(std::ceil(size.bytes()))), fixed(size.bits_per_byte(), 4),
               fixed(ratio(100 * size.bytes(), static_cast<double>(size.text_bytes)), 2) + " %",
               padded(size.method, 20) + size.note});
  }
  return text + table.text();
}

}  // namespace pith::cli
