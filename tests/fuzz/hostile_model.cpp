// Any model, with whatever it holds at its extremes: what is coded with it is decoded, and the static scorer says what
// a predictor says that does not adapt.
#include "fuzz/hostile_model.h"

#include "format/models/model_scorer.h"
#include "fuzz/fuzz_support.h"
#include "pith/predictor.h"

namespace {

using namespace pith;
using namespace pith::fuzz;

constexpr std::size_t kMostTextBytes = 48;

void require_round_trip(const std::string& text, int level, const Model& model) {
  std::istringstream in(text);
  std::stringstream archive;
  compress(in, archive, {.level = level, .model = &model});
  std::ostringstream out;
  decompress(archive, out, {.find_model = [&](std::uint64_t) { return model; }});
  require(out.str() == text, "what is coded with a model is decoded with it");
}

void require_same_static(const std::string& text, int level, const Model& model) {
  const std::unique_ptr<StaticScorer> scorer = static_scorer(level, &model);
  if (scorer == nullptr) return;
  std::vector<std::uint16_t> p16s(text.size() * 8);
  StaticScorer::Place place = scorer->start();
  scorer->score({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, place, text.size(), p16s);
  Predictor predictor(level, text.size(), &model, false);
  for (std::size_t i = 0; i < p16s.size(); ++i) {
    require(predictor.predict() == p16s[i], "the static scorer and a predictor that does not adapt say the same");
    predictor.learn(text[i / 8] >> (7 - i % 8) & 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices(data, size);
  const int level = kMinLevel + static_cast<int>(choices.below(kMaxLevel - kMinLevel + 1));
  const bool is_static = choices.byte() % 8 == 0;
  const ByteView bytes = choices.bytes(choices.below(kMostTextBytes + 1));
  const std::string text(bytes.begin(), bytes.end());
  try {
    const Bytes file = hostile_model(choices);
    const Model model = Model::from_bytes("hostile", file);
    is_static ? require_same_static(text, level, model) : require_round_trip(text, level, model);
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kDamaged, "a model is refused as damaged or not at all");
  }
  return 0;
}
