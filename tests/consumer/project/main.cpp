#include <iostream>
#include <sstream>
#include <string>

#include "pith/codec.h"
#include "pith/version.h"

int main() {
  const std::string original(1000, 'a');
  std::istringstream text(original);
  std::stringstream archive;
  std::ostringstream restored;
  pith::compress(text, archive);
  pith::decompress(archive, restored);

  const bool same_text = restored.str() == original;
  const bool same_version = pith::version() == std::string(EXPECTED_VERSION);
  std::cout << "text " << (same_text ? "restored" : "lost") << ", version " << pith::version() << '\n';
  return same_text && same_version ? 0 : 1;
}
