#pragma once

#include <cstdint>

#include "pith/measure.h"

namespace pith {

/// How sure the bits a character of documents are as an estimate for others like them.
///
/// Documents are taken as a random sample. The estimate is their bits together divided by their characters together;
/// its standard error is that of a ratio (Cochran, Sampling Techniques, 1977, section 2.11), and the interval that of
/// Student's t, with one degree of freedom less than there are documents.
class BitsPerCharEstimate {
 public:
  /// Documents without characters do not count.
  void add(const Measurement& document);

  std::uint64_t documents() const { return documents_; }

  /// Bits a character of all documents; 0 without any.
  double ratio() const;

  /// Half the width of the 95 % confidence interval about ratio(), in bits a character; infinite below two documents.
  double half_width() const;

 private:
  std::uint64_t documents_ = 0;
  // Sums of bits b and characters c.
  double b_ = 0;
  double c_ = 0;
  double bb_ = 0;
  double bc_ = 0;
  double cc_ = 0;
};

}  // namespace pith
