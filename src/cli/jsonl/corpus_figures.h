#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/jsonl/exact_sum.h"
#include "pith/confidence.h"
#include "pith/measure.h"

namespace pith::cli {

/// What the documents of a corpus cost together. Adding up parts gives the figures of the whole, to the last digit:
/// bits are taken in units of 2^-20 and summed as whole numbers.
class CorpusFigures {
 public:
  void add(const Measurement& document);
  void add_kept() { ++kept_; }
  void add_malformed() { ++malformed_; }
  CorpusFigures& operator+=(const CorpusFigures& other);

  std::uint64_t documents() const { return documents_; }
  std::uint64_t kept() const { return kept_; }
  std::uint64_t malformed() const { return malformed_; }  ///< lines that were passed over
  Measurement total() const;

  /// Of documents like these.
  BitsPerCharEstimate estimate() const;

  /// The bin of kBinsPerBit that a document's bits a character lie in; nothing of one without characters.
  static std::optional<std::uint32_t> bin_of(const Measurement& document);
  static constexpr double kBinsPerBit = 1024;

  /// From where on, in bins, documents are not among the first `percent` of all with characters, those with the fewest
  /// bits a character first.
  std::uint32_t cut(double percent) const;

  /// (bins with documents) how many are in each.
  const std::map<std::uint32_t, std::uint64_t>& histogram() const { return histogram_; }

  bool operator==(const CorpusFigures&) const = default;

  /// Calls visit(name, number) for each count and sum: uint64_t or ExactSum. Setting all, and the histogram, makes a
  /// copy.
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit visit) {
    visit("documents", self.documents_);
    visit("kept", self.kept_);
    visit("malformed", self.malformed_);
    visit("bytes", self.bytes_);
    visit("chars", self.characters_);
    visit("words", self.words_);
    visit("counted", self.counted_);
    visit("bits", self.bits_);
    visit("counted_bits", self.counted_bits_);
    visit("bits_squared", self.bits_squared_);
    visit("bits_chars", self.bits_chars_);
    visit("chars_squared", self.chars_squared_);
  }
  void add_to_bin(std::uint32_t bin, std::uint64_t documents) { histogram_[bin] += documents; }

 private:
  static constexpr std::uint32_t kMostBins = 1 << 15;

  std::uint64_t documents_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t malformed_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t characters_ = 0;
  std::uint64_t words_ = 0;
  std::uint64_t counted_ = 0;  // documents with characters
  ExactSum bits_;              // in 2^-20
  ExactSum counted_bits_;      // the same, of those with characters
  ExactSum bits_squared_;
  ExactSum bits_chars_;
  ExactSum chars_squared_;
  std::map<std::uint32_t, std::uint64_t> histogram_;
};

}  // namespace pith::cli
