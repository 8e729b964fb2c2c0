#include <zlib.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "cli/packed/packing.h"

namespace pith::cli {
namespace {

constexpr int kGzipWindow = 15 + 16;  ///< the largest window, in the gzip format
constexpr int kMemoryLevel = 8;

/// What zlib reads and writes next, from a step and back.
class ZlibStep {
 public:
  ZlibStep(z_stream& stream, PackingStep& step) : stream_(stream), step_(step) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(step.in.data()));  // zlib does not write to it
    stream_.avail_in = static_cast<uInt>(step.in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(step.out.data());
    stream_.avail_out = static_cast<uInt>(step.out.size());
  }
  ~ZlibStep() {
    step_.in = step_.in.last(stream_.avail_in);
    step_.out = step_.out.last(stream_.avail_out);
  }
  ZlibStep(const ZlibStep&) = delete;
  ZlibStep& operator=(const ZlibStep&) = delete;

 private:
  z_stream& stream_;
  PackingStep& step_;
};

class GzipPacker final : public PackingCodec {
 public:
  GzipPacker() {
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipPacker() override { deflateEnd(&stream_); }

  bool step(PackingStep& step) override {
    const ZlibStep both(stream_, step);
    return deflate(&stream_, step.last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_END;
  }

 private:
  z_stream stream_{};
};

/// Members one after another are one stream; zeros behind one are padding, as gzip has it.
class GzipUnpacker final : public PackingCodec {
 public:
  GzipUnpacker() {
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::bad_alloc();
  }
  ~GzipUnpacker() override { inflateEnd(&stream_); }

  bool step(PackingStep& step) override {
    while (!step.in.empty() && !step.out.empty()) {
      if (between_) {
        const auto member = std::ranges::find_if(step.in, [](char byte) { return byte != 0; });
        step.in = step.in.subspan(static_cast<std::size_t>(member - step.in.begin()));
        if (step.in.empty()) break;
        inflateReset(&stream_);
        between_ = false;
      }
      const ZlibStep both(stream_, step);
      const int result = inflate(&stream_, Z_NO_FLUSH);
      between_ = result == Z_STREAM_END;
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) throw std::runtime_error("is damaged");
    }
    if (!step.last || !step.in.empty()) return false;
    return between_ || !finish(step);
  }

 private:
  /// With all input read: true if there may be more output. Throws if the stream is not at its end.
  bool finish(PackingStep& step) {
    if (step.out.empty()) return true;
    const ZlibStep both(stream_, step);
    between_ = inflate(&stream_, Z_NO_FLUSH) == Z_STREAM_END;
    if (!between_ && stream_.avail_out != 0) throw std::runtime_error("ends early");
    return !between_;
  }

  z_stream stream_{};
  bool between_ = false;  // the last member has ended
};

}  // namespace

std::unique_ptr<PackingCodec> gzip_packer() { return std::make_unique<GzipPacker>(); }
std::unique_ptr<PackingCodec> gzip_unpacker() { return std::make_unique<GzipUnpacker>(); }

}  // namespace pith::cli
