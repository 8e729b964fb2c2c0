#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"

namespace pith::test {

struct NamedText {
  std::string name;
  std::string text;
};

inline std::string random_text(std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  std::string text(bytes, '\0');
  for (char& byte : text) {
    byte = static_cast<char>(random.below(256));
  }
  return text;
}

/// `text` with a carriage return before each line feed.
inline std::string with_crlf(const std::string& text) {
  std::string result;
  for (const char byte : text) result += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
  return result;
}

inline std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text += piece;
  }
  return text;
}

inline std::string every_byte() {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) {
    text += static_cast<char>(byte);
  }
  return text;
}

inline std::string every_byte_downwards() {
  const std::string upwards = every_byte();
  return {upwards.rbegin(), upwards.rend()};
}

/// Runs of 1, 2, 4 ... 4096 bytes.
inline std::string long_runs() {
  std::string text;
  for (std::size_t length = 1, i = 0; length <= 4096; length *= 2, ++i) {
    text += std::string(length, static_cast<char>('a' + i));
  }
  return text;
}

/// Records of little-endian counters, as in many binary files.
inline std::string binary_records() {
  std::string text;
  for (unsigned i = 0; i < 500; ++i) {
    for (const unsigned word : {i, i * i, 0xffffffffU - i}) {
      for (unsigned shift = 0; shift < 32; shift += 8) {
        text += static_cast<char>(word >> shift);
      }
    }
  }
  return text;
}

/// The shapes that a text can have, each under the name of what is special about it.
inline std::vector<NamedText> shapes() {
  return {
      {"empty", ""},
      {"one byte", "x"},
      {"one zero byte", std::string(1, '\0')},
      {"one byte of all ones", "\xff"},
      {"two equal bytes", "xx"},
      {"one repeated byte", std::string(5000, 'e')},
      {"zeros", std::string(5000, '\0')},
      {"all ones", std::string(5000, '\xff')},
      {"every byte value", every_byte()},
      {"every byte value downwards", every_byte_downwards()},
      {"every byte value many times", repeated(every_byte(), 20)},
      {"alternating", repeated("ab", 2000)},
      {"alternating bits", repeated("\x55\xaa", 2000)},
      {"random", random_text(5000, 1)},
      {"random after repetition", repeated("once more ", 300) + random_text(2000, 2)},
      {"long runs", long_runs()},
      {"prose", repeated("The river was low that year, and the boats lay in the mud as if asleep. ", 40)},
      {"UTF-8", repeated("Größe, naïve, Ωμέγα, Привет, 日本語のテキスト, 🙂🚀. ", 40)},
      {"broken UTF-8", repeated("\xe6\x97 \xff\xfe \xc3", 100)},
      {"binary records", binary_records()},
      {"CRLF", repeated("first line\r\nsecond line\r\n\r\n", 60)},
      {"CRLF, few of them LF", repeated("first line\r\nsecond line\n\r\nthird line\r\n", 60)},
      {"LF, few of them CRLF", repeated("first line\nsecond line\r\n\nthird line\n", 60)},
      {"CRLF only", repeated("\r\n", 150)},
      {"doubled carriage returns", repeated("first line\r\r\nsecond line\r\r\n\r\n", 60)},
      {"lone carriage returns", repeated("first line\rsecond line\r", 60)},
      {"no newline at the end", "a line\nanother"},
      {"newlines only", std::string(300, '\n')},
      {"begins like an archive", "\xb6p\xa6" + random_text(20, 3)},
      {"one progress step", std::string(4096, 's')},
      {"one byte more than a progress step", std::string(4097, 's')},
  };
}

}  // namespace pith::test
