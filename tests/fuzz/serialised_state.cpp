// The state of a text as bytes, overwritten and its check mended: it is refused, or the text goes on from it, and its
// copies as it does. What is scored in a batch costs what it costs alone.
#include <array>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "fuzz/fuzz_support.h"
#include "fuzz/hostile_model.h"
#include "pith/scorer.h"

namespace {

using namespace pith;
using namespace pith::fuzz;

constexpr std::size_t kMostTextBytes = 48;

const Model& model_with_network() {
  static const Model model = [] {
    const ModelSection section = {.kind = kNetworkSection, .bytes = noisy_network()};
    return Model::from_bytes("network", test::model_bytes(test::metadata_named("network"), {section}));
  }();
  return model;
}

const Scorer& scorer_of(std::size_t choice) {
  static const std::array scorers = {Scorer({.level = 3}), Scorer({.level = 5}),
                                     Scorer({.level = 6, .model = &model_with_network()})};
  return scorers[choice % scorers.size()];
}

std::string text_of(Choices& choices) {
  const ByteView bytes = choices.bytes(choices.below(kMostTextBytes + 1));
  return {bytes.begin(), bytes.end()};
}

void mend_check(Bytes& state) {
  Check check(1);
  check.update(ByteView(state).first(state.size() - 8));
  Bytes end;
  append_little_endian(end, check.digest());
  std::ranges::copy(end, state.end() - 8);
}

void require_goes_on(const Scorer& scorer, State state, const std::string& text) {
  require(scorer.restored(state.serialised()) == state, "a state that is restored can be written and restored again");
  const std::array<double, 256> odds = state.distribution();
  require(std::abs(std::reduce(odds.begin(), odds.end()) - 1) < 0.02, "the odds of all bytes are one");
  State copy = state;
  const double bits = state.bits_of(text);
  const double fed = state.feed(text);
  require(std::abs(fed - bits) < 1e-5, "a text costs what was said before, but for rounding");
  require(copy.feed(text) == fed && copy == state, "copies go the same way");
}

void require_same_in_batch(const Scorer& scorer, const std::string& a, const std::string& b) {
  const std::array<std::string_view, 4> texts = {a, b, a, ""};
  const std::vector<Measurement> together = scorer.score(texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    require(together[i].bits == scorer.score(texts[i]).bits, "in a batch a text costs what it costs alone");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices(data, size);
  const Scorer& scorer = scorer_of(choices.byte());
  const std::string before = text_of(choices);
  const std::string after = text_of(choices);
  State start = scorer.start();
  start.feed(before);
  Bytes state = start.serialised();
  overwrite_runs(state, choices);
  mend_check(state);
  try {
    require_goes_on(scorer, scorer.restored(state), after);
  } catch (const Error& error) {
    require(
        error.code() == ErrorCode::kDamaged || error.code() == ErrorCode::kModel || error.code() == ErrorCode::kUsage,
        "a state is refused as damaged or another's");
  }
  if (choices.byte() % 4 == 0) require_same_in_batch(scorer, before, after);
  return 0;
}
