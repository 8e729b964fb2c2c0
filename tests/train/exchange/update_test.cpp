#include "train/exchange/update.h"

#include <doctest/doctest.h>

#include "base/random.h"
#include "pith/error.h"
#include "train/exchange/ngram_code.h"
#include "train/exchange/united_counts.h"

namespace pith {

namespace {

/// `count` contexts of two kinds, every `every`-th hash from `first` on.
AllCounts some_counts(std::uint32_t first, std::uint32_t count, std::uint32_t every) {
  AllCounts counts;
  for (const std::size_t kind : {std::size_t{1}, std::size_t{6}}) {
    std::vector<CountedContext> contexts;
    std::vector<CountedByte> bytes;
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto length = static_cast<std::uint16_t>(1 + i % 3);
      contexts.push_back({.hash = first + i * every,
                          .position = i % 257,
                          .count = 5 + i,
                          .saving = 0.5F,
                          .first = bytes.size(),
                          .length = length});
      for (std::uint32_t s = 0; s < length; ++s) bytes.push_back({.byte = (97 + i + s) & 255, .count = (3 - s) & 3});
    }
    counts[kind] = NgramCounts(std::move(contexts), std::move(bytes));
  }
  return counts;
}

Update some_update() {
  return {.base = 0x0123456789abcdef,
          .party = "anna",
          .works = 12,
          .bytes = 34567,
          .network_bytes = 89,
          .ngrams = some_counts(77, 500, 8'000'000),
          .bits = 4,
          .change = {1, 2, 3}};
}

bool is_refused(const Bytes& file) {
  try {
    read_update("u", file);
    return false;
  } catch (const Error&) {
    return true;
  }
}

}  // namespace

TEST_CASE("an update comes back from its file") {
  const Update update = some_update();
  const WrittenUpdate written = update_bytes(update);
  CHECK(looks_like_update(ByteView(written.bytes)));
  CHECK(8.0 * static_cast<double>(written.ngram_bytes) <= 1.02 * written.ngram_ideal_bits + 64);
  const Update read = read_update("u", written.bytes);
  CHECK(read.base == update.base);
  CHECK(read.party == update.party);
  CHECK(read.works == update.works);
  CHECK(read.bytes == update.bytes);
  CHECK(read.network_bytes == update.network_bytes);
  CHECK(read.bits == update.bits);
  CHECK(read.change == update.change);
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    const auto contexts = update.ngrams[kind].contexts();
    REQUIRE(read.ngrams[kind].contexts().size() == contexts.size());
    for (std::size_t i = 0; i < contexts.size(); ++i) {
      const CountedContext& context = read.ngrams[kind].contexts()[i];
      CHECK(context.hash == contexts[i].hash);
      CHECK(context.position == contexts[i].position);
      CHECK(context.count == contexts[i].count);
      CHECK(context.saving == doctest::Approx(contexts[i].saving));
      const auto bytes = update.ngrams[kind].bytes(contexts[i]);
      const auto read_bytes = read.ngrams[kind].bytes(context);
      REQUIRE(read_bytes.size() == bytes.size());
      for (std::size_t s = 0; s < bytes.size(); ++s) {
        CHECK(read_bytes[s].byte == bytes[s].byte);
        CHECK(read_bytes[s].count == bytes[s].count);
      }
    }
  }
}

TEST_CASE("an update that is cut, longer, or has one bit changed is refused") {
  const Bytes file = update_bytes(some_update()).bytes;
  for (std::size_t size = 0; size < file.size(); size += size < 80 ? 1 : 131) {
    CHECK(is_refused({file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)}));
  }
  Bytes longer = file;
  longer.push_back(0);
  CHECK(is_refused(longer));
  for (std::size_t at = 0; at < file.size(); at += at < 80 ? 1 : 97) {
    CAPTURE(at);
    Bytes changed = file;
    changed[at] ^= 1;
    CHECK(is_refused(changed));
  }
}

TEST_CASE("n-grams that promise more than their bytes can hold are refused before memory is taken") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    Bytes noise(1 + random.below(300));
    for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random.next());
    ContextNumbers contexts{};
    contexts[random.below(kContextKinds)] = i % 2 == 0 ? UINT32_MAX : 1 + random.below(300);
    CHECK_THROWS_AS(read_ngrams("u", contexts, noise), Error);
  }
}

TEST_CASE("a party has a name that a file can have") {
  CHECK(is_party_name("anna-2.home"));
  CHECK_FALSE(is_party_name(""));
  CHECK_FALSE(is_party_name("anna ben"));
  CHECK_FALSE(is_party_name(std::string(65, 'a')));
}

TEST_CASE("counts of parties are added up, and what too few have is left out") {
  Update anna = some_update();
  Update ben = some_update();
  ben.ngrams = some_counts(77 + 100 * 8'000'000U, 400, 8'000'000);  // the first hundred are Anna's alone
  const UnitedCounts all = united_counts({anna, ben}, 1);
  const UnitedCounts both = united_counts({anna, anna}, 2);
  CHECK(all.left_out + all.kept == 2 * 500);
  CHECK(both.left_out == 0);
  CHECK(both.ngrams[1].contexts()[3].count == 2 * anna.ngrams[1].contexts()[3].count);
  CHECK(both.ngrams[1].contexts()[3].saving == doctest::Approx(0.5));
  const UnitedCounts few = united_counts({anna, ben}, 2);
  CHECK(few.kept < all.kept);
  for (const CountedContext& context : few.ngrams[1].contexts()) CHECK(context.hash >= 77 + 100 * 8'000'000U);
}

}  // namespace pith
