#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "base/bytes.h"
#include "base/progress.h"
#include "model/predictor/predictor_impl.h"
#include "pith/model.h"

namespace pith {

/// What a predictor starts from, before it sees a block. What it points to outlives it.
struct Start {
  int level = 0;
  const Model* model = nullptr;  ///< null = from empty
  ByteView like = {};            ///< taken in first: of a text that both sides have, the coded text

  // NOLINTNEXTLINE(google-explicit-constructor): a level alone is a start, from empty.
  Start(int a_level, const Model* a_model = nullptr, ByteView a_like = {})
      : level(a_level), model(a_model), like(a_like) {}
};

/// The predictor that starts there, sized for a text of `text_bytes`. REQUIRES: text_bytes <= kMaxBlockBytes.
std::unique_ptr<Predictor::Impl> predictor_at(const Start& start, std::size_t text_bytes);

/// The payload that codes `text`; nothing if it would not be shorter than `stored_bytes`, which is noticed as soon as
/// it has grown that long. Advances `progress` by text.size().
std::optional<Bytes> encode_text(const Start& start, ByteView text, std::size_t stored_bytes, Progress& progress);

/// The text of `text_bytes` bytes for which encode_text() gives `payload`; nothing if there is none. Advances
/// `progress` by text_bytes.
std::optional<Bytes> decode_text(const Start& start, ByteView payload, std::size_t text_bytes, Progress& progress);

/// The same with a predictor that goes on to the next text: the payload, however long, and the text.
Bytes encode_next(Predictor::Impl& predictor, ByteView text, Progress& progress);
std::optional<Bytes> decode_next(Predictor::Impl& predictor, ByteView payload, std::size_t text_bytes,
                                 Progress& progress);

/// Has `predictor` learn `text`.
void take_in(Predictor::Impl& predictor, ByteView text);

}  // namespace pith
