#pragma once

#include <array>
#include <bitset>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "model/ngrams/ngrams.h"
#include "model/text/context.h"
#include "train/ngrams/counts.h"

namespace pith {

/// A context of a model that training goes on from. Its hash is known as far as its table tells it apart, its ranking
/// byte not at all.
struct KnownContext {
  std::uint32_t bucket = 0;
  std::uint32_t check = 0;
  std::uint32_t count = 0;   ///< how often it occurred, about
  std::size_t first = 0;     ///< of its successors
  std::uint16_t length = 0;  ///< how many those are
};

/// The n-grams of a model, read back so that training can go on from them. What is known by ranks stays so: a model
/// that goes on from another has its alphabet, its ranks, and as many buckets and bits of check in each table.
class KnownNgrams {
 public:
  /// `section_bytes`: an n-gram section, which outlives this. Throws Error kDamaged.
  explicit KnownNgrams(ByteView section_bytes);

  /// As alphabet_and_ranks().
  ByteView ranks() const { return ranks_; }

  /// Whether the alphabet has `byte`. Others cannot be learnt.
  bool has_byte(std::uint8_t byte) const { return alphabet_.test(byte); }

  bool has(ContextKind kind) const { return table(kind).buckets != 0; }

  /// REQUIRES: has(kind).
  std::uint32_t buckets(ContextKind kind) const {
    assert(has(kind));
    return table(kind).buckets;
  }

  /// REQUIRES: has(kind).
  int check_bits(ContextKind kind) const {
    assert(has(kind));
    return table(kind).check_bits;
  }

  /// By bucket and check, no two alike.
  std::span<const KnownContext> contexts(ContextKind kind) const { return table(kind).contexts; }

  /// By rank.
  std::span<const Successor> successors(const KnownContext& context) const {
    return std::span(successors_).subspan(context.first, context.length);
  }

  /// Where the tables have the context `hash`; null if they do not.
  const KnownContext* find(ContextKind kind, std::uint32_t hash) const;

  /// The successors of `context` after `ranking_byte`, and how often they came, about.
  std::vector<CountedByte> bytes(const KnownContext& context, std::uint32_t ranking_byte) const;

 private:
  struct Table {
    std::uint32_t buckets = 0;
    int check_bits = 0;
    std::vector<KnownContext> contexts;
  };
  const Table& table(ContextKind kind) const { return tables_[static_cast<std::size_t>(kind)]; }
  void read(const NgramTable& from, Table& table);

  ByteView ranks_;
  std::bitset<256> alphabet_;
  std::array<std::array<std::uint8_t, 256>, kNoByte + 1> byte_of_{};  // (ranking byte)(rank)
  std::array<Table, kContextKinds> tables_;
  std::vector<Successor> successors_;
};

}  // namespace pith
