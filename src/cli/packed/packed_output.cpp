#include "cli/packed/packed_output.h"

namespace pith::cli {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

}  // namespace

PackedOutput::PackedOutput(std::ostream& stream, Packing packing) : stream_(stream), codec_(packer(packing)) {}

void PackedOutput::write(std::string_view bytes) {
  if (codec_ != nullptr) return pack(bytes, false);
  buffer_ += bytes;
  if (buffer_.size() >= kPieceBytes) flush();
}

void PackedOutput::finish() {
  if (codec_ != nullptr) pack({}, true);
  flush();
  stream_.flush();
}

void PackedOutput::pack(std::string_view bytes, bool last) {
  PackingStep step{.in = bytes, .out = {}, .last = last};
  for (bool done = false; !done;) {
    buffer_.resize(kPieceBytes);
    step.out = buffer_;
    done = codec_->step(step) || (!last && step.in.empty() && !step.out.empty());
    buffer_.resize(kPieceBytes - step.out.size());
    flush();
  }
}

void PackedOutput::flush() {
  stream_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

}  // namespace pith::cli
