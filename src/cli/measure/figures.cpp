#include "cli/measure/figures.h"

namespace pith::cli {

void write_figures(JsonWriter& json, const Measurement& m) {
  json.field("bytes", m.bytes);
  json.field("chars", m.characters);
  json.field("words", m.words);
  json.field("bits", m.bits);
  json.field("nats", m.nats());
  json.field("bits_per_byte", m.bits_per_byte());
  json.field("bits_per_char", m.bits_per_char());
  json.field("bits_per_word", m.bits_per_word());
  json.field("nats_per_char", m.nats_per_char());
  json.field("perplexity_per_byte", m.perplexity_per_byte());
  json.field("perplexity_per_char", m.perplexity_per_char());
  json.field("perplexity_per_word", m.perplexity_per_word());
}

}  // namespace pith::cli
