#include "model/predictor/history_model.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "model/text/window.h"
#include "support/texts.h"

namespace pith {

namespace {

using Model = HistoryModel<level_plans::kMiddle>;
using Inputs = std::array<std::int32_t, Model::kInputs>;

const std::string kLine = "The river was low.\n";

/// A history model with the text it has read, as a predictor drives it.
class Reader {
 public:
  /// Calls see(inputs, bit) before each bit is learnt.
  template <typename See>
  void read(const std::string& text, See see) {
    for (const char byte : text) {
      read_byte(static_cast<std::uint8_t>(byte), see);
    }
  }

  void read(const std::string& text) {
    read(text, [](const Inputs&, int) {});
  }

  /// Before each nibble the model is to be asked about another one, which then does not come.
  void guess_wrong() { guesses_ = true; }

  const Model& model() const { return model_; }

 private:
  template <typename See>
  void read_byte(std::uint8_t byte, See see) {
    Model::Contexts contexts{};
    Model::find_contexts(state_, contexts);
    model_.enter(contexts, addresses(contexts, 0), nibble_, [] {});
    BitPlace place;
    while (place.index() < 8) {
      if (place.index() == 4) enter_second_nibble(contexts, place.partial());
      const int bit = byte >> (7 - place.index()) & 1;
      model_.predict(nibble_, place, inputs_.data());
      see(inputs_, bit);
      model_.learn(bit);
      place.advance(bit);
    }
    if (guesses_) ask_for_another_byte(byte ^ 1);
    state_.update(window_, byte);
    window_.push(byte);
  }

  void enter_second_nibble(const Model::Contexts& contexts, std::uint32_t half) {
    if (guesses_) {
      Model::Nibble other = nibble_;
      model_.peek(contexts, addresses(contexts, half ^ 1), other, room_, [] {});
    }
    model_.enter(contexts, addresses(contexts, half), nibble_, [] {});
  }

  void ask_for_another_byte(int byte) const {
    TextState other = state_;
    other.update(window_, static_cast<std::uint8_t>(byte));
    Model::Contexts contexts{};
    Model::find_contexts(other, contexts);
    addresses(contexts, 0);
  }

  Model::Addresses addresses(const Model::Contexts& contexts, std::uint32_t half) const {
    Model::Addresses addresses{};
    model_.fetch(contexts, half, addresses);
    return addresses;
  }

  Window window_{4096};
  TextState state_;
  Model model_{std::size_t{1} << 18, nullptr, false};
  Model::Nibble nibble_;
  Model::Room room_{};
  Inputs inputs_{};
  bool guesses_ = false;
};

int known(const Inputs& inputs) {
  int count = 0;
  for (int i = 0; i < Model::kHashed; ++i) {
    count += inputs[i] != 0 ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("contexts that were never met say nothing") {
  Reader reader;
  reader.read("a", [&](const Inputs& inputs, int) {
    CHECK(known(inputs) == 0);
    CHECK(reader.model().known_contexts() == 0);
  });
}

TEST_CASE("every context is known in a text that repeats itself") {
  Reader reader;
  reader.read(test::repeated(kLine, 10));
  reader.read(kLine, [&](const Inputs&, int) { CHECK(reader.model().known_contexts() == Model::kHashed); });
}

TEST_CASE("what always followed is expected by every context but the shortest") {
  Reader reader;
  reader.read(test::repeated(kLine, 30));
  reader.read(kLine, [](const Inputs& inputs, int bit) {
    for (int i = 1; i < Model::kHashed; ++i) {
      CAPTURE(i);
      CHECK((inputs[i] > 0) == (bit != 0));
      CHECK(inputs[i] != 0);
    }
  });
}

TEST_CASE("inputs are stretched probabilities, whatever is read") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    Reader reader;
    int outside = 0;
    reader.read(shape.text, [&](const Inputs& inputs, int) {
      for (const std::int32_t input : inputs) {
        outside += std::abs(input) > kMaxStretch ? 1 : 0;
      }
      const int contexts = reader.model().known_contexts();
      outside += contexts < known(inputs) || contexts > Model::kHashed ? 1 : 0;
    });
    CHECK(outside == 0);
  }
}

TEST_CASE("asking for another nibble, or peeking into it, changes nothing") {
  const std::string text = test::repeated(kLine, 5) + test::random_text(500, 9) + kLine;
  Reader plain;
  Reader guessing;
  guessing.guess_wrong();
  std::vector<Inputs> expected;
  plain.read(text, [&](const Inputs& inputs, int) { expected.push_back(inputs); });
  std::vector<Inputs> got;
  guessing.read(text, [&](const Inputs& inputs, int) { got.push_back(inputs); });
  CHECK((got == expected));
}

}  // namespace pith
