#include "model/match/match_model.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "model/bits/logistic.h"
#include "support/texts.h"

namespace pith {

namespace {

constexpr int kMinLength = 6;

const std::string kSentence = "The river was low that year.";  // no two places in it begin alike

/// A match model with its window, as a predictor drives it.
class Reader {
 public:
  explicit Reader(int min_length = kMinLength, std::size_t heads = 1024, std::size_t window_bytes = 4096)
      : window_(window_bytes), match_(min_length, heads) {}

  void read(std::uint8_t byte) {
    for (int bit_index = 0; bit_index < 8; ++bit_index) {
      const int bit = byte >> (7 - bit_index) & 1;
      match_.predict(BitPlace::after((256U | byte) >> (8 - bit_index)), inputs_);
      judge(bit);
      match_.learn(bit);
    }
    window_.push(byte);
    match_.update(window_);
    match_.look_up(window_);
  }

  void read(const std::string& text) {
    for (const char byte : text) {
      read(static_cast<std::uint8_t>(byte));
    }
  }

  /// The strength of what is expected of the next byte.
  int strength() {
    match_.predict(BitPlace(), inputs_);
    return match_.strength();
  }

  /// How sure the model is of the next bit, in 1/256 nat.
  int confidence() {
    match_.predict(BitPlace(), inputs_);
    return std::abs(inputs_[0]);
  }

  MatchModel& match() { return match_; }
  int wrong_leans() const { return wrong_leans_; }  ///< inputs so far for the bit that did not come
  int outside() const { return outside_; }          ///< inputs and strengths so far that were out of range

 private:
  void judge(int bit) {
    for (const std::int32_t input : inputs_) {
      wrong_leans_ += input != 0 && (input > 0) != (bit != 0) ? 1 : 0;
      outside_ += std::abs(input) > kSquashLimit ? 1 : 0;
    }
    outside_ += match_.strength() < 0 || match_.strength() >= MatchModel::kStrengths ? 1 : 0;
  }

  Window window_;
  MatchModel match_;
  std::int32_t inputs_[MatchModel::kInputs] = {};
  int wrong_leans_ = 0;
  int outside_ = 0;
};

}  // namespace

TEST_CASE("nothing is expected of a text that does not repeat") {
  Reader reader;
  for (const char byte : test::every_byte()) {
    CHECK(reader.strength() == 0);
    CHECK(reader.confidence() == 0);
    CHECK(reader.match().expected_byte() == 0);
    CHECK(reader.match().length() == 0);
    reader.read(static_cast<std::uint8_t>(byte));
  }
}

TEST_CASE("once the last bytes have occurred before, what followed them is expected") {
  for (const int min_length : {4, 6, 20}) {
    CAPTURE(min_length);
    Reader reader(min_length);
    reader.read(kSentence + "#");
    for (std::size_t i = 0; i < kSentence.size(); ++i) {
      CAPTURE(i);
      if (i >= static_cast<std::size_t>(min_length)) {
        CHECK(reader.match().expected_byte() == static_cast<std::uint8_t>(kSentence[i]));
        CHECK(reader.match().length() == i);
        CHECK(reader.strength() > 0);
      } else {
        CHECK(reader.strength() == 0);
      }
      reader.read(static_cast<std::uint8_t>(kSentence[i]));
    }
    CHECK(reader.wrong_leans() == 0);
  }
}

TEST_CASE("of several earlier places the last one counts") {
  Reader reader;
  reader.read("in the end 1, in the end 2, in the end ");
  CHECK(reader.match().expected_byte() == '2');
}

TEST_CASE("the longer a match has held, the stronger it is") {
  const std::string text = test::random_text(3000, 4);
  Reader reader;
  reader.read(text);
  reader.read(text.substr(0, kMinLength));
  int strength = reader.strength();
  const int first_strength = strength;
  for (const char byte : text.substr(kMinLength, 900)) {
    reader.read(static_cast<std::uint8_t>(byte));
    REQUIRE(reader.strength() >= strength);
    strength = reader.strength();
  }
  CHECK(strength > first_strength);
}

TEST_CASE("matches that hold make the next one surer") {
  Reader fresh;
  fresh.read(kSentence + "#" + kSentence.substr(0, 10));
  Reader taught;
  for (int i = 0; i < 50; ++i) {
    const std::string text = test::random_text(40, 100 + static_cast<std::uint64_t>(i));
    taught.read(text + text);
  }
  taught.read(kSentence + "#" + kSentence.substr(0, 10));
  CHECK(taught.match().length() == fresh.match().length());
  CHECK(taught.confidence() > fresh.confidence());
}

TEST_CASE("after one wrong byte the match goes on behind it, weaker") {
  const std::string text = test::random_text(300, 5);
  Reader reader;
  reader.read(text);
  reader.read(text.substr(0, 100));
  const int strength_before = reader.strength();
  const int confidence_before = reader.confidence();
  CHECK(reader.match().expected_byte() == static_cast<std::uint8_t>(text[100]));

  reader.read(static_cast<std::uint8_t>(~text[100]));
  CHECK(reader.match().expected_byte() == static_cast<std::uint8_t>(text[101]));
  CHECK(reader.match().length() == 0);
  CHECK(reader.strength() != strength_before);
  CHECK(reader.confidence() < confidence_before);

  reader.read(text.substr(101, 50));
  CHECK(reader.match().expected_byte() == static_cast<std::uint8_t>(text[151]));
}

TEST_CASE("a match that has long held again is as strong as one that never failed") {
  const std::string text = test::random_text(300, 5);
  Reader failed;
  failed.read(text + text.substr(0, 100) + static_cast<char>(~text[100]) + text.substr(101, 50));
  Reader unfailed;
  unfailed.read(text + text.substr(101, 50));
  CHECK(failed.match().length() == unfailed.match().length());
  CHECK(failed.strength() == unfailed.strength());
}

TEST_CASE("a match that keeps failing is given up") {
  Reader reader;
  reader.read(kSentence + "#" + kSentence.substr(0, 10));
  REQUIRE(reader.strength() > 0);
  reader.read(test::every_byte_downwards().substr(0, 100));
  CHECK(reader.strength() == 0);
  CHECK(reader.match().expected_byte() == 0);
}

TEST_CASE("a bit that contradicts the expected byte ends what is expected of it") {
  Reader reader;
  reader.read("abcdefgh#abcdefg");
  REQUIRE(reader.match().expected_byte() == 'h');  // 01101000
  std::int32_t inputs[MatchModel::kInputs] = {};
  reader.match().predict(BitPlace::after(0b1011), inputs);
  CHECK(inputs[0] < 0);
  CHECK(inputs[1] <= 0);
  CHECK(reader.match().strength() > 0);
  reader.match().predict(BitPlace::after(0b1010), inputs);
  CHECK(inputs[0] == 0);
  CHECK(inputs[1] == 0);
  CHECK(reader.match().strength() == 0);
}

TEST_CASE("whatever is read, even through a small window, inputs and strengths stay in their ranges") {
  for (const std::size_t heads : {1U, 2U, 256U}) {
    CAPTURE(heads);
    for (const test::NamedText& shape : test::shapes()) {
      CAPTURE(shape.name);
      Reader reader(32, heads, 256);
      reader.read(shape.text);
      CHECK(reader.outside() == 0);
    }
  }
}

TEST_CASE("a model of a single head still finds runs") {
  Reader reader(kMinLength, 1);
  reader.read("#" + std::string(20, 'e'));
  CHECK(reader.match().expected_byte() == 'e');
  CHECK(reader.strength() > 0);
}

}  // namespace pith
