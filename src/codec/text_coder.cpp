#include "codec/text_coder.h"

#include <algorithm>
#include <span>

#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "format/models/model_impl.h"
#include "model/predictor/predictor_impl.h"

namespace pith {

namespace {

const Prior* prior_of(const Model* model) { return model == nullptr ? nullptr : model->impl().prior(); }

}  // namespace

std::optional<Bytes> encode_text(int level, ByteView text, std::size_t stored_bytes, Progress& progress,
                                 const Model* model) {
  const auto predictor = make_predictor(level, text.size(), prior_of(model), true);
  ArithmeticEncoder encoder(text.size());
  for (std::size_t done = 0; done < text.size();) {
    const ByteView step = text.subspan(done, std::min(text.size() - done, Progress::kStepBytes));
    predictor->encode(step, encoder);
    if (encoder.size() >= stored_bytes) {
      progress.advance(text.size() - done);
      return std::nullopt;
    }
    done += step.size();
    progress.advance(step.size());
  }
  Bytes payload = encoder.finish();
  return payload.size() < stored_bytes ? std::optional(std::move(payload)) : std::nullopt;
}

std::optional<Bytes> decode_text(int level, ByteView payload, std::size_t text_bytes, Progress& progress,
                                 const Model* model) {
  const auto predictor = make_predictor(level, text_bytes, prior_of(model), true);
  ArithmeticDecoder decoder(payload);
  Bytes text;
  text.reserve(text_bytes);
  while (text.size() < text_bytes) {
    const std::size_t done = text.size();
    const std::size_t step = std::min(text_bytes - done, Progress::kStepBytes);
    text.resize(done + step);
    predictor->decode(std::span(text).subspan(done), decoder);
    progress.advance(step);
  }
  return decoder.finished() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace pith
