// Any n-grams that training goes on from: no more is made of them than their bytes justify, what is read back is what
// predictors find, and it can be written again.
#include "train/ngrams/known_ngrams.h"

#include "fuzz/fuzz_support.h"
#include "fuzz/hostile_ngrams.h"
#include "train/ngrams/writer.h"

namespace {

using namespace pith;
using namespace pith::fuzz;

void require_found(const Ngrams& ngrams, const KnownNgrams& known, ContextKind kind) {
  for (const KnownContext& context : known.contexts(kind)) {
    // A hash that falls into the bucket; its low bits are the check.
    const std::uint64_t first = ((std::uint64_t{context.bucket} << 32) + known.buckets(kind) - 1) / known.buckets(kind);
    const std::uint32_t mask = (1U << known.check_bits(kind)) - 1;
    auto hash = static_cast<std::uint32_t>((first + mask) & ~std::uint64_t{mask}) | context.check;
    const KnownContext* found = known.find(kind, hash);
    if (found != &context) continue;  // a bucket of few hashes may have none with this check
    const Ngrams::Place place = ngrams.find(kind, hash);
    require(place.has_value(), "what is read back is found");
    std::size_t successors = 0;
    ngrams.table(kind).for_each_successor(*place, [&](std::uint32_t rank, std::uint32_t count_class) {
      if (successors >= context.length) return;
      const Successor& s = known.successors(context)[successors++];
      require(s.rank == rank && s.count_class == count_class, "what is read back is what is found");
    });
    require(successors == context.length, "nothing is read back that is not found");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices(data, size);
  // As it is, or mended so that it is read.
  const bool mended = choices.byte() % 4 != 0;
  const ByteView rest = choices.bytes(mended ? 0 : size);
  const Bytes section = mended ? hostile_ngrams(choices) : Bytes(rest.begin(), rest.end());
  try {
    const Ngrams ngrams(section);
    const KnownNgrams known(section);
    std::size_t contexts = 0;
    for (int kind = 0; kind < kContextKinds; ++kind) {
      if (!known.has(static_cast<ContextKind>(kind))) continue;
      contexts += known.contexts(static_cast<ContextKind>(kind)).size();
      require_found(ngrams, known, static_cast<ContextKind>(kind));
    }
    require(contexts <= 4 * section.size(), "contexts take room");
    const Bytes again = write_ngrams(known.ranks(), LearntNgrams(kContextKinds), &known);
    require(write_ngrams(known.ranks(), LearntNgrams(kContextKinds), &known) == again,
            "writing depends on nothing else");
    const KnownNgrams back(again);
    require(std::ranges::equal(back.ranks(), known.ranks()), "the ranks are written again as they were");
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kDamaged, "n-grams are refused as damaged or not at all");
  }
  return 0;
}
