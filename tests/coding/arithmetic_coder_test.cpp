#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "coding/arithmetic_decoder.h"
#include "coding/arithmetic_encoder.h"
#include "support/streams.h"

namespace pith {

namespace {

struct Decision {
  int bit;
  std::uint32_t p;
};
using Decisions = std::vector<Decision>;

Bytes encode(const Decisions& decisions) {
  ArithmeticEncoder encoder;
  for (const Decision& decision : decisions) {
    encoder.encode(decision.bit, decision.p);
  }
  return encoder.finish();
}

/// True if `payload` decodes to `decisions` and ends with them.
bool decodes_to(const Bytes& payload, const Decisions& decisions) {
  ArithmeticDecoder decoder(payload);
  for (const Decision& decision : decisions) {
    if (decoder.decode(decision.p) != decision.bit) {
      return false;
    }
  }
  return decoder.finished();
}

double ideal_bytes(const Decisions& decisions) {
  double bits = 0;
  for (const Decision& decision : decisions) {
    bits -= std::log2((decision.bit != 0 ? decision.p : 65536 - decision.p) / 65536.0);
  }
  return bits / 8;
}

/// A decision that comes out as its probability says.
Decision likely(Random& random, std::uint32_t p) { return {random.below(65536) < p ? 1 : 0, p}; }

template <typename Make>
Decisions many(std::size_t count, Make make) {
  Decisions decisions;
  for (std::size_t i = 0; i < count; ++i) {
    decisions.push_back(make());
  }
  return decisions;
}

struct NamedDecisions {
  std::string name;
  Decisions decisions;
};

std::vector<NamedDecisions> sequences(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  return {
      {"nothing", {}},
      {"one likely bit", {{1, 65535}}},
      {"one unlikely bit", {{1, 1}}},
      {"fair coins", many(count,
                          [&] {
                            return Decision{static_cast<int>(random.below(2)), 32768};
                          })},
      {"probabilities of all sizes", many(count, [&] { return likely(random, 1 + random.below(65535)); })},
      {"nearly certain ones", many(count, [&] { return likely(random, 65535); })},
      {"nearly certain zeros", many(count, [&] { return likely(random, 1); })},
      {"always the likely one", many(count,
                                     [] {
                                       return Decision{1, 65535};
                                     })},
      {"always the likely zero", many(count,
                                      [] {
                                        return Decision{0, 1};
                                      })},
      {"always the unlikely one", many(count,
                                       [] {
                                         return Decision{1, 1};
                                       })},
      {"always the unlikely zero", many(count,
                                        [] {
                                          return Decision{0, 65535};
                                        })},
      {"certainty with rare surprises", many(count,
                                             [&] {
                                               return random.below(500) == 0 ? Decision{0, 65535} : Decision{1, 65535};
                                             })},
      {"bits that ignore their probability",
       many(count,
            [&] {
              return Decision{static_cast<int>(random.below(2)), 1 + random.below(65535)};
            })},
  };
}

/// Decisions that keep the middle of the number line inside the interval as long as can be, over and over.
Decisions straddling(std::size_t count, std::uint32_t p) {
  Interval interval;
  return many(count, [&] {
    const std::uint64_t cut = interval.cut(p);
    const int bit = cut >= std::uint64_t{1} << 63 ? 1 : 0;
    interval.narrow(bit, cut, [](std::uint8_t) {});
    return Decision{bit, p};
  });
}

}  // namespace

TEST_CASE("what is encoded is decoded") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    for (const NamedDecisions& sequence : sequences(20000, seed)) {
      CAPTURE(sequence.name);
      CHECK(decodes_to(encode(sequence.decisions), sequence.decisions));
    }
  }
}

TEST_CASE("what is encoded is decoded after every number of decisions") {
  for (const NamedDecisions& sequence : sequences(200, 4)) {
    CAPTURE(sequence.name);
    for (std::size_t count = 0; count <= sequence.decisions.size(); ++count) {
      const Decisions head(sequence.decisions.begin(), sequence.decisions.begin() + static_cast<std::ptrdiff_t>(count));
      REQUIRE(decodes_to(encode(head), head));
    }
  }
}

TEST_CASE("intervals that straddle an edge again and again are decoded") {
  for (const std::uint32_t p : {1U, 100U, 20000U, 32768U, 50000U, 65535U}) {
    CAPTURE(p);
    const Decisions decisions = straddling(20000, p);
    CHECK(decodes_to(encode(decisions), decisions));
  }
}

// It can be far below, where the zeros that end a payload go without saying.
TEST_CASE("the coded size is at most 0.01 % and 4 bytes above the ideal") {
  for (const NamedDecisions& sequence : sequences(300000, 7)) {
    CAPTURE(sequence.name);
    CHECK(static_cast<double>(encode(sequence.decisions).size()) <= ideal_bytes(sequence.decisions) * 1.0001 + 4);
  }
}

TEST_CASE("likely bits cost nothing to end") {
  CHECK(encode({}).empty());
  CHECK(encode({{1, 65535}}).empty());
  CHECK(encode(Decisions(1000, Decision{1, 65535})).empty());
  CHECK(encode({{0, 32768}}) == Bytes{0x81});
  CHECK(encode({{0, 1}}) == Bytes{0x01});
}

TEST_CASE("a payload is valid for exactly the decisions that an encoder turns into it") {
  // Every payload of up to two bytes, against every outcome of eight decisions.
  for (const std::uint32_t p : {300U, 32768U, 60000U}) {
    CAPTURE(p);
    std::map<std::string, int> payloads;
    for (int byte = 0; byte < 256; ++byte) {
      Decisions decisions;
      for (int shift = 7; shift >= 0; --shift) {
        decisions.push_back({(byte >> shift) & 1, p});
      }
      payloads[test::string_of(encode(decisions))] = byte;
    }
    REQUIRE(payloads.size() == 256);

    const auto check = [&](const Bytes& payload) {
      ArithmeticDecoder decoder(payload);
      int byte = 0;
      for (int i = 0; i < 8; ++i) {
        byte = byte * 2 + decoder.decode(p);
      }
      const auto known = payloads.find(test::string_of(payload));
      REQUIRE(decoder.finished() == (known != payloads.end()));
      REQUIRE((!decoder.finished() || known->second == byte));
    };
    check({});
    for (int first = 0; first < 256; ++first) {
      check({static_cast<std::uint8_t>(first)});
      for (int second = 0; second < 256; ++second) {
        check({static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)});
      }
    }
  }
}

TEST_CASE("a payload that is cut, longer or changed at its end is not finished") {
  for (const NamedDecisions& sequence : sequences(1000, 8)) {
    CAPTURE(sequence.name);
    const Bytes payload = encode(sequence.decisions);
    for (const int byte : {0, 1, 128, 255}) {
      Bytes longer = payload;
      longer.push_back(static_cast<std::uint8_t>(byte));
      CHECK(!decodes_to(longer, sequence.decisions));
      longer.insert(longer.end(), 9, 0);
      CHECK(!decodes_to(longer, sequence.decisions));
    }
    // Too far behind the end for the decisions to depend on it.
    Bytes with_tail = payload;
    with_tail.insert(with_tail.end(), 10, 0);
    with_tail.push_back(1);
    CHECK(!decodes_to(with_tail, sequence.decisions));
    if (!payload.empty()) {
      Bytes changed = payload;
      ++changed.back();
      CHECK(!decodes_to(changed, sequence.decisions));
      changed.pop_back();
      CHECK(!decodes_to(changed, sequence.decisions));
    }
  }
}

TEST_CASE("the size while encoding never shrinks and never exceeds the final size") {
  for (const NamedDecisions& sequence : sequences(3000, 9)) {
    CAPTURE(sequence.name);
    const std::size_t final_size = encode(sequence.decisions).size();
    ArithmeticEncoder encoder;
    std::size_t size = 0;
    for (const Decision& decision : sequence.decisions) {
      encoder.encode(decision.bit, decision.p);
      REQUIRE(encoder.size() >= size);
      size = encoder.size();
      REQUIRE(size <= final_size);
    }
  }
}

}  // namespace pith
