#include "base/byte_sink.h"

#include <cassert>
#include <cerrno>
#include <ostream>
#include <utility>

#include "base/system_message.h"
#include "pith/error.h"

namespace pith {

ByteSink::ByteSink(std::ostream& stream, std::string name) : stream_(stream), name_(std::move(name)) {
  assert(stream.exceptions() == std::ios::goodbit);
}

void ByteSink::write(ByteView bytes) {
  errno = 0;
  stream_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  require_healthy();
  offset_ += bytes.size();
}

void ByteSink::flush() {
  errno = 0;
  stream_.flush();
  require_healthy();
}

void ByteSink::require_healthy() const {
  if (!stream_) {
    throw Error(ErrorCode::kIo,
                "cannot write " + name_ + " at byte " + std::to_string(offset_) + system_message(errno));
  }
}

}  // namespace pith
