#include "pith/analyze.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/errors.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

TEST_CASE("an analysis has all its parts, of every shape of text") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const Bytes text = test::bytes_of(shape.text);
    const TextAnalysis analysis = analyze(text, {.sample_bytes = 1000, .max_distance = 10});
    CHECK(analysis.bytes == text.size());
    CHECK(analysis.distribution.bytes() == text.size());
    CHECK(analysis.entropies.size() == kMaxEntropyOrder + 1);
    CHECK(analysis.entropies[0].plug_in_bits == doctest::Approx(analysis.distribution.entropy()));
    CHECK(analysis.huffman.entries.size() == analysis.distribution.alphabet());
    CHECK(analysis.sample_bytes == std::min<std::size_t>(1000, text.size()));
    CHECK(analysis.sizes.size() == 7);
    CHECK(analysis.sizes[0].text_bytes == analysis.sample_bytes);
    CHECK(analysis.distances.size() == std::min<std::size_t>(10, text.empty() ? 0 : text.size() - 1));
    CHECK(analysis.words.tokens >= analysis.words.types);
  }
}

TEST_CASE("a negative number of threads is a usage error of an analysis") {
  CHECK(test::error_of([] { analyze(test::bytes_of("text"), {.threads = -1}); }) == "kUsage");
}

}  // namespace pith
