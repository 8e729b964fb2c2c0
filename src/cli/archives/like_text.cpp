#include "cli/archives/like_text.h"

#include "cli/files/whole_file.h"
#include "pith/error.h"

namespace pith::cli {

std::vector<std::uint8_t> like_text(const std::string& file) {
  if (file.empty()) return {};
  if (file == "-") throw Error(ErrorCode::kUsage, "--like takes a file that both sides have, not standard input");
  std::vector<std::uint8_t> text = whole_file(file, UINT32_MAX);
  if (text.empty()) throw Error(ErrorCode::kUsage, file + ": is empty; --like needs a text to start from");
  if (text.size() > UINT32_MAX) throw Error(ErrorCode::kUsage, file + ": is too long for --like; take a part of it");
  return text;
}

}  // namespace pith::cli
