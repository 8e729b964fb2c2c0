// Writes the archives of a folder of goldens: make_goldens FOLDER

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "codec/text_coder.h"
#include "model/plan/levels.h"
#include "pith/predictor.h"
#include "support/archives.h"
#include "support/files.h"
#include "support/texts.h"
#include "support/trained_models.h"
#include "support/two_clocks.h"

namespace pith::test {

namespace {

constexpr auto kFullBlock = static_cast<std::uint32_t>(kMaxBlockBytes);
constexpr std::size_t kSmallModelNgramBytes = 12000;

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.close();
  if (!file) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

/// The model is packed: most of it repeats. One that is there stays, however models are trained today.
void write_with_model(const std::filesystem::path& folder, const std::string& called, const Bytes& trained,
                      const std::vector<int>& levels) {
  const std::filesystem::path packed = folder / (called + ".pithm.pith");
  const std::string known = std::filesystem::exists(packed) ? outcome(read_file(packed)).text : "";
  const Bytes bytes = known.empty() ? trained : bytes_of(known);
  const Model model = Model::from_bytes(called, bytes);
  write_file(packed, compressed(string_of(bytes), kDefaultLevel));
  for (const char* text : {"letter.txt", "line-ends.txt", "scripts.txt", "table.csv"}) {
    for (const int level : levels) {
      const std::string name = std::string(text) + "." + std::to_string(level) + ".pith";
      write_file(folder / called / name, compressed(read_file(folder / ".." / "texts" / text), level, 1, &model));
    }
  }
}

void write_with_models(const std::filesystem::path& folder) {
  write_with_model(folder, "small", sample_model("small", kSmallModelNgramBytes), {1, 2, 3, kDefaultLevel});
  write_with_model(folder, "network", sample_model("network", kSmallModelNgramBytes, small_two_clocks_section()),
                   {3, level_of(PlanId::kDeep), kMaxLevel});
}

void remove_archives(const std::filesystem::path& folder) {
  for (const auto& path : files_in(folder, ".pith")) {
    std::filesystem::remove(path);
  }
}

void write_good(const std::filesystem::path& folder) {
  for (const auto& path : files_in(folder / "texts")) {
    const std::string name = path.filename().string();
    for (int level = kMinLevel; level <= kMaxLevel; ++level) {
      if (name == "letter.txt" || level == kMinLevel || level == kDefaultLevel || level == kMaxLevel) {
        write_file(folder / (name + "." + std::to_string(level) + ".pith"), compressed(read_file(path), level));
      }
    }
  }
}

/// A header that announces a block of which nothing follows but zeros.
std::string announced(const BlockHeader& header) {
  return header_bytes(MemberHeader{.level = 1}) + header_bytes(header) + std::string(8, '\0');
}

/// `archive` with the byte at `at` (from the end if negative) put in exclusive or with `mask`.
std::string changed(std::string archive, int at, int mask) {
  char& byte = archive[at < 0 ? archive.size() - static_cast<std::size_t>(-at) : static_cast<std::size_t>(at)];
  byte = static_cast<char>(byte ^ mask);
  return archive;
}

/// `archive`, of one coded block, with a byte more in its payload and nothing else wrong.
std::string with_longer_payload(const std::string& archive, const std::string& text) {
  MemorySource source(archive);
  const ReadMember member = read_member_header(*source);
  BlockHeader header = read_sizes(*source, member);
  const std::string payload = string_of(source->exactly(header.payload_bytes));
  header.payload_bytes += 1;
  return member_bytes(member.header, header, payload + '\0', text);
}

/// An archive of one block: the payload is that of `coded`, the header tells of `saved_bytes`, and the check is right
/// for `text`.
std::string coded_member(const std::string& coded, std::uint32_t saved_bytes, const std::string& text) {
  const MemberHeader member{.level = kMinLevel};
  Progress progress(nullptr);
  const std::string payload = string_of(encode_text(member.level, bytes_of(coded), coded.size(), progress).value());
  BlockHeader header{.text_bytes = static_cast<std::uint32_t>(coded.size()) + saved_bytes, .last = true};
  header.payload_bytes = static_cast<std::uint32_t>(payload.size());
  header.saved_bytes = saved_bytes;
  return member_bytes(member, header, payload, text);
}

/// A member that is written long where it is to be short.
std::string long_member(const std::string& text) {
  const MemberHeader member{.level = kMinLevel};
  Progress progress(nullptr);
  const std::string payload = string_of(encode_text(member.level, bytes_of(text), text.size(), progress).value());
  const BlockHeader header{.text_bytes = static_cast<std::uint32_t>(text.size()),
                           .payload_bytes = static_cast<std::uint32_t>(payload.size()),
                           .last = true};
  return header_bytes(member) + block_bytes(member, 0, header, payload, text);
}

/// A stored block whose header tells of other lines than it has, and whose check is right.
std::string with_other_lines(const MemberHeader& member, std::uint32_t lines) {
  const BlockHeader header{.text_bytes = 4, .payload_bytes = 4, .stored = true, .lines = lines};
  return header_bytes(member) + block_bytes(member, 0, header, "a\nb\n", "a\nb\n");
}

std::map<std::string, std::string> bad_headers(const std::string& coded) {
  const std::string stored = stored_member("a stored text");
  const std::string begin = header_bytes(MemberHeader{.level = kMinLevel});
  return {
      {"no-bytes", ""},
      {"part-of-magic", coded.substr(0, 1)},
      {"only-magic", coded.substr(0, 2)},
      {"not-an-archive", "My dear friend, the tide was late today."},
      {"format-1", "\xb6pth\x01\x06"},
      {"version-3", "\xb6p\xe1\x03" + coded.substr(4)},
      {"level-0", changed(coded, 2, 1)},
      {"level-10", changed(coded, 2, 1 ^ 10)},
      {"reserved-option", changed(stored, 3, 4)},
      {"unknown-model", stored_member("text", {.level = 6, .model_id = 0x0123456789abcdef})},
      {"unknown-short-model", "\xb6p\xb6" + std::string("abc") + coded.substr(3)},
      {"model-0", "\xb6p\x96" + std::string(9, '\0') + stored.substr(4)},
      {"unknown-like", stored_member("text", {.level = 6, .like_bytes = 9, .like_id = 0x0123456789abcdef})},
      {"like-of-no-bytes", begin.substr(0, 3) + std::string("\1\0", 2) + std::string(8, 'x') + stored.substr(4)},
      {"long-tag", begin + std::string("\xd3\x00\x05hello....", 12)},
      {"endless-tag", begin + std::string(40, '\xff')},
      {"long-payload-bytes", begin + std::string("\x53\x85\x00hello....", 12)},
      {"block-too-long", announced({kFullBlock + 1, 5, false, true})},
      {"empty-block-not-last", announced({0, 0, true, false})},
      {"stored-length-differs", announced({5, 4, true, true})},
      {"coded-not-shorter", announced({5, 5, false, true})},
      {"coded-and-empty", announced({0, 0, false, true})},
      {"swapped-and-stored", begin + "\x57\x01\x05hello...."},
      {"swapped-saving-nothing", begin + std::string("\x55\x00\x03xyz....", 10)},
      {"swapped-saving-too-much", announced({5, 2, false, true, 3})},
      {"more-lines-than-bytes", announced({5, 2, false, false, 0, 6})},
      {"continues-nothing", announced({5, 2, false, false, 0, 0, true})},
      {"payload-promised", announced({kFullBlock, kFullBlock - 1, false, true})},
  };
}

std::map<std::string, std::string> bad_contents(const std::string& letter, const std::string& coded) {
  const std::string stored = stored_member("a stored text");
  const MemberHeader plain{.level = kMinLevel};
  const std::string indexed = stored_blocks(plain, {"one\n", "two\n"});
  const std::string lf = repeated("one line\n", 9);
  const std::string crlf = repeated("one line\r\n", 9);
  return {
      {"long-for-short", long_member(letter.substr(0, 400))},
      {"swapped-saving-less", coded_member(lf, 10, crlf)},
      {"swapped-saving-more", coded_member(lf, 8, crlf)},
      {"swapped-in-vain", coded_member(crlf, 9, lf)},
      {"crlf-not-swapped", coded_member(crlf, 0, crlf)},
      {"other-lines", with_other_lines(plain, 3) + stored_block(plain, 1, "end", true)},
      {"payload-bit-flipped", changed(coded, 100, 4)},
      {"payload-longer", with_longer_payload(coded, letter)},
      {"payload-cut", coded.substr(0, 100)},
      {"check-cut", coded.substr(0, coded.size() - 1)},
      {"check-flipped", changed(coded, -1, 0x80)},
      {"level-changed", changed(coded, 2, 1 ^ 2)},
      {"stored-text-changed", changed(stored, 10, 0x20)},
      {"index-cut", indexed.substr(0, indexed.size() - 1)},
      {"index-lacking", indexed.substr(0, indexed.size() - 8 - kIndexTailBytes)},
      {"index-flipped", changed(indexed, -1 - static_cast<int>(kIndexTailBytes), 1)},
      {"member-after-zeros", stored + std::string(16, '\0') + stored},
      {"part-of-magic-after", stored + coded.substr(0, 2)},
      {"second-member-damaged", stored + changed(coded, -1, 1)},
  };
}

void write_goldens(const std::filesystem::path& folder) {
  remove_archives(folder);
  remove_archives(folder / "bad");
  remove_archives(folder / "models" / "small");
  remove_archives(folder / "models" / "network");
  write_good(folder);
  write_with_models(folder / "models");
  const std::string letter = read_file(folder / "texts" / "letter.txt");
  const std::string coded = compressed(letter, kMinLevel);
  for (const auto& archives : {bad_headers(coded), bad_contents(letter, coded)}) {
    for (const auto& [name, bytes] : archives) write_file(folder / "bad" / (name + ".pith"), bytes);
  }
}

}  // namespace

}  // namespace pith::test

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_goldens FOLDER\n", stderr);
    return 2;
  }
  try {
    pith::test::write_goldens(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_goldens: %s\n", error.what());
    return 1;
  }
  return 0;
}
