// Prints a check of what a small model is trained to, and of what its predictors say about a text.
#include <iostream>

#include "base/check.h"
#include "pith/level.h"
#include "support/priors.h"

namespace {

using namespace pith;

std::uint64_t check_of(ByteView bytes) {
  Check check(0);
  check.update(bytes);
  return check.digest();
}

}  // namespace

int main() {
  const Prior prior = test::trained_prior();
  std::cout << check_of(test::trained_sections().ngrams) << ' ' << check_of(test::trained_sections().mixing) << '\n';
  for (const int level : distinct_levels(false)) {
    for (const bool adaptive : {true, false}) {
      const auto predictor = make_predictor(level, 10000, &prior, adaptive);
      Bytes said;
      for (const std::uint32_t p : test::read(*predictor, test::sentences(2000, 55))) append_little_endian(said, p);
      std::cout << check_of(said) << '\n';
    }
  }
  return 0;
}
