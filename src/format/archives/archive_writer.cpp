#include "format/archives/archive_writer.h"

#include "format/archives/block_check.h"

namespace pith {

void ArchiveWriter::begin(std::size_t text_bytes, bool last) {
  // A payload of no bytes: the least that there can be.
  const BlockHeader least{.text_bytes = static_cast<std::uint32_t>(text_bytes), .last = last};
  if (form_of(member_, 0, least) != MemberForm::kLong) return;
  Bytes header;
  append(header, member_);
  archive_.write(header);
  begun_ = true;
}

void ArchiveWriter::write(const BlockHeader& header, ByteView payload, std::uint32_t check) {
  const std::uint64_t number = next_number_++;
  const MemberForm form = form_of(member_, number, header);
  Bytes headers;
  if (number == 0 && !begun_) append(headers, member_, form);
  append(headers, header, number, form);
  archive_.write(headers);
  archive_.write(payload);
  Bytes end;
  append_little_endian(end, check);
  archive_.write(ByteView(end).first(check_bytes(form)));
  runs_.add(header, archive_.offset() - begin_);
  begin_ = archive_.offset();
  if (header.last && runs_.needs_index()) archive_.write(index_bytes(member_, runs_.runs()));
}

}  // namespace pith
