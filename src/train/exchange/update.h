#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "train/ngrams/savings.h"

namespace pith {

/// What a party learnt from its texts beyond a model (docs/format/UPDATE.md).
struct Update {
  std::uint64_t base = 0;  ///< the identity of that model
  std::string party;
  std::uint64_t works = 0;
  std::uint64_t bytes = 0;          ///< that n-grams were counted in
  std::uint64_t network_bytes = 0;  ///< that the network was trained on
  AllCounts ngrams;                 ///< with savings; the position of a context is its ranking byte
  int bits = 0;                     ///< of a number of the network's change; 0 = there is none
  Bytes change;                     ///< coded_change(), or floats
};

/// A name that a party can have: 1 to 64 of A-Z a-z 0-9 . _ -.
bool is_party_name(const std::string& name);

struct WrittenUpdate {
  Bytes bytes;
  std::uint64_t ngram_bytes = 0;
  double ngram_ideal_bits = 0;
};

/// REQUIRES: is_party_name(update.party).
WrittenUpdate update_bytes(const Update& update);

/// Throws Error kNotPith, kVersion, kTruncated, kDamaged; messages begin with `name`. Takes memory within a small
/// multiple of the file.
Update read_update(const std::string& name, ByteView file);

/// True if a file that begins so is an update.
bool looks_like_update(ByteView prefix);

}  // namespace pith
