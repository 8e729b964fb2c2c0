// Any bytes: decoding restores a text or throws Error, quickly and in bounded memory, alike for any number of threads.
#include "fuzz/declared_text.h"
#include "fuzz/fuzz_support.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::fuzz;
  const std::string archive(reinterpret_cast<const char*>(data), size);
  const Declared says = declared(archive);
  if (says.text_bytes > 2 * kMaxTextBytes) return 0;
  const auto text = decompressed(archive, 1);
  if (says.blocks < 2) return 0;
  require(text == decompressed(archive, 2), "decoding does not depend on the number of threads");
  return 0;
}
