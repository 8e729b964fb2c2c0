#include "model/text/text_state.h"

#include <algorithm>

#include "model/text/hash.h"

namespace pith {

namespace {

bool is_upper(std::uint8_t c) { return 'A' <= c && c <= 'Z'; }
bool separates_fields(std::uint8_t c) { return c == ',' || c == ';' || c == '\t' || c == '"' || c == '|'; }

}  // namespace

void TextState::update_words(std::uint8_t byte) {
  update_last8(byte);
  if (is_letter(byte)) {
    word_ = hash(word_, is_upper(byte) ? byte + 32u : byte);
  } else if (word_ != 0) {
    word_before_that_ = word_before_;
    word_before_ = word_;
    word_ = 0;
  }
}

void TextState::update_line(std::uint32_t position, std::uint8_t byte) {
  if (byte == '\n') {
    line_before_start_ = line_start_;
    line_start_ = position;
    field_ = 0;
    field_number_ = 0;
    indent_ = 0;
  } else if (separates_fields(byte)) {
    field_ = 0;
    ++field_number_;
  } else {
    field_ = hash(field_, byte);
  }
  const std::uint32_t column = position - line_start_;
  if ((byte == ' ' || byte == '\t') && indent_ + 1 == column) {
    indent_ = column;
  }
  column_ = std::min(column, kMaxColumn);
}

}  // namespace pith
