#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/archives.h"
#include "support/files.h"

namespace pith {

namespace {

struct Refusal {
  std::string name;  ///< bad/NAME.pith
  std::string error;
};

const std::vector<Refusal> kRefusals = {
    {"no-bytes", "kTruncated"},
    {"part-of-magic", "kTruncated"},
    {"only-magic", "kTruncated"},
    {"not-an-archive", "kNotPith"},
    {"format-1", "kNotPith"},
    {"version-3", "kVersion"},
    {"level-0", "kDamaged"},
    {"level-10", "kDamaged"},
    {"reserved-option", "kDamaged"},
    {"unknown-model", "kModel"},
    {"unknown-short-model", "kModel"},
    {"model-0", "kDamaged"},
    {"unknown-like", "kModel"},
    {"like-of-no-bytes", "kDamaged"},
    {"long-tag", "kDamaged"},
    {"endless-tag", "kDamaged"},
    {"long-payload-bytes", "kDamaged"},
    {"block-too-long", "kDamaged"},
    {"empty-block-not-last", "kDamaged"},
    {"stored-length-differs", "kDamaged"},
    {"coded-not-shorter", "kDamaged"},
    {"coded-and-empty", "kDamaged"},
    {"swapped-and-stored", "kDamaged"},
    {"swapped-saving-nothing", "kDamaged"},
    {"swapped-saving-too-much", "kDamaged"},
    {"swapped-saving-less", "kDamaged"},
    {"swapped-saving-more", "kDamaged"},
    {"swapped-in-vain", "kDamaged"},
    {"crlf-not-swapped", "kDamaged"},
    {"more-lines-than-bytes", "kDamaged"},
    {"continues-nothing", "kDamaged"},
    {"long-for-short", "kDamaged"},
    {"other-lines", "kDamaged"},
    {"index-cut", "kTruncated"},
    {"index-lacking", "kTruncated"},
    {"index-flipped", "kDamaged"},
    {"payload-promised", "kTruncated"},
    {"payload-bit-flipped", "kDamaged"},
    {"payload-longer", "kDamaged"},
    {"payload-cut", "kTruncated"},
    {"check-cut", "kTruncated"},
    {"check-flipped", "kDamaged"},
    {"level-changed", "kDamaged"},
    {"stored-text-changed", "kDamaged"},
    {"member-after-zeros", "kDamaged"},
    {"part-of-magic-after", "kTruncated"},
    {"second-member-damaged", "kDamaged"},
};

struct Golden {
  std::string archive;
  std::string text;
  int level;
};

/// The golden in NAME.LEVEL.pith.
Golden read_golden(const std::filesystem::path& path) {
  const std::filesystem::path name_and_level = path.stem();
  return {.archive = test::read_file(path),
          .text = test::read_file(test::kGoldens / "texts" / name_and_level.stem()),
          .level = std::stoi(name_and_level.extension().string().substr(1))};
}

}  // namespace

TEST_CASE("every golden decodes to its text, and its text gives the same archive again") {
  const auto paths = test::files_in(test::kGoldens, ".pith");
  REQUIRE(!paths.empty());
  for (const auto& path : paths) {
    CAPTURE(path.filename().string());
    const Golden golden = read_golden(path);
    CHECK(test::decompressed(golden.archive) == golden.text);
    CHECK((test::compressed(golden.text, golden.level) == golden.archive));
  }
}

TEST_CASE("every golden made with a model decodes to its text, and its text gives the same archive again") {
  std::string called;
  SUBCASE("without a network") { called = "small"; }
  SUBCASE("with a network") { called = "network"; }
  const std::string packed = test::read_file(test::kGoldens / "models" / (called + ".pithm.pith"));
  const Model model = Model::from_bytes(called, test::bytes_of(test::decompressed(packed)));
  const auto paths = test::files_in(test::kGoldens / "models" / called, ".pith");
  REQUIRE(!paths.empty());
  for (const auto& path : paths) {
    CAPTURE(path.filename().string());
    const Golden golden = read_golden(path);
    CHECK(test::decompressed(golden.archive, model) == golden.text);
    CHECK((test::compressed(golden.text, golden.level, 1, &model) == golden.archive));
  }
}

TEST_CASE("there is a golden for every level and every text") {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CHECK(std::filesystem::exists(test::kGoldens / ("letter.txt." + std::to_string(level) + ".pith")));
  }
  for (const auto& path : test::files_in(test::kGoldens / "texts")) {
    CHECK(std::filesystem::exists(test::kGoldens / (path.filename().string() + ".6.pith")));
  }
}

TEST_CASE("every bad golden is refused for what is wrong with it") {
  for (const Refusal& refusal : kRefusals) {
    CAPTURE(refusal.name);
    const std::string archive = test::read_file(test::kGoldens / "bad" / (refusal.name + ".pith"));
    CHECK(test::outcome(archive).error == refusal.error);
    const std::string message = test::outcome(archive).message;
    CHECK(message.find('\n') == std::string::npos);
    CHECK(message.find("; ") != std::string::npos);
    CHECK(message.back() != '.');
  }
  CHECK(test::files_in(test::kGoldens / "bad").size() == kRefusals.size());
}

}  // namespace pith
