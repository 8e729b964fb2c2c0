#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"

namespace pith {

/// Blocks that can be decoded without those before them: one, or in a streamed member one and those that continue it.
struct Run {
  std::uint32_t text_bytes = 0;
  std::uint32_t lines = 0;
  std::uint32_t blocks = 0;
  std::uint32_t bytes = 0;  ///< in the archive; of the first run of a member with the member's header

  bool operator==(const Run&) const = default;
};

/// The runs of a member as its blocks come by.
class RunCounter {
 public:
  /// `runs`: those that came by already.
  explicit RunCounter(std::vector<Run> runs = {});

  /// `bytes`: of the block in the archive, for block 0 with the header of its member.
  void add(const BlockHeader& header, std::uint64_t bytes);

  const std::vector<Run>& runs() const { return runs_; }
  std::uint64_t blocks() const { return blocks_; }

  /// Whether the member ends with an index if it has no more blocks.
  bool needs_index() const { return blocks_ > 1; }

 private:
  std::vector<Run> runs_;
  std::uint64_t blocks_ = 0;
};

/// The index at the end of a member.
Bytes index_bytes(const MemberHeader& member, const std::vector<Run>& runs);

/// How many bytes the index has that ends with `tail`; 0 if that is the end of none.
inline constexpr std::size_t kIndexTailBytes = 9;
std::uint64_t index_length(ByteView tail);

/// The runs that `index`, from its first byte to its mark, lists; nothing if it follows no rules. Whether its check is
/// right is told by index_bytes(), once the header of its member is known.
std::optional<std::vector<Run>> runs_in(ByteView index);

}  // namespace pith
