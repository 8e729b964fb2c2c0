#include <doctest/doctest.h>

#include <sstream>

#include "pith/codec.h"
#include "pith/measure.h"
#include "support/models.h"
#include "support/priors.h"
#include "support/texts.h"

namespace pith {

namespace {

std::string compressed_with(const Model* model, const std::string& text, int level) {
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = level, .model = model});
  return out.str();
}

std::string decompressed_with(const Model& model, const std::string& archive) {
  std::istringstream in(archive);
  std::ostringstream out;
  decompress(in, out, {.find_model = [&](std::uint64_t) { return model; }});
  return out.str();
}

}  // namespace

TEST_CASE("a text coded with a trained model comes back at every level") {
  const Model model = test::trained_model();
  const std::string text = test::sentences(1500, 31) + test::random_text(100, 31) + test::sentences(300, 32);
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    const std::string archive = compressed_with(&model, text, level);
    CHECK(archive.size() < compressed_with(nullptr, text, level).size() * 9 / 10);
    CHECK(decompressed_with(model, archive) == text);
  }
}

TEST_CASE("texts of all shapes come back from a trained model") {
  const Model model = test::trained_model();
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    for (const int level : {1, 2, 3}) {
      CHECK(decompressed_with(model, compressed_with(&model, shape.text, level)) == shape.text);
    }
  }
}

TEST_CASE("what measuring with a trained model says is what compressing spends") {
  const Model model = test::trained_model();
  const std::string text = test::sentences(3000, 33);
  for (const int level : {1, 2, 3}) {
    CAPTURE(level);
    std::istringstream in(text);
    const Measurement measured = measure(in, {.level = level, .model = &model});
    const auto bytes = static_cast<double>(compressed_with(&model, text, level).size());
    CHECK(bytes > measured.bits / 8);
    CHECK(bytes < measured.bits / 8 + 30);
    std::istringstream again(text);
    CHECK(measure(again, {.level = level, .model = &model, .adaptive = false}).bits > measured.bits);
  }
}

}  // namespace pith
