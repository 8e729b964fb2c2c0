#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "base/progress.h"
#include "pith/model.h"

namespace pith {

/// The payload that codes `text` at `level`, predicted from `model` (null = from empty); nothing if it would not be
/// shorter than `stored_bytes`, which is noticed as soon as it has grown that long. Advances `progress` by text.size().
std::optional<Bytes> encode_text(int level, ByteView text, std::size_t stored_bytes, Progress& progress,
                                 const Model* model = nullptr);

/// The text of `text_bytes` bytes for which encode_text() gives `payload`; nothing if there is none.
/// Advances `progress` by text_bytes.
std::optional<Bytes> decode_text(int level, ByteView payload, std::size_t text_bytes, Progress& progress,
                                 const Model* model = nullptr);

}  // namespace pith
