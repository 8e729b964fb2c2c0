#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "pith/measure.h"
#include "pith/surprisal.h"

namespace pith::cli {

/// What a page says above its text.
struct SurprisalPageHeading {
  std::string name;   ///< of the text
  std::string terms;  ///< "level 6, adaptive, from empty"
  Measurement measurement;
};

/// A page that shows a text coloured by surprisal, the average along it, and what was likely in the place of each
/// character. It needs nothing but itself.
///
/// Its data are base64 of arrays, numbers little-endian, one entry for each byte of the text:
///   text-bytes               the byte
///   text-bits                2 bytes: surprisal in 1/256 bit. Sums are rounded, not entries, so that any stretch of
///   the
///                            text is right to 1/256 bit; an entry ends at 65535.
///   candidate-counts         how many candidates are kept: those with P >= kMinProbability
/// and for each candidate:
///   candidate-bytes          the byte
///   candidate-probabilities  2 bytes: 65535 P
class SurprisalPage {
 public:
  static constexpr std::size_t kMaxTextBytes = 16 << 20;  ///< a page has up to 26 bytes for each
  static constexpr std::size_t kMaxCandidates = 5;
  static constexpr double kMinProbability = 0.001;

  /// Throws the Error kUsage of a text of more than kMaxTextBytes.
  [[noreturn]] static void refuse_length();

  /// Throws Error kUsage for more than kMaxTextBytes.
  void add(const ByteSurprisal& surprisal);

  void write(std::ostream& out, const SurprisalPageHeading& heading) const;

 private:
  void add_candidates(const ByteSurprisal& surprisal);
  void write_passages(std::ostream& out) const;

  std::vector<unsigned char> text_, bits_, candidate_counts_, candidate_bytes_, candidate_probabilities_;
  double bits_before_ = 0;  // of all bytes so far
};

}  // namespace pith::cli
