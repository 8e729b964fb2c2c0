#include "model/predictor/recall_cache.h"

#include <doctest/doctest.h>

#include <set>

#include "base/bytes.h"

namespace pith {

namespace {

RecallCache::Way way_of(int known) {
  RecallCache::Way way{.inputs = {}, .known = known};
  for (int i = 0; i < known; ++i) way.inputs[i] = static_cast<std::int16_t>(i % 2 == 0 ? 3071 - i : i - 3071);
  return way;
}

}  // namespace

TEST_CASE("a cache tells what was kept last for a key, and nothing of other keys") {
  RecallCache cache(15);
  for (int known = 0; known <= 8; ++known) {
    CAPTURE(known);
    const RecallCache::Key key = RecallCache::key(ContextKind::kOrder3, 0xffffffffu - known, 255, 255);
    CHECK(!cache.find(key));
    cache.fetch(key);
    cache.keep(key, way_of(8 - known));
    cache.keep(key, way_of(known));
    const std::optional<RecallCache::Way> found = cache.find(key);
    REQUIRE(found);
    CHECK(found->known == known);
    CHECK(found->inputs == way_of(known).inputs);
  }
}

TEST_CASE("keys tell contexts, hashes, bytes and last bytes apart, as far as these matter") {
  std::set<RecallCache::Key> keys = {0};
  for (int kind = 0; kind < kContextKinds; ++kind) {
    for (const std::uint32_t hash : {0u, 1u, 0xffffffffu}) {
      for (const std::uint8_t byte : Bytes{0, 1, 255}) {
        keys.insert(RecallCache::key(static_cast<ContextKind>(kind), hash, 'a', byte));
      }
    }
  }
  CHECK(keys.size() == 1 + std::size_t{kContextKinds} * 9);
  CHECK(RecallCache::key(ContextKind::kOrder3, 7, 'a', 'x') != RecallCache::key(ContextKind::kOrder3, 7, 'b', 'x'));
  CHECK(RecallCache::key(ContextKind::kSkip1, 7, 'a', 'x') == RecallCache::key(ContextKind::kSkip1, 7, 'b', 'x'));
}

}  // namespace pith
