#include "c/streams.h"

#include "c/guard.h"

namespace pith::c {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

}  // namespace

ReaderBuffer::ReaderBuffer(pith_reader reader) : reader_(reader), bytes_(kBufferBytes) {
  if (reader_.read == nullptr) throw Error(ErrorCode::kUsage, "the reader has no function to read with");
}

ReaderBuffer::int_type ReaderBuffer::underflow() {
  const std::ptrdiff_t count = reader_.read(reader_.context, bytes_.data(), bytes_.size());
  if (count < 0 || static_cast<std::size_t>(count) > bytes_.size()) {
    throw Error(ErrorCode::kIo, "the reader failed");
  }
  if (count == 0) return traits_type::eof();
  setg(bytes_.data(), bytes_.data(), bytes_.data() + count);
  return traits_type::to_int_type(*gptr());
}

WriterBuffer::WriterBuffer(pith_writer writer) : writer_(writer) {
  if (writer_.write == nullptr) throw Error(ErrorCode::kUsage, "the writer has no function to write with");
}

WriterBuffer::int_type WriterBuffer::overflow(int_type byte) {
  if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
  const char one = traits_type::to_char_type(byte);
  return xsputn(&one, 1) == 1 ? byte : traits_type::eof();
}

std::streamsize WriterBuffer::xsputn(const char* bytes, std::streamsize count) {
  return writer_.write(writer_.context, bytes, static_cast<std::size_t>(count)) == 0 ? count : 0;
}

BytesBuffer::BytesBuffer(const void* bytes, std::size_t size) {
  static char nothing = '\0';
  char* begin = size == 0 ? &nothing : const_cast<char*>(static_cast<const char*>(bytes));
  setg(begin, begin, begin + size);
}

}  // namespace pith::c
