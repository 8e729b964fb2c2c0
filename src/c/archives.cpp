#include <cstdlib>
#include <istream>
#include <ostream>
#include <sstream>

#include "c/guard.h"
#include "c/handles.h"
#include "c/streams.h"
#include "pith/codec.h"
#include "pith/model_search.h"
#include "pith/short_name.h"

namespace {

using pith::Error;
using pith::ErrorCode;
using pith::c::guarded;
using pith::c::require;

pith::CompressOptions read_options(const pith_compress_options* given) {
  const pith_compress_options options = pith::c::options_or(given, pith_compress_options PITH_COMPRESS_OPTIONS_INIT);
  return {.level = options.level,
          .threads = options.threads,
          .model = pith::c::model_of(options.model),
          .block_bytes = options.block_bytes};
}

pith::DecompressOptions read_options(const pith_decompress_options* given) {
  const pith_decompress_options options =
      pith::c::options_or(given, pith_decompress_options PITH_DECOMPRESS_OPTIONS_INIT);
  pith::DecompressOptions read{.threads = options.threads, .max_memory_bytes = options.max_memory_bytes};
  if (options.model == nullptr) {
    read.find_model = [](std::uint64_t identity) { return pith::find_model(identity); };
    return read;
  }
  read.find_model = [model = options.model->model](std::uint64_t identity) {
    if (pith::names(identity, model.identity())) return model;
    throw Error(ErrorCode::kModel, "the archive needs the model " + pith::identity_text(identity) + ", but was given " +
                                       pith::identity_text(model.identity()));
  };
  return read;
}

pith_totals totals_of(const pith::CodecTotals& totals) { return {totals.text_bytes, totals.archive_bytes}; }

/// Does `work` from a reader to a writer.
template <typename Work>
pith_status between(pith_reader reader, pith_writer writer, pith_totals* totals, pith_error* error, const Work& work) {
  return guarded(error, [&] {
    pith::c::ReaderBuffer source(reader);
    pith::c::WriterBuffer target(writer);
    std::istream in(&source);
    std::ostream out(&target);
    const pith_totals done = totals_of(work(in, out));
    if (totals != nullptr) *totals = done;
  });
}

void put(const std::string& bytes, pith_buffer& buffer) {
  if (bytes.empty()) return;
  buffer.bytes = static_cast<unsigned char*>(std::malloc(bytes.size()));
  if (buffer.bytes == nullptr) throw std::bad_alloc();
  std::memcpy(buffer.bytes, bytes.data(), bytes.size());
  buffer.size = bytes.size();
}

/// Bytes in memory, and where to put what becomes of them.
struct Memory {
  const void* bytes;
  size_t size;
  pith_buffer* result;
};

template <typename Work>
pith_status within(const Memory& memory, pith_error* error, const Work& work) {
  return guarded(error, [&] {
    require(memory.result, "the buffer for the result");
    *memory.result = {nullptr, 0};
    if (memory.size > 0) require(memory.bytes, "what to read");
    pith::c::BytesBuffer source(memory.bytes, memory.size);
    std::istream in(&source);
    std::ostringstream out;
    work(in, out);
    put(std::move(out).str(), *memory.result);
  });
}

}  // namespace

pith_status pith_compress(pith_reader text, pith_writer archive, const pith_compress_options* options,
                          pith_totals* totals, pith_error* error) {
  return between(text, archive, totals, error,
                 [&](auto& in, auto& out) { return pith::compress(in, out, read_options(options)); });
}

pith_status pith_decompress(pith_reader archive, pith_writer text, const pith_decompress_options* options,
                            pith_totals* totals, pith_error* error) {
  return between(archive, text, totals, error,
                 [&](auto& in, auto& out) { return pith::decompress(in, out, read_options(options)); });
}

pith_status pith_compress_bytes(const void* text, size_t size, const pith_compress_options* options,
                                pith_buffer* archive, pith_error* error) {
  return within({text, size, archive}, error,
                [&](auto& in, auto& out) { return pith::compress(in, out, read_options(options)); });
}

pith_status pith_decompress_bytes(const void* archive, size_t size, const pith_decompress_options* options,
                                  pith_buffer* text, pith_error* error) {
  return within({archive, size, text}, error,
                [&](auto& in, auto& out) { return pith::decompress(in, out, read_options(options)); });
}

void pith_buffer_free(pith_buffer* buffer) {
  if (buffer == nullptr) return;
  std::free(buffer->bytes);
  *buffer = {nullptr, 0};
}
