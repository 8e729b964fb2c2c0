#include "pith/predictor.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "support/texts.h"

namespace pith {

namespace {

const std::string kProse =
    "The river was low that year, and the boats lay in the mud as if asleep. Nobody remembered such a summer, "
    "not even the ferryman, who remembered everything that had ever happened to him and much that had not.\n";

/// Teaches `predictor` a text; the probabilities it had for each bit.
std::vector<std::uint32_t> read(Predictor& predictor, const std::string& text) {
  std::vector<std::uint32_t> probabilities;
  for (const char c : text) {
    for (int shift = 7; shift >= 0; --shift) {
      probabilities.push_back(predictor.predict());
      predictor.learn(static_cast<std::uint8_t>(c) >> shift & 1);
    }
  }
  return probabilities;
}

/// What coding `text` costs, in bits.
double cost(Predictor& predictor, const std::string& text) {
  const std::vector<std::uint32_t> probabilities = read(predictor, text);
  double bits = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const int bit = static_cast<std::uint8_t>(text[i / 8]) >> (7 - i % 8) & 1;
    bits -= std::log2((bit != 0 ? probabilities[i] : 65536 - probabilities[i]) / 65536.0);
  }
  return bits;
}

template <typename Check>
void for_all_levels(Check check) {
  for (int level = kMinLevel; level <= kMaxLevel; ++level) {
    CAPTURE(level);
    check(level);
  }
}

}  // namespace

TEST_CASE("two predictors taught the same bits give the same probabilities") {
  for_all_levels([](int level) {
    const std::string text = kProse + test::random_text(300, 3) + kProse;
    Predictor one(level, text.size());
    Predictor other(level, text.size());
    Predictor disturbing(level, text.size());
    std::vector<std::uint32_t> by_one;
    std::vector<std::uint32_t> by_other;
    // In turns, with a third at work between them.
    for (const char byte : text) {
      const auto append = [&](std::vector<std::uint32_t>& all, Predictor& predictor) {
        const auto more = read(predictor, std::string(1, byte));
        all.insert(all.end(), more.begin(), more.end());
      };
      append(by_one, one);
      read(disturbing, "x");
      append(by_other, other);
    }
    CHECK((by_one == by_other));
  });
}

TEST_CASE("no bit is ever certain, whatever is read") {
  for_all_levels([](int level) {
    for (const test::NamedText& shape : test::shapes()) {
      CAPTURE(shape.name);
      const std::string text = shape.text.substr(0, 1500);
      Predictor predictor(level, text.size());
      int outside = 0;
      for (const std::uint32_t p : read(predictor, text)) {
        outside += p < 1 || p > 65535 ? 1 : 0;
      }
      CHECK(outside == 0);
      CHECK(predictor.predict() >= 1);
      CHECK(predictor.predict() <= 65535);
    }
  });
}

TEST_CASE("asking twice gives the same answer") {
  Predictor predictor(kDefaultLevel, 100);
  read(predictor, "some text");
  CHECK(predictor.predict() == predictor.predict());
}

TEST_CASE("a text costs far less the second time") {
  for_all_levels([](int level) {
    const std::string random = test::random_text(3000, 11);
    Predictor of_random(level, 2 * random.size());
    const double first = cost(of_random, random);
    CHECK(cost(of_random, random) < first / 10);

    Predictor of_prose(level, 2 * kProse.size());
    const double first_prose = cost(of_prose, kProse);
    CHECK(cost(of_prose, kProse) < first_prose / 3);
  });
}

TEST_CASE("a text of one byte over and over soon costs almost nothing") {
  for_all_levels([](int level) {
    for (const char byte : {'\0', 'e', '\xff'}) {
      CAPTURE(static_cast<int>(byte));
      Predictor predictor(level, 10000);
      read(predictor, std::string(5000, byte));
      CHECK(cost(predictor, std::string(5000, byte)) < 5000 * 8 / 100);
    }
  });
}

TEST_CASE("words in any order cost little more than the choice of each") {
  const std::string names[] = {"river ", "boat ", "mud ", "asleep ", "year ", "low ", "that ", "nobody "};
  Random random(13);
  std::string first;
  std::string second;
  for (int i = 0; i < 1500; ++i) {
    (i < 1000 ? first : second) += names[random.below(8)];
  }
  for_all_levels([&](int level) {
    Predictor predictor(level, first.size() + second.size());
    read(predictor, first);
    CHECK(cost(predictor, second) < 500 * 3 * 1.06);
  });
}

TEST_CASE("random bytes cost little more than their length") {
  for_all_levels([](int level) {
    const std::string text = test::random_text(4000, 12);
    Predictor predictor(level, text.size());
    CHECK(cost(predictor, text) < 1.05 * 8 * static_cast<double>(text.size()));
  });
}

TEST_CASE("what comes is learnt from even when it was all but excluded") {
  for_all_levels([](int level) {
    Predictor predictor(level, 20000);
    read(predictor, std::string(8000, 'a'));
    read(predictor, std::string(2000, 'Z'));
    CHECK(cost(predictor, std::string(1000, 'Z')) < 1000 * 8 / 50);
  });
}

TEST_CASE("a moved predictor goes on where it was") {
  for_all_levels([](int level) {
    const std::string text = kProse + kProse;
    Predictor staying(level, 2 * text.size());
    Predictor from(level, 2 * text.size());
    read(staying, text);
    read(from, text);

    Predictor constructed(std::move(from));
    CHECK((read(constructed, kProse) == read(staying, kProse)));

    Predictor assigned(kMinLevel, 10);
    read(assigned, "else");
    assigned = std::move(constructed);
    CHECK((read(assigned, kProse) == read(staying, kProse)));
  });
}

TEST_CASE("a predictor that was moved from can be assigned to") {
  Predictor from(1, 100);
  const Predictor to(std::move(from));
  from = Predictor(1, 100);
  Predictor fresh(1, 100);
  CHECK((read(from, kProse.substr(0, 100)) == read(fresh, kProse.substr(0, 100))));
}

TEST_CASE("the longest and the shortest text have a predictor at every level") {
  for_all_levels([](int level) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, kMaxBlockBytes}) {
      Predictor predictor(level, bytes);
      CHECK(predictor.predict() >= 1);
      CHECK(predictor.predict() <= 65535);
    }
  });
}

}  // namespace pith
