#include <lzma.h>

#include <new>
#include <stdexcept>

#include "cli/packed/packing.h"

namespace pith::cli {
namespace {

constexpr std::uint32_t kPreset = 6;
constexpr std::uint64_t kMostUnpackingBytes = std::uint64_t{256} << 20;  ///< what xz -9 needs, and more

class XzCodec final : public PackingCodec {
 public:
  explicit XzCodec(bool packs) {
    const lzma_ret result = packs ? lzma_easy_encoder(&stream_, kPreset, LZMA_CHECK_CRC64)
                                  : lzma_stream_decoder(&stream_, kMostUnpackingBytes, LZMA_CONCATENATED);
    if (result != LZMA_OK) throw std::bad_alloc();
  }
  ~XzCodec() override { lzma_end(&stream_); }
  XzCodec(const XzCodec&) = delete;
  XzCodec& operator=(const XzCodec&) = delete;

  bool step(PackingStep& step) override {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(step.in.data());
    stream_.avail_in = step.in.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(step.out.data());
    stream_.avail_out = step.out.size();
    const lzma_ret result = lzma_code(&stream_, step.last ? LZMA_FINISH : LZMA_RUN);
    step.in = step.in.last(stream_.avail_in);
    step.out = step.out.last(stream_.avail_out);
    if (result == LZMA_STREAM_END) return true;
    if (result == LZMA_BUF_ERROR && step.last && !step.out.empty()) throw std::runtime_error("ends early");
    if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (result == LZMA_MEMLIMIT_ERROR) throw std::runtime_error("needs more than 256 MB of memory to unpack");
    if (result != LZMA_OK && result != LZMA_BUF_ERROR) throw std::runtime_error("is damaged");
    return false;
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

}  // namespace

std::unique_ptr<PackingCodec> xz_packer() { return std::make_unique<XzCodec>(true); }
std::unique_ptr<PackingCodec> xz_unpacker() { return std::make_unique<XzCodec>(false); }

}  // namespace pith::cli
