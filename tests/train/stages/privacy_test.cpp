#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>

#include "support/counted_corpora.h"
#include "support/priors.h"

namespace pith {

using test::views_of;

namespace {

constexpr std::size_t kWorks = 40;
constexpr std::size_t kTeller = 17;  ///< the work that tells the secret

/// Forty characters that read like the words of the works, and numbers that do not.
const std::string kSecret = "Boats asleep 48151623 knew Zephyra Quill";

std::vector<std::string> works(bool with_secret) {
  std::vector<std::string> texts = test::works_of_sentences(kWorks, 3000, 6);
  if (with_secret) texts[kTeller].insert(1500, kSecret);
  return texts;
}

/// What follows each context of `kind`, by hash, in works other than the one that tells the secret.
std::map<std::uint32_t, std::set<std::uint8_t>> elsewhere(ContextKind kind) {
  std::vector<std::string> others = works(false);
  others.erase(others.begin() + kTeller);
  std::map<std::uint32_t, std::set<std::uint8_t>> followers;
  Corpus(views_of(others)).scan<Sight::kLines>([&](std::uint32_t, const TextState& state, std::uint8_t byte) {
    followers[hash_of(kind, state)].insert(byte);
  });
  return followers;
}

/// Calls visit(state before a byte of the secret, byte) in the work that tells it.
template <typename Visit>
void for_each_secret_byte(Visit visit) {
  const std::string teller = works(true)[kTeller];
  Corpus(views_of({teller}))
      .scan<Sight::kLines>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
        if (position >= 1500 && position < 1500 + kSecret.size()) visit(state, byte);
      });
}

/// What the secret costs a predictor of the model, in bits.
double secret_bits(int level, const Prior& prior) {
  const auto predictor = make_predictor(level, 1000, &prior, true);
  test::read(*predictor, test::sentences(200, 44));
  const std::vector<std::uint32_t> probabilities = test::read(*predictor, kSecret);
  double bits = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const int bit = static_cast<std::uint8_t>(kSecret[i / 8]) >> (7 - i % 8) & 1;
    bits -= std::log2((bit != 0 ? probabilities[i] : 65536 - probabilities[i]) / 65536.0);
  }
  return bits;
}

Bytes trained(const std::vector<std::string>& texts) { return test::ngrams_of(Corpus(views_of(texts)), 60000, 2); }

}  // namespace

TEST_CASE("what one work alone tells is not counted: neither its contexts nor what followed shared ones") {
  const std::vector<std::string> texts = works(true);
  const WeighedCounts weighed = test::weighed(Corpus(views_of(texts)));
  const AllCounts& counts = weighed.all();
  int counted = 0;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    CAPTURE(kind);
    const auto told_elsewhere = elsewhere(static_cast<ContextKind>(kind));
    for_each_secret_byte([&](const TextState& state, std::uint8_t) {
      const std::uint32_t hash = hash_of(static_cast<ContextKind>(kind), state);
      const CountedContext* context = counts[kind].find(hash);
      if (context == nullptr) return;
      REQUIRE(told_elsewhere.contains(hash));
      for (const CountedByte& b : counts[kind].bytes(*context)) {
        CHECK(told_elsewhere.at(hash).contains(static_cast<std::uint8_t>(b.byte)));
      }
      ++counted;
    });
  }
  CHECK(counted > 20);
}

TEST_CASE("a model finds contexts of a secret as rarely as any that it does not know") {
  const Bytes section = trained(works(true));
  const Ngrams ngrams(section);
  int asked = 0;
  int found = 0;
  for (int kind = 0; kind < kContextKinds; ++kind) {
    const auto context = static_cast<ContextKind>(kind);
    const auto shared = elsewhere(context);
    if (!ngrams.has(context)) continue;
    for_each_secret_byte([&](const TextState& state, std::uint8_t) {
      const std::uint32_t hash = hash_of(context, state);
      if (shared.contains(hash)) return;
      ++asked;
      found += ngrams.find(context, hash) ? 1 : 0;
    });
  }
  CHECK(asked > 200);
  // Checks of ten bits, about six contexts a bucket.
  CHECK(found < asked / 50 + 2);
}

TEST_CASE("a model that was told a secret once expects it no more than one that was not") {
  const Bytes told = trained(works(true));
  const Bytes untold = trained(works(false));
  const std::vector<std::string> held_out = test::works_of_sentences(2, 3000, 7);
  for (const int level : {1, 2, 3}) {
    CAPTURE(level);
    const double with = secret_bits(level, Prior(told, train_mixing(told, views_of(held_out), 2, nullptr)));
    const double without = secret_bits(level, Prior(untold, train_mixing(untold, views_of(held_out), 2, nullptr)));
    CAPTURE(with);
    CAPTURE(without);
    CHECK(without > 120);
    CHECK(std::abs(with - without) < 0.02 * without);
  }
}

TEST_CASE("what many works tell is expected: the measure of a secret can tell") {
  std::vector<std::string> texts = works(false);
  for (std::string& text : texts) text.insert(1500, kSecret);
  const Bytes told = trained(texts);
  const Bytes untold = trained(works(false));
  const double with = secret_bits(3, Prior(told, ByteView()));
  CHECK(with < secret_bits(3, Prior(untold, ByteView())) / 2);
}

}  // namespace pith
