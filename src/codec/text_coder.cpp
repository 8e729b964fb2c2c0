#include "codec/text_coder.h"

#include <algorithm>

#include "codec/byte_coder.h"
#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "pith/predictor.h"

namespace pith {

std::optional<Bytes> encode_text(int level, ByteView text, std::size_t stored_bytes, Progress& progress,
                                 const Model* model) {
  Predictor predictor(level, text.size(), model);
  ArithmeticEncoder encoder(text.size());
  for (std::size_t done = 0; done < text.size();) {
    const ByteView step = text.subspan(done, std::min(text.size() - done, Progress::kStepBytes));
    for (const std::uint8_t byte : step) {
      encode_byte(predictor, encoder, byte);
      if (encoder.size() >= stored_bytes) {
        progress.advance(text.size() - done);
        return std::nullopt;
      }
    }
    done += step.size();
    progress.advance(step.size());
  }
  Bytes payload = encoder.finish();
  return payload.size() < stored_bytes ? std::optional(std::move(payload)) : std::nullopt;
}

std::optional<Bytes> decode_text(int level, ByteView payload, std::size_t text_bytes, Progress& progress,
                                 const Model* model) {
  Predictor predictor(level, text_bytes, model);
  ArithmeticDecoder decoder(payload);
  Bytes text;
  text.reserve(text_bytes);
  while (text.size() < text_bytes) {
    const std::size_t step = std::min(text_bytes - text.size(), Progress::kStepBytes);
    for (std::size_t i = 0; i < step; ++i) {
      text.push_back(decode_byte(predictor, decoder));
    }
    progress.advance(step);
  }
  return decoder.finished() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace pith
