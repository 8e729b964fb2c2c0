#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <sstream>
#include <string>

#include "format/models/model_section.h"
#include "pith/codec.h"
#include "support/learnt_ngrams.h"
#include "support/models.h"

namespace pith {

namespace {

/// Of this process; other work on the machine does not count.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// A table of each kind, with so many buckets like this one.
Model model_of(const Bytes& code_lengths, const Bytes& bucket, int check_bits, std::uint32_t groups) {
  Bytes section = test::ranks_of_every_byte();
  section.insert(section.end(), code_lengths.begin(), code_lengths.end());
  const auto group_bytes = static_cast<std::uint32_t>(bucket.size() * NgramTable::kGroupBuckets);
  for (int kind = 0; kind < kContextKinds; ++kind) {
    section.push_back(static_cast<std::uint8_t>(kind));
    section.push_back(static_cast<std::uint8_t>(check_bits));
    append_little_endian(section, groups * NgramTable::kGroupBuckets);
    append_little_endian(section, groups * group_bytes);
    for (std::uint32_t group = 0; group < groups; ++group) {
      append_little_endian(section, group * group_bytes);
      section.insert(section.end(), NgramTable::kGroupBuckets, static_cast<std::uint8_t>(bucket.size()));
    }
    for (std::uint32_t i = 0; i < groups * NgramTable::kGroupBuckets; ++i) {
      section.insert(section.end(), bucket.begin(), bucket.end());
    }
    section.resize(section.size() + NgramTable::kPadding);
  }
  return Model::from_bytes(
      "hostile", test::model_bytes(test::metadata_named("hostile"), {{.kind = kNgramSection, .bytes = section}}));
}

/// Of compressing and decompressing a text of 1 KB at level 3, the quickest of three.
double seconds_with(const Model* model) {
  const std::string text = test::sentences(1000, 1);
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double begin = cpu_seconds();
    std::istringstream in(text);
    std::stringstream archive;
    compress(in, archive, {.level = 3, .model = model});
    std::ostringstream out;
    decompress(archive, out, {.find_model = [&](std::uint64_t) { return *model; }});
    best = std::min(best, cpu_seconds() - begin);
    REQUIRE(out.str() == text);
  }
  return best;
}

}  // namespace

TEST_CASE("what a model holds cannot make a lookup cost more than a bucket") {
  Bytes no_end(SuccessorCode::kSymbols);
  no_end[SuccessorCode::symbol(1, 0)] = 1;
  Bytes short_codes = no_end;
  short_codes[SuccessorCode::kEnd] = 1;
  Bytes every_byte(34, 0xFF);
  every_byte[0] = 0xE1;
  const double from_empty = seconds_with(nullptr);
  for (const std::uint32_t groups : {10U, 50U}) {
    CAPTURE(groups);
    // 31 contexts whose lists have no end, and one that every byte followed.
    const Model endless = model_of(no_end, Bytes(255, 31), 5, groups);
    const Model long_lists = model_of(short_codes, every_byte, 0, groups);
    CHECK(seconds_with(&endless) < 20 * from_empty + 0.1);
    CHECK(seconds_with(&long_lists) < 20 * from_empty + 0.1);
  }
}

}  // namespace pith
