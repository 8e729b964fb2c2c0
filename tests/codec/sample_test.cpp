#include "pith/sample.h"

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "base/random.h"
#include "codec/byte_coder.h"
#include "coding/arithmetic_decoder.h"
#include "pith/codec.h"
#include "pith/measure.h"
#include "support/errors.h"
#include "support/files.h"
#include "support/priors.h"

namespace pith {

namespace {

/// The model that tools/make_goldens has packed.
Model golden_model(const std::string& name) {
  std::istringstream packed(test::read_file(test::kGoldens / "models" / (name + ".pithm.pith")));
  std::ostringstream bytes;
  decompress(packed, bytes);
  return Model::from_bytes(name, test::bytes_of(bytes.str()));
}

std::string sampled(const SampleOptions& options) {
  std::string text;
  sample(options, [&](std::string_view piece) {
    CHECK(!piece.empty());
    text += piece;
  });
  return text;
}

std::uint64_t characters_of(const std::string& text) {
  std::uint64_t count = 0;
  for (const char byte : text) count += (static_cast<std::uint8_t>(byte) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

/// The random bits that a sample of `seed` decodes first, for 4096 bytes and more than they can take.
Bytes noise(std::uint64_t seed) {
  Random random(seed);
  Bytes bytes;
  while (bytes.size() < std::size_t{4096} * 16 + 8) append_little_endian(bytes, random.next());
  return bytes;
}

/// What a model that does not adapt expects of a text that it makes itself: the sum of the entropies of the decisions,
/// and the variance of what they cost. The differences of the two are a martingale.
struct Expectation {
  double bits = 0;
  double variance = 0;
};

Expectation expectation(int level, const Model& model, const std::string& text) {
  Predictor predictor(level, kMaxBlockBytes, &model, false);
  Expectation sum;
  for (const std::uint8_t byte : test::view_of(text)) {
    for (int shift = 7; shift >= 0; --shift) {
      const double p = predictor.predict() / 65536.0;
      sum.bits -= p * std::log2(p) + (1 - p) * std::log2(1 - p);
      sum.variance += p * (1 - p) * std::pow(std::log2(p / (1 - p)), 2);
      predictor.learn(byte >> shift & 1);
    }
  }
  return sum;
}

double static_bits(int level, const Model& model, const std::string& text) {
  std::istringstream in(text);
  return measure(in, {.level = level, .model = &model, .adaptive = false}).bits;
}

}  // namespace

TEST_CASE("a sample is the same for its seed and another for others") {
  const Model model = test::trained_model();
  for (const bool adaptive : {false, true}) {
    for (const std::uint32_t temperature : {1000u, 800u}) {
      SampleOptions options{.level = 2, .model = &model, .adaptive = adaptive, .characters = 200};
      options.temperature_milli = temperature;
      const std::string text = sampled(options);
      CHECK(sampled(options) == text);
      options.seed = 2;
      CHECK(sampled(options) != text);
    }
  }
}

TEST_CASE("a longer sample begins like a shorter one, and each has as many characters as it was asked for") {
  const Model model = test::trained_model();
  for (const bool adaptive : {false, true}) {
    SampleOptions options{.level = 1, .model = &model, .adaptive = adaptive, .characters = 6000};
    const std::string longest = sampled(options);
    REQUIRE(longest.size() > 4096);  // more than is decoded from one payload
    for (const std::uint64_t characters : {0, 1, 2, 79, 4095, 4096, 4097, 6000}) {
      CAPTURE(characters);
      options.characters = characters;
      const std::string text = sampled(options);
      CHECK(characters_of(text) == characters);
      CHECK(longest.starts_with(text));
    }
  }
}

TEST_CASE("what does not stop a sample does not change it") {
  const Model model = test::trained_model();
  SampleOptions options{.level = 1, .model = &model, .characters = 500};
  const std::string text = sampled(options);
  for (const std::string& stop :
       {text.substr(300) + "?", text.substr(0, 10) + text.substr(0, 10), std::string(9, '\x01')}) {
    options.stop = stop;
    CHECK(sampled(options) == text);
  }
}

TEST_CASE("a sample ends before the string that stops it") {
  const Model model = test::trained_model();
  SampleOptions options{.level = 1, .model = &model, .characters = 2000};
  const std::string text = sampled(options);
  for (const std::string& stop : {std::string("."), std::string(". "), std::string("the"), text.substr(0, 1)}) {
    CAPTURE(stop);
    REQUIRE(text.find(stop) != std::string::npos);
    options.stop = stop;
    CHECK(sampled(options) == text.substr(0, text.find(stop)));
  }
}

TEST_CASE("a sample is what the model makes of random bits") {
  const Model model = test::trained_model();
  for (const Model* each : {&model, static_cast<const Model*>(nullptr)}) {
    for (const bool adaptive : {true, false}) {
      const std::string text =
          sampled({.level = 1, .model = each, .adaptive = adaptive, .characters = 6000, .seed = 7});
      const Bytes bits = noise(7);
      ArithmeticDecoder decoder(bits);
      Predictor predictor(1, kMaxBlockBytes, each, adaptive);
      std::string decoded;
      while (decoded.size() < 4096) decoded += static_cast<char>(decode_byte(predictor, decoder));
      REQUIRE(text.size() > decoded.size());
      CHECK(text.substr(0, decoded.size()) == decoded);
    }
  }
}

TEST_CASE("a sample costs the model that made it what the model expects") {
  const Model model = test::trained_model();
  for (const int level : {1, 3}) {
    CAPTURE(level);
    SampleOptions options{.level = level, .model = &model, .characters = 8000, .seed = 3};
    const std::string text = sampled(options);
    const Expectation expected = expectation(level, model, text);
    const double five_deviations = 5 * std::sqrt(expected.variance);
    CHECK(five_deviations < 0.1 * expected.bits);
    CHECK(std::abs(static_bits(level, model, text) - expected.bits) < five_deviations);
  }
}

TEST_CASE("a sample of a lower temperature costs less than the model expects, one of a higher more") {
  const Model model = test::trained_model();
  SampleOptions options{.level = 1, .model = &model, .characters = 1500, .seed = 3};
  for (const std::uint32_t temperature : {700u, 1400u}) {
    CAPTURE(temperature);
    options.temperature_milli = temperature;
    const std::string text = sampled(options);
    const Expectation expected = expectation(1, model, text);
    const double difference = static_bits(1, model, text) - expected.bits;
    CHECK((temperature < 1000 ? -difference : difference) > 5 * std::sqrt(expected.variance));
  }
}

TEST_CASE("at temperature 0, or with the smallest top-p, each byte is the likeliest") {
  const Model model = test::trained_model();
  SampleOptions options{.level = 1, .model = &model, .characters = 150, .temperature_milli = 0};
  const std::string text = sampled(options);
  Predictor predictor(1, kMaxBlockBytes, &model, false);
  for (const char byte : text) {
    ByteShare best;
    predictor.likeliest({&best, 1});
    REQUIRE(best.byte == static_cast<std::uint8_t>(byte));
    for (int shift = 7; shift >= 0; --shift) predictor.learn(best.byte >> shift & 1);
  }
  options.seed = 99;
  CHECK(sampled(options) == text);
  options.temperature_milli = 1000;
  options.top_p_milli = 1;
  CHECK(sampled(options) == text);
}

TEST_CASE("a prompt is read, and not part of the sample") {
  const Model model = test::trained_model();
  SampleOptions options{.level = 2, .model = &model, .prompt = "The river was l", .characters = 120};
  options.temperature_milli = 0;
  const std::string text = sampled(options);
  CHECK(text.starts_with("ow"));
  // Going on from what was written gives what would have come.
  options.prompt += text.substr(0, 50);
  options.characters -= 50;
  CHECK(sampled(options) == text.substr(50));
}

TEST_CASE("an adaptive sample learns from the prompt, and a static one keeps to its model") {
  std::string prompt;
  for (int i = 0; i < 40; ++i) prompt += "zyx wvu! ";
  SampleOptions options{.level = 1, .prompt = prompt, .characters = 18, .temperature_milli = 0};
  CHECK(sampled(options) != "zyx wvu! zyx wvu! ");
  options.adaptive = true;
  CHECK(sampled(options) == "zyx wvu! zyx wvu! ");
}

TEST_CASE("a sample in which no character begins ends too") {
  const SampleOptions options{
      .level = 1, .adaptive = true, .prompt = std::string(1000, '\x80'), .characters = 10, .temperature_milli = 0};
  CHECK(sampled(options) == std::string(40, '\x80'));
}

TEST_CASE("a sample that cannot be had is refused before any of it is written") {
  const auto refused = [](SampleOptions options) {
    return test::error_of([&] { sample(options, [](std::string_view) { FAIL("a piece was written"); }); });
  };
  for (const int level : {-1, 0, 10}) CHECK(refused({.level = level}) == "kUsage");
  CHECK(refused({.temperature_milli = 1'000'001}) == "kUsage");
  CHECK(refused({.top_p_milli = 0}) == "kUsage");
  CHECK(refused({.top_p_milli = 1001}) == "kUsage");
  CHECK(refused({.prompt = std::string(kMaxPromptBytes + 1, ' ')}) == "kUsage");
  CHECK(refused({.characters = kMaxBlockBytes}) == "kUsage");
  CHECK(refused({.characters = ~std::uint64_t{0}}) == "kUsage");
}

TEST_CASE("the limits themselves are accepted") {
  CHECK(sampled({.level = 1, .characters = 5, .temperature_milli = 1'000'000, .top_p_milli = 1000}).size() >= 5);
  CHECK(sampled({.level = 9, .characters = 5, .temperature_milli = 1, .top_p_milli = 1}).size() >= 5);
}

TEST_CASE("what the taker throws ends the sample") {
  int pieces = 0;
  const auto sample_until_full = [&] {
    sample({.level = 1}, [&](std::string_view) {
      if (++pieces == 3) throw Error(ErrorCode::kIo, "the disk is full");
    });
  };
  CHECK(test::error_of(sample_until_full) == "kIo");
  CHECK(pieces == 3);
}

// They change where what a level or a sample computes is changed: the commit says why.
TEST_CASE("the samples of the golden models are what they were") {
  const Model small = golden_model("small");
  const Model network = golden_model("network");
  SampleOptions options{.level = 1, .model = &small, .prompt = "The ", .characters = 60};
  CHECK(sampled(options) ==
        "divgbml{\xd9:$\x83\x97\xf6rM^|useeFg.\x0f"
        "Bestru>\xb2\x03\xf2O5U\xfb"
        "F#\x05\xf9\x1e\nrk\x1fwhe wokz\x9d\xfa\xbe\xdd\xa7\xbd\x8c<\xf2\xe8\xbd\x80>");
  options.temperature_milli = 800;
  options.top_p_milli = 900;
  CHECK(sampled(options) ==
        "dj\x04\x19\x8a\x95+\x05\x8e\xd2\xd5\x9f"
        "CC?\x7f\x03M4])\xe3p-Q\x83. ane and is wea}*\xe4\xdb#\xbdJAe's bene\")\xad\x83"
        "6!;QmR");
  options.level = 3;
  CHECK(sampled(options) == "endowhis. I it.\nachk\n. YI,\n\nHher insut frtast,\ntioachis nobk");
  options.adaptive = true;
  CHECK(sampled(options) == "ees,\nThe gup wrre wrre ees,\nThe gup wrre wrre ees,\nThe gup w");
  options.level = 6;
  options.model = &network;
  options.adaptive = false;
  CHECK(sampled(options) == "exut wettes, thr fiv\nS. \"kr in gi\n,\n hu\n. Thahid Hir us the ");
  options.adaptive = true;
  options.temperature_milli = 1000;
  options.top_p_milli = 1000;
  CHECK(sampled(options) == "drand and ler a don and ler a don and ler a don and ler a do");
}

}  // namespace pith
