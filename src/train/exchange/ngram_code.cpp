#include "train/exchange/ngram_code.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "model/ngrams/successor_ranks.h"
#include "pith/error.h"
#include "train/exchange/decision_coder.h"
#include "train/exchange/number_models.h"

namespace pith {

namespace {

constexpr int kEvenSaving = 128;  // of a saving of one bit
constexpr std::size_t kMostSuccessorsAByte = 8;

Error damaged_ngrams(const std::string& name, const std::string& what) {
  return Error(ErrorCode::kDamaged, name + ": the update is damaged: " + what + "; get an intact copy");
}

std::uint32_t saving_class(float saving) {
  if (!(saving > 0)) return 0;
  return static_cast<std::uint32_t>(std::clamp(std::lround(8 * std::log2(saving)) + kEvenSaving, 0L, 255L));
}

float saving_of(std::uint32_t saving_class) { return std::exp2((static_cast<float>(saving_class) - kEvenSaving) / 8); }

/// Codes the contexts of one kind. Numbers that are read are checked by whoever reads them.
template <typename Coder>
class KindCode {
 public:
  explicit KindCode(Coder& coder) : coder_(coder), bytes_(kNoByte + 1) {}

  /// Those of `context` but for its bytes. False where the hash would be beyond 32 bits, or a number out of range.
  bool head(CountedContext& context) {
    const std::uint64_t least = is_first_ ? 0 : std::uint64_t{last_hash_} + 1;
    const std::uint64_t hash = least + hashes_.code(coder_, static_cast<std::uint32_t>(context.hash - least));
    if (hash > UINT32_MAX - 1) return false;
    context.hash = last_hash_ = static_cast<std::uint32_t>(hash);
    is_first_ = false;
    context.position = ranking_.code(coder_, context.position);
    const std::uint64_t count = std::uint64_t{counts_.code(coder_, context.count - 2)} + 2;
    context.count = static_cast<std::uint32_t>(count);
    context.saving = saving_of(savings_.code(coder_, saving_class(context.saving)));
    const std::uint64_t length = std::uint64_t{lengths_.code(coder_, context.length - 1U)} + 1;
    context.length = static_cast<std::uint16_t>(length);
    return context.position <= kNoByte && count <= UINT32_MAX && length <= 256;
  }

  /// False where the count is out of range.
  bool successor(std::uint32_t ranking_byte, CountedByte& byte) {
    byte.byte = bytes_[ranking_byte].code(coder_, byte.byte) & 255;
    const std::uint64_t count = std::uint64_t{byte_counts_.code(coder_, byte.count - 1U)} + 1;
    byte.count = static_cast<std::uint32_t>(count) & kMaxCount;
    return count <= kMaxCount;
  }

 private:
  Coder& coder_;
  NumberModel hashes_;
  SymbolModel<9> ranking_;
  NumberModel counts_;
  SymbolModel<8> savings_;
  NumberModel lengths_;
  std::vector<SymbolModel<8>> bytes_;  // (ranking bytes)
  NumberModel byte_counts_;
  bool is_first_ = true;
  std::uint32_t last_hash_ = 0;
};

NgramCounts read_kind(const std::string& name, DecisionReader& reader, std::uint32_t count, std::size_t& room) {
  const auto code = std::make_unique<KindCode<DecisionReader>>(reader);
  std::vector<CountedContext> contexts;
  std::vector<CountedByte> bytes;
  for (std::uint32_t i = 0; i < count; ++i) {
    CountedContext context;
    if (!code->head(context)) throw damaged_ngrams(name, "a context is out of range");
    if (context.length > room) throw damaged_ngrams(name, "it promises more n-grams than it has bytes for");
    room -= context.length;
    context.first = bytes.size();
    for (std::uint16_t s = 0; s < context.length; ++s) {
      CountedByte& byte = bytes.emplace_back(CountedByte{.byte = 0, .count = 1});
      if (!code->successor(context.position, byte)) throw damaged_ngrams(name, "a count is out of range");
    }
    contexts.push_back(context);
  }
  return {std::move(contexts), std::move(bytes)};
}

}  // namespace

CodedNgrams coded_ngrams(const AllCounts& counts) {
  DecisionWriter writer;
  for (const NgramCounts& kind : counts) {
    const auto code = std::make_unique<KindCode<DecisionWriter>>(writer);
    for (CountedContext context : kind.contexts()) {
      code->head(context);
      for (CountedByte byte : kind.bytes(context)) code->successor(context.position, byte);
    }
  }
  return {.bytes = writer.finish(), .ideal_bits = writer.ideal_bits()};
}

AllCounts read_ngrams(const std::string& name, const ContextNumbers& contexts, ByteView bytes) {
  std::uint64_t sum = 0;
  for (const std::uint32_t count : contexts) sum += count;
  if (sum > bytes.size()) throw damaged_ngrams(name, "it promises more n-grams than it has bytes for");
  DecisionReader reader(bytes);
  std::size_t room = kMostSuccessorsAByte * bytes.size();
  AllCounts counts;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    counts[kind] = read_kind(name, reader, contexts[kind], room);
  }
  if (!reader.finished()) throw damaged_ngrams(name, "its n-grams are not ones that were written");
  return counts;
}

}  // namespace pith
