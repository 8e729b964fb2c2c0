// Any text, any one bit of its archive inverted, or the archive cut there: decoding throws Error.
#include "fuzz/declared_text.h"
#include "fuzz/fuzz_support.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::fuzz;
  const Case c = case_of(data, size);
  const std::string archive = compressed(c.text, c.level, 1);
  const std::size_t bit = c.position % (archive.size() * 8);

  const std::string cut = archive.substr(0, bit / 8);
  require(!decompressed(cut, 1), "a truncated archive is rejected");

  std::string flipped = archive;
  flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
  if (declared(flipped).text_bytes > 8 * kMaxTextBytes) return 0;
  require(!decompressed(flipped, 1), "an archive with a flipped bit is rejected");
  return 0;
}
