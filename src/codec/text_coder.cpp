#include "codec/text_coder.h"

#include <algorithm>
#include <span>
#include <utility>

#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "format/models/model_impl.h"

namespace pith {

namespace {

/// Codes `text` in steps, until the payload has grown to `most_bytes`; false then. Advances `progress` by all of it.
bool encode_steps(Predictor::Impl& predictor, ByteView text, ArithmeticEncoder& encoder, std::size_t most_bytes,
                  Progress& progress) {
  for (std::size_t done = 0; done < text.size();) {
    const ByteView step = text.subspan(done, std::min(text.size() - done, Progress::kStepBytes));
    predictor.encode(step, encoder);
    if (encoder.size() >= most_bytes) {
      progress.advance(text.size() - done);
      return false;
    }
    done += step.size();
    progress.advance(step.size());
  }
  return true;
}

}  // namespace

std::unique_ptr<Predictor::Impl> predictor_at(const Start& start, std::size_t text_bytes) {
  const Prior* prior = start.model == nullptr ? nullptr : start.model->impl().prior();
  auto predictor = make_predictor(start.level, std::min(start.like.size() + text_bytes, kMaxBlockBytes), prior, true);
  take_in(*predictor, start.like);
  return predictor;
}

void take_in(Predictor::Impl& predictor, ByteView text) {
  for (std::size_t done = 0; done < text.size();) {
    ArithmeticEncoder nobody_reads;  // coding is the quickest way to learn
    const ByteView step = text.subspan(done, std::min(text.size() - done, Progress::kStepBytes));
    predictor.encode(step, nobody_reads);
    done += step.size();
  }
}

std::optional<Bytes> encode_text(const Start& start, ByteView text, std::size_t stored_bytes, Progress& progress) {
  const auto predictor = predictor_at(start, text.size());
  ArithmeticEncoder encoder(text.size());
  if (!encode_steps(*predictor, text, encoder, stored_bytes, progress)) return std::nullopt;
  Bytes payload = encoder.finish();
  return payload.size() < stored_bytes ? std::optional(std::move(payload)) : std::nullopt;
}

std::optional<Bytes> decode_text(const Start& start, ByteView payload, std::size_t text_bytes, Progress& progress) {
  return decode_next(*predictor_at(start, text_bytes), payload, text_bytes, progress);
}

Bytes encode_next(Predictor::Impl& predictor, ByteView text, Progress& progress) {
  ArithmeticEncoder encoder(text.size());
  encode_steps(predictor, text, encoder, SIZE_MAX, progress);
  return encoder.finish();
}

std::optional<Bytes> decode_next(Predictor::Impl& predictor, ByteView payload, std::size_t text_bytes,
                                 Progress& progress) {
  ArithmeticDecoder decoder(payload);
  Bytes text;
  text.reserve(text_bytes);
  while (text.size() < text_bytes) {
    const std::size_t done = text.size();
    const std::size_t step = std::min(text_bytes - done, Progress::kStepBytes);
    text.resize(done + step);
    predictor.decode(std::span(text).subspan(done), decoder);
    progress.advance(step);
  }
  return decoder.finished() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace pith
