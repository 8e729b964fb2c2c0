#include "pith/sample.h"

#include <array>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/decisions.h"
#include "base/random.h"
#include "codec/byte_coder.h"
#include "codec/require_level.h"
#include "codec/sampling/byte_choice.h"
#include "codec/sampling/character_limit.h"
#include "codec/sampling/stop_string.h"
#include "coding/arithmetic_decoder.h"
#include "pith/error.h"
#include "pith/predictor.h"

namespace pith {

namespace {

// A character has up to four bytes, and CharacterLimit sees to it that this holds of all texts.
constexpr std::size_t kMaxCharacters = (kMaxBlockBytes - kMaxPromptBytes) / 4;

/// A decoder of random bits without end. A payload is drawn for some bytes, and then the next: a byte takes at most 16
/// bits for each of its decisions.
class NoiseDecoder {
 public:
  explicit NoiseDecoder(std::uint64_t seed) : random_(seed) {}

  /// For the decisions of one more byte.
  ArithmeticDecoder& next() {
    if (left_ == 0) draw();
    --left_;
    return *decoder_;
  }

 private:
  static constexpr std::size_t kBytesAtOnce = 4096;
  static constexpr std::size_t kPayloadBytes = kBytesAtOnce * 16 + 8;

  void draw() {
    payload_.clear();
    while (payload_.size() < kPayloadBytes) append_little_endian(payload_, random_.next());
    decoder_.emplace(payload_);
    left_ = kBytesAtOnce;
  }

  Random random_;
  Bytes payload_;
  std::optional<ArithmeticDecoder> decoder_;
  std::size_t left_ = 0;
};

void require_usable(const SampleOptions& options) {
  require_level(options.level);
  if (options.temperature_milli > 1'000'000) throw Error(ErrorCode::kUsage, "the temperature is at most 1000");
  if (options.top_p_milli < 1 || options.top_p_milli > 1000) {
    throw Error(ErrorCode::kUsage, "top-p is more than 0 and at most 1");
  }
  if (options.prompt.size() > kMaxPromptBytes || options.characters > kMaxCharacters) {
    throw Error(ErrorCode::kUsage, "a sample has at most " + std::to_string(kMaxCharacters) +
                                       " characters after a prompt of at most " + std::to_string(kMaxPromptBytes) +
                                       " bytes");
  }
}

void learn_byte(Predictor& predictor, std::uint8_t byte) {
  for_each_decision(byte, [&](int bit) { predictor.learn(bit); });
}

std::uint8_t chosen_byte(Predictor& predictor, ArithmeticDecoder& decoder, const Sharpening& sharpening) {
  std::array<ByteShare, 256> shares;
  predictor.likeliest(shares);
  const std::uint8_t byte = ByteChoice(shares, sharpening).decode(decoder);
  learn_byte(predictor, byte);
  return byte;
}

}  // namespace

void sample(const SampleOptions& options, const std::function<void(std::string_view)>& take) {
  require_usable(options);
  const Sharpening sharpening{.temperature_milli = options.temperature_milli, .top_p_milli = options.top_p_milli};
  // Of the same size for any length, so that a longer text begins like a shorter one.
  Predictor predictor(options.level, kMaxBlockBytes, options.model, options.adaptive);
  for (const char byte : options.prompt) learn_byte(predictor, static_cast<std::uint8_t>(byte));
  NoiseDecoder noise(options.seed);
  CharacterLimit limit(options.characters);
  StopString stop(options.stop);
  while (!limit.reached() && !stop.met()) {
    ArithmeticDecoder& decoder = noise.next();
    const std::uint8_t byte =
        sharpening.none() ? decode_byte(predictor, decoder) : chosen_byte(predictor, decoder, sharpening);
    if (!limit.add(byte)) break;
    const std::string_view sure = stop.add(static_cast<char>(byte));
    if (!sure.empty()) take(sure);
  }
  if (!stop.met() && !stop.held().empty()) take(stop.held());
}

}  // namespace pith
