#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "c/guard.h"
#include "c/handles.h"
#include "c/streams.h"
#include "pith/train.h"

namespace {

using pith::c::guarded;
using pith::c::require;

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

pith::TrainingText work_of(const pith_text& text) {
  require(text.name, "the name of a text");
  if (text.size > 0) require(text.bytes, "the bytes of a text");
  const auto* begin = static_cast<const std::uint8_t*>(text.bytes);
  return {.name = text.name, .bytes = {begin, begin + text.size}};
}

pith::TrainOptions read_options(const pith_train_options* given) {
  require(given, "the options");
  const pith_train_options options = pith::c::options_or(given, pith_train_options PITH_TRAIN_OPTIONS_INIT);
  require(options.name, "the name of the model");
  require(options.date, "the date of the model");
  pith::TrainOptions read;
  read.from = pith::c::model_of(options.from);
  read.max_model_bytes = options.max_model_bytes;
  read.threads = options.threads;
  read.metadata.name = options.name;
  read.metadata.date = options.date;
  read.metadata.description = text_or_empty(options.description);
  read.metadata.licence = text_or_empty(options.licence);
  if (options.network_seconds > 0) read.network.emplace().seconds = options.network_seconds;
  return read;
}

}  // namespace

pith_status pith_train(const pith_text* texts, size_t count, const pith_train_options* options, pith_writer model,
                       pith_error* error) {
  return guarded(error, [&] {
    if (count > 0) require(texts, "the list of texts");
    pith::TrainOptions read = read_options(options);
    for (size_t i = 0; i < count; ++i) read.works.push_back(work_of(texts[i]));
    pith::c::WriterBuffer target(model);
    std::ostream out(&target);
    pith::train(std::move(read), out);
  });
}
