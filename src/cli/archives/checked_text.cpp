#include "cli/archives/checked_text.h"

// Its header needs the types of the first one.
#include <sha2.h>
#include <sys/types.h>

#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

}  // namespace

struct TextDigest::State {
  SHA2_CTX context = {};
};

TextDigest::TextDigest() : state_(std::make_unique<State>()) { SHA256Init(&state_->context); }

TextDigest::~TextDigest() = default;

void TextDigest::add(const char* bytes, std::size_t size) {
  SHA256Update(&state_->context, reinterpret_cast<const std::uint8_t*>(bytes), size);
}

std::string TextDigest::finish() {
  char digits[SHA256_DIGEST_STRING_LENGTH];
  SHA256End(&state_->context, digits);
  return digits;
}

DigestingReader::DigestingReader(std::streambuf& source, TextDigest& digest)
    : source_(source), digest_(digest), buffer_(kBufferBytes) {}

DigestingReader::int_type DigestingReader::underflow() {
  const std::streamsize got = source_.sgetn(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  digest_.add(buffer_.data(), static_cast<std::size_t>(got));
  setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
  return got == 0 ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

DigestingWriter::int_type DigestingWriter::overflow(int_type next) {
  if (traits_type::eq_int_type(next, traits_type::eof())) return traits_type::not_eof(next);
  const char byte = traits_type::to_char_type(next);
  digest_.add(&byte, 1);
  return next;
}

std::streamsize DigestingWriter::xsputn(const char* from, std::streamsize count) {
  digest_.add(from, static_cast<std::size_t>(count));
  return count;
}

LimitedWriter::int_type LimitedWriter::overflow(int_type next) {
  if (traits_type::eq_int_type(next, traits_type::eof())) return traits_type::not_eof(next);
  const char byte = traits_type::to_char_type(next);
  return xsputn(&byte, 1) == 1 ? next : traits_type::eof();
}

std::streamsize LimitedWriter::xsputn(const char* from, std::streamsize count) {
  if (limit_ != 0 && static_cast<std::uint64_t>(count) > limit_ - written_) {
    throw Error(ErrorCode::kUsage, "the text is longer than the " + std::to_string(limit_) +
                                       " bytes of --max-output; allow more of them if you trust the archive");
  }
  written_ += static_cast<std::uint64_t>(count);
  return target_.sputn(from, count);
}

}  // namespace pith::cli
