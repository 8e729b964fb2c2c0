#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/ngrams/table.h"
#include "model/text/context.h"
#include "train/ngrams/known_ngrams.h"

namespace pith {

struct CodedContext {
  std::uint32_t bucket;
  std::uint32_t check;
  float worth;
  std::uint32_t count;
  std::vector<Successor> successors;  ///< by rank
};

/// The contexts of a kind, with the bucket and the check by which a model finds them.
struct CodedTable {
  std::uint32_t buckets = 0;
  int check_bits = 0;
  std::vector<CodedContext> contexts;
};

/// Adds what is known of a kind.
void append(CodedTable& table, const KnownNgrams& known, ContextKind kind);

/// By bucket, frequent contexts first. Where two have the same bucket and check, the one of more worth stays.
void bring_into_order(std::vector<CodedContext>& table);

/// An n-gram section of tables whose contexts are in that order. A few are lost where a bucket is full.
Bytes section_of(ByteView ranks, const std::array<CodedTable, kContextKinds>& tables);

/// The worth of a known context that occurred `count` times: above that of any other.
constexpr float known_worth(std::uint64_t count) { return 1e20F * (1 + static_cast<float>(count)); }

}  // namespace pith
