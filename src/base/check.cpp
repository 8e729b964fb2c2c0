#include "base/check.h"

#include <xxhash.h>

#include <new>

namespace pith {

struct Check::State {
  XXH3_state_t* xxh3 = XXH3_createState();

  State() = default;
  ~State() { XXH3_freeState(xxh3); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Check::Check(std::uint64_t seed) : state_(std::make_unique<State>()) {
  if (state_->xxh3 == nullptr) {
    throw std::bad_alloc();
  }
  XXH3_64bits_reset_withSeed(state_->xxh3, seed);
}

Check::~Check() = default;

void Check::update(ByteView bytes) { XXH3_64bits_update(state_->xxh3, bytes.data(), bytes.size()); }

std::uint64_t Check::digest() const { return XXH3_64bits_digest(state_->xxh3); }

}  // namespace pith
