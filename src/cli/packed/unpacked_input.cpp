#include "cli/packed/unpacked_input.h"

#include <stdexcept>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

}  // namespace

UnpackedInput::UnpackedInput(const std::string& path)
    : name_(display_name(path)), file_(path), codec_(unpacker(packing_of_bytes(file_.ahead(kMostMagicBytes)))) {
  if (codec_ != nullptr) packed_.resize(kPieceBytes);
}

std::size_t UnpackedInput::read(std::span<char> into) {
  if (codec_ == nullptr) {
    return static_cast<std::size_t>(
        file_.stream().rdbuf()->sgetn(into.data(), static_cast<std::streamsize>(into.size())));
  }
  PackingStep step{.in = unread_, .out = into, .last = false};
  while (!step.out.empty() && !done_) unpack(step);
  return into.size() - step.out.size();
}

void UnpackedInput::unpack(PackingStep& step) {
  if (unread_.empty() && !read_all_) {
    const std::streamsize count =
        file_.stream().rdbuf()->sgetn(packed_.data(), static_cast<std::streamsize>(packed_.size()));
    unread_ = std::span(packed_).first(static_cast<std::size_t>(count));
    read_all_ = unread_.size() < packed_.size();
  }
  step.in = unread_;
  step.last = read_all_;
  try {
    done_ = codec_->step(step);
  } catch (const std::runtime_error& fault) {
    throw FileError(name_, std::string("what it packs ") + fault.what());
  }
  unread_ = step.in;
}

}  // namespace pith::cli
