#include "cli/packed/packing.h"
#include "pith/error.h"

#ifdef PITH_ZSTD
#include <zstd.h>
#include <zstd_errors.h>

#include <new>
#include <stdexcept>
#endif

namespace pith::cli {

#ifdef PITH_ZSTD

namespace {

/// What zstd reads and writes next, from a step and back.
struct ZstdStep {
  ZSTD_inBuffer in;
  ZSTD_outBuffer out;

  explicit ZstdStep(const PackingStep& step)
      : in{step.in.data(), step.in.size(), 0}, out{step.out.data(), step.out.size(), 0} {}

  void move_on(PackingStep& step) const {
    step.in = step.in.subspan(in.pos);
    step.out = step.out.subspan(out.pos);
  }
};

class ZstdPacker final : public PackingCodec {
 public:
  ZstdPacker() : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
  }
  ~ZstdPacker() override { ZSTD_freeCCtx(context_); }
  ZstdPacker(const ZstdPacker&) = delete;
  ZstdPacker& operator=(const ZstdPacker&) = delete;

  bool step(PackingStep& step) override {
    ZstdStep both(step);
    const std::size_t left =
        ZSTD_compressStream2(context_, &both.out, &both.in, step.last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left) != 0) throw std::runtime_error(ZSTD_getErrorName(left));
    both.move_on(step);
    return step.last && left == 0;
  }

 private:
  ZSTD_CCtx* context_;
};

/// Frames one after another are one stream.
class ZstdUnpacker final : public PackingCodec {
 public:
  ZstdUnpacker() : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdUnpacker() override { ZSTD_freeDCtx(context_); }
  ZstdUnpacker(const ZstdUnpacker&) = delete;
  ZstdUnpacker& operator=(const ZstdUnpacker&) = delete;

  bool step(PackingStep& step) override {
    while (!step.out.empty() && (!step.in.empty() || (step.last && left_ != 0))) {
      const bool had_input = !step.in.empty();
      ZstdStep both(step);
      left_ = ZSTD_decompressStream(context_, &both.out, &both.in);
      if (ZSTD_isError(left_) != 0) throw std::runtime_error(fault(left_));
      if (!had_input && left_ != 0 && both.out.pos == 0) throw std::runtime_error("ends early");
      both.move_on(step);
    }
    return step.last && step.in.empty() && left_ == 0;
  }

 private:
  static const char* fault(std::size_t result) {
    const bool is_wide = ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge;
    return is_wide ? "needs more than 128 MB of memory to unpack" : "is damaged";
  }

  ZSTD_DCtx* context_;
  std::size_t left_ = 0;  // 0 = at the end of a frame
};

}  // namespace

std::unique_ptr<PackingCodec> zstd_packer() { return std::make_unique<ZstdPacker>(); }
std::unique_ptr<PackingCodec> zstd_unpacker() { return std::make_unique<ZstdUnpacker>(); }

#else

namespace {

Error lacking() {
  return {ErrorCode::kUsage, "this build of pith lacks zstd; build it where libzstd-dev is, or use .gz or .xz"};
}

}  // namespace

std::unique_ptr<PackingCodec> zstd_packer() { throw lacking(); }
std::unique_ptr<PackingCodec> zstd_unpacker() { throw lacking(); }

#endif

}  // namespace pith::cli
