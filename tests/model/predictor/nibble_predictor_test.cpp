#include "model/predictor/nibble_predictor.h"

#include <doctest/doctest.h>

#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "support/priors.h"
#include "support/texts.h"

namespace pith {

namespace {

std::string text_of_all_kinds() {
  return test::sentences(2500, 51) + test::random_text(600, 51) + test::sentences(800, 52) + std::string(300, 'e');
}

/// The text coded bit by bit.
Bytes coded(Predictor::Impl& predictor, ByteView text) {
  ArithmeticEncoder encoder;
  for (const std::uint8_t byte : text) {
    for (int shift = 7; shift >= 0; --shift) {
      encoder.encode(byte >> shift & 1, predictor.p16());
      predictor.learn(byte >> shift & 1);
    }
  }
  return encoder.finish();
}

}  // namespace

TEST_CASE("coding many bytes at once is coding them bit by bit") {
  const Prior prior = test::trained_prior();
  const std::string text = text_of_all_kinds();
  for (int level = 1; level <= 3; ++level) {
    for (const Prior* each : {&prior, static_cast<const Prior*>(nullptr)}) {
      for (const bool adaptive : {true, false}) {
        CAPTURE(level);
        CAPTURE(adaptive);
        const auto make = [&] { return make_predictor(level, text.size(), each, adaptive); };
        const Bytes payload = coded(*make(), test::view_of(text));
        const auto encoding = make();
        ArithmeticEncoder encoder;
        for (std::size_t at = 0; at < text.size(); at += 700)
          encoding->encode(test::view_of(text.substr(at, 700)), encoder);
        const auto decoding = make();
        ArithmeticDecoder decoder(payload);
        Bytes restored(text.size());
        decoding->decode(std::span(restored).first(100), decoder);
        decoding->decode(std::span(restored).subspan(100), decoder);
        CHECK(encoder.finish() == payload);
        CHECK(std::ranges::equal(restored, test::view_of(text)));
        CHECK(encoding->p16() == decoding->p16());
      }
    }
  }
}

TEST_CASE("the weights of nibbles are taken from a model as they were given") {
  const Prior prior = test::trained_prior();
  const MixingState* state = prior.mixing(PlanId::kFast);
  REQUIRE(state != nullptr);
  CHECK(NibbleMixing(state->weights).weights() == state->weights);
  CHECK(state->weights != NibbleMixing({}).weights());
}

TEST_CASE("a table too small for a text costs bits, not the text") {
  const std::string text = test::random_text(60000, 53);
  TableSizes sizes = table_sizes(1, 300);
  NibblePredictor encoding(sizes, nullptr, true);
  const Bytes payload = coded(encoding, test::view_of(text));
  NibblePredictor decoding(sizes, nullptr, true);
  ArithmeticDecoder decoder(payload);
  Bytes restored(text.size());
  decoding.decode(restored, decoder);
  CHECK(std::ranges::equal(restored, test::view_of(text)));
}

}  // namespace pith
