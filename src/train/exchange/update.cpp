#include "train/exchange/update.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "format/models/field_reader.h"
#include "format/models/field_writer.h"
#include "pith/error.h"
#include "train/exchange/network_change.h"
#include "train/exchange/ngram_code.h"

namespace pith {

namespace {

constexpr std::array<std::uint8_t, 4> kMagic = {0xb6, 0x70, 0x74, 0x75};
constexpr std::uint8_t kVersion = 1;
constexpr std::uint64_t kCheckSeed = 0x757470b6;
constexpr std::size_t kCheckEnd = 14;  // magic, byte order, version, check
constexpr std::size_t kLongestName = 64;

std::uint64_t check_of(ByteView file) {
  Check check(kCheckSeed);
  check.update(file.subspan(kCheckEnd));
  return check.digest();
}

Error damaged_update(const std::string& name, const std::string& what) {
  return Error(ErrorCode::kDamaged, name + ": the update is damaged: " + what + "; get an intact copy");
}

void require_known(const std::string& name, ByteView file) {
  if (!looks_like_update(file)) {
    throw Error(ErrorCode::kNotPith, name +
                                         ": not an update, it does not begin with B6 70 74 75; 'pith train --from "
                                         "MODEL --update' makes updates");
  }
  if (file.size() < kCheckEnd) {
    throw Error(ErrorCode::kTruncated, name + ": the update ends early; get a complete copy");
  }
  if (file[5] > kVersion) {
    throw Error(ErrorCode::kVersion, name + ": the update has format " + std::to_string(file[5]) +
                                         ", this build reads format 1; use a newer pith");
  }
  if (file[4] != 1 || file[5] == 0) throw damaged_update(name, "its header is out of range");
  if (little_endian<std::uint64_t>(file.subspan(6)) != check_of(file)) {
    throw damaged_update(name, "its bytes are not those that were written");
  }
}

std::string text_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

bool is_party_name(const std::string& name) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !name.empty() && name.size() <= kLongestName && name.find_first_not_of(kLetters) == std::string::npos;
}

bool looks_like_update(ByteView prefix) {
  return prefix.size() >= kMagic.size() && std::ranges::equal(prefix.first(kMagic.size()), kMagic);
}

WrittenUpdate update_bytes(const Update& update) {
  CodedNgrams ngrams;
  bool has_ngrams = false;
  for (const NgramCounts& kind : update.ngrams) has_ngrams |= !kind.contexts().empty();
  if (has_ngrams) ngrams = coded_ngrams(update.ngrams);
  FieldWriter fields;
  fields.field(update.base);
  fields.field(update.party);
  fields.field(update.works);
  fields.field(update.bytes);
  fields.field(update.network_bytes);
  fields.field(static_cast<std::uint8_t>(update.bits));
  for (const NgramCounts& kind : update.ngrams) fields.field(static_cast<std::uint32_t>(kind.contexts().size()));
  fields.field(text_of(ngrams.bytes));
  fields.field(text_of(update.change));
  const Bytes content = fields.bytes();
  Bytes file(kMagic.begin(), kMagic.end());
  file.push_back(content.front());  // the byte order
  file.push_back(kVersion);
  file.resize(kCheckEnd);
  file.insert(file.end(), content.begin() + 1, content.end());
  const std::uint64_t check = check_of(file);
  for (std::size_t i = 0; i < sizeof(check); ++i) file[6 + i] = static_cast<std::uint8_t>(check >> (8 * i));
  return {.bytes = std::move(file), .ngram_bytes = ngrams.bytes.size(), .ngram_ideal_bits = ngrams.ideal_bits};
}

Update read_update(const std::string& name, ByteView file) {
  require_known(name, file);
  Bytes content = {1};
  content.insert(content.end(), file.begin() + kCheckEnd, file.end());
  FieldReader fields(name, content);
  Update update;
  std::uint8_t bits = 0;
  ContextNumbers contexts{};
  std::string ngrams;
  std::string change;
  fields.field(update.base);
  fields.field(update.party);
  fields.field(update.works);
  fields.field(update.bytes);
  fields.field(update.network_bytes);
  fields.field(bits);
  for (std::uint32_t& count : contexts) fields.field(count);
  fields.field(ngrams);
  fields.field(change);
  update.bits = bits;
  if (fields.left() != 0 || !is_party_name(update.party) || (bits != 0 && !is_change_bits(bits)) ||
      (bits == 0) != change.empty()) {
    throw damaged_update(name, "its header is out of range");
  }
  const bool has_ngrams = std::ranges::any_of(contexts, [](std::uint32_t count) { return count > 0; });
  if (has_ngrams == ngrams.empty()) throw damaged_update(name, "its n-grams are not those that it promises");
  if (has_ngrams) update.ngrams = read_ngrams(name, contexts, Bytes(ngrams.begin(), ngrams.end()));
  update.change.assign(change.begin(), change.end());
  return update;
}

}  // namespace pith
