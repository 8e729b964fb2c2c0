#pragma once

#include <cstdint>

#include "pith/export.h"
#include "pith/measure.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// How sure the bits a character of documents are as an estimate for others like them.
///
/// Documents are taken as a random sample. The estimate is their bits together divided by their characters together;
/// its standard error is that of a ratio (Cochran, Sampling Techniques, 1977, section 2.11), and the interval that of
/// Student's t, with one degree of freedom less than there are documents.
class BitsPerCharEstimate {
 public:
  BitsPerCharEstimate() = default;

  /// Sums over documents that have characters.
  struct Sums {
    std::uint64_t documents = 0;
    double bits = 0;
    double chars = 0;
    double bits_squared = 0;
    double bits_chars = 0;  ///< of the product of both
    double chars_squared = 0;
  };
  /// Of documents that were added up elsewhere.
  explicit BitsPerCharEstimate(const Sums& sums) : sums_(sums) {}

  /// Documents without characters do not count.
  void add(const Measurement& document);

  std::uint64_t documents() const { return sums_.documents; }

  /// Bits a character of all documents; 0 without any.
  double ratio() const;

  /// Half the width of the 95 % confidence interval about ratio(), in bits a character; infinite below two documents.
  double half_width() const;

 private:
  Sums sums_;
};

}  // namespace pith
