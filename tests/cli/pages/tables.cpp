// Prints, as JSON, what C++ says where scripts of the pages say it again; mirror_test.py compares them:
//   utf8_lengths   digits: utf8_length() of each sequence of one to four bytes, a prefix before what goes on from it;
//                  the third and the fourth byte are among 7F, 80, BF and C0
//   stand_ins      [[first, last, stand_in()]...] of all code points
//   steps          [[first quantum, surprisal_step()]...] of 0/256 to 65535/256 bits
//   marked_step    kMarkedStep
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

#include "cli/formatting/utf8.h"
#include "cli/pages/surprisal_scale.h"

using namespace pith::cli;

namespace {

constexpr std::string_view kTails("\x7f\x80\xbf\xc0", 4);

std::string all_bytes() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

/// The lengths at the beginning of `sequence` and of all that go on from it, up to four bytes.
std::string utf8_lengths(const std::string& sequence) {
  static const std::string bytes = all_bytes();
  std::string digits;
  if (!sequence.empty()) digits += static_cast<char>('0' + utf8_length(sequence, 0));
  if (sequence.size() == 4) return digits;
  for (const char byte : sequence.size() < 2 ? std::string_view(bytes) : kTails)
    digits += utf8_lengths(sequence + byte);
  return digits;
}

std::string stand_ins() {
  std::string rows;
  const auto end_row = [&](std::uint32_t first, std::uint32_t last) {
    rows += (rows.empty() ? "[" : ",[") + std::to_string(first) + "," + std::to_string(last) + ",\"" +
            std::string(stand_in(first)) + "\"]";
  };
  std::uint32_t first = 0;
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (stand_in(c) == stand_in(first)) continue;
    end_row(first, c - 1);
    first = c;
  }
  end_row(first, 0x10FFFF);
  return rows;
}

std::string steps() {
  std::string rows;
  std::size_t last = kSurprisalSteps.size();
  for (int quanta = 0; quanta <= 65535; ++quanta) {
    const std::size_t step = surprisal_step(quanta / 256.0);
    if (step == last) continue;
    rows += (rows.empty() ? "[" : ",[") + std::to_string(quanta) + "," + std::to_string(step) + "]";
    last = step;
  }
  return rows;
}

}  // namespace

int main() {
  std::cout << "{\"utf8_lengths\":\"" << utf8_lengths("") << "\",\"stand_ins\":[" << stand_ins() << "],\"steps\":["
            << steps() << "],\"marked_step\":" << kMarkedStep << "}\n";
}
