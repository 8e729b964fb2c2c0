// Any text, at the level its first byte chooses: the archive restores it, and is the same every time.
#include "fuzz/fuzz_support.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::fuzz;
  const Case c = case_of(data, size);
  const std::string archive = compressed(c.text, c.level, 1);
  require(archive.size() <= c.text.size() + c.text.size() / 1000 + 16, "an archive is hardly longer than its text");
  require(archive == compressed(c.text, c.level, 2), "an archive does not depend on the number of threads");
  require(decompressed(archive, 1) == c.text, "an archive restores its text");
  require(decompressed(archive + archive, 2) == c.text + c.text, "joined archives restore their texts, joined");
  return 0;
}
