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

/// The model is packed: most of it repeats.
void write_with_model(const std::filesystem::path& folder, const std::string& called, const Bytes& bytes,
                      const std::vector<int>& levels) {
  const Model model = Model::from_bytes(called, bytes);
  write_file(folder / (called + ".pithm.pith"), compressed(string_of(bytes), kDefaultLevel));
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
  return "\xb6pth\x01\x01" + header_bytes(header) + std::string(8, '\0');
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
  const MemberHeader member = read_member_header(*source);
  BlockHeader header = read_block_header(*source, 0);
  const std::string payload = string_of(source->exactly(header.payload_bytes));
  header.payload_bytes += 1;
  return header_bytes(member) + block_bytes(member, 0, header, payload + '\0', text);
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
  return header_bytes(member) + block_bytes(member, 0, header, payload, text);
}

std::map<std::string, std::string> bad_archives(const std::string& letter) {
  const std::string coded = compressed(letter, kMinLevel);
  const std::string stored = stored_member("a stored text");
  const std::string begin = "\xb6pth\x01\x01";
  const std::string lf = repeated("one line\n", 9);
  const std::string crlf = repeated("one line\r\n", 9);
  return {
      {"no-bytes", ""},
      {"part-of-magic", coded.substr(0, 3)},
      {"only-magic", coded.substr(0, 4)},
      {"not-an-archive", letter.substr(0, 40)},
      {"version-0", changed(coded, 4, 1)},
      {"version-2", changed(coded, 4, 3)},
      {"level-0", changed(coded, 5, 1)},
      {"level-10", changed(coded, 5, 1 ^ 10)},
      {"reserved-bit", changed(coded, 5, 0x10)},
      {"unknown-model", stored_member("text", {.level = 6, .model_id = 0x0123456789abcdef})},
      {"model-0", "\xb6pth\x01\x86" + std::string(8, '\0') + stored.substr(6)},
      {"long-tag", begin + std::string("\xab\x00\x05hello....", 12)},
      {"endless-tag", begin + std::string(40, '\xff')},
      {"long-payload-bytes", begin + std::string("\x2b\x85\x00hello....", 12)},
      {"block-too-long", announced({kFullBlock + 1, 5, false, true})},
      {"empty-block-not-last", announced({0, 0, true, false})},
      {"stored-length-differs", announced({5, 4, true, true})},
      {"coded-not-shorter", announced({5, 5, false, true})},
      {"coded-and-empty", announced({0, 0, false, true})},
      {"swapped-and-stored", begin + "\x2f\x01\x05hello...."},
      {"swapped-saving-nothing", begin + std::string("\x2d\x00\x03xyz....", 10)},
      {"swapped-saving-too-much", announced({5, 2, false, true, 3})},
      {"swapped-saving-less", coded_member(lf, 10, crlf)},
      {"swapped-saving-more", coded_member(lf, 8, crlf)},
      {"swapped-in-vain", coded_member(crlf, 9, lf)},
      {"crlf-not-swapped", coded_member(crlf, 0, crlf)},
      {"payload-promised", announced({kFullBlock, kFullBlock - 1, false, true})},
      {"payload-bit-flipped", changed(coded, 100, 4)},
      {"payload-longer", with_longer_payload(coded, letter)},
      {"payload-cut", coded.substr(0, 100)},
      {"check-cut", coded.substr(0, coded.size() - 1)},
      {"check-flipped", changed(coded, -1, 0x80)},
      {"level-changed", changed(coded, 5, 1 ^ 2)},
      {"stored-text-changed", changed(stored, 10, 0x20)},
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
  for (const auto& [name, bytes] : bad_archives(read_file(folder / "texts" / "letter.txt"))) {
    write_file(folder / "bad" / (name + ".pith"), bytes);
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
