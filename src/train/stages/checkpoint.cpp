#include "train/stages/checkpoint.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/check.h"
#include "pith/error.h"
#include "pith/model.h"

namespace pith {

namespace {

namespace json = rapidjson;

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlignment = 8;
constexpr std::uint64_t kSeed = 0x706974682d636b70;  // "pith-ckp"
constexpr const char* kMetadata = "__metadata__";
constexpr const char* kAnew = "; begin anew with -f";

constexpr const char* kTime = "pith.time";
constexpr const char* kUnits = "pith.units";
constexpr const char* kByLength = "pith.mdl";
constexpr const char* kFrom = "pith.from";
constexpr const char* kCorpus = "pith.corpus";
constexpr const char* kOrigin = "pith.origin";
constexpr const char* kSeconds = "pith.seconds";
constexpr const char* kWeightDecay = "pith.weight_decay";
constexpr std::string_view kCheck = "\"pith.check\":\"";
constexpr std::string_view kNoCheck = "0000000000000000";

/// The shortest text that is read as the same number.
std::string text_of(double number) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

std::uint64_t check_of(ByteView bytes) {
  Check check(kSeed);
  check.update(bytes);
  return check.digest();
}

/// Where the digits of the check are in a file; nothing if they are not in its header.
std::optional<std::size_t> check_place(ByteView file) {
  const auto header = file.first(std::min<std::size_t>(file.size(), kLengthBytes + little_endian<std::uint64_t>(file)));
  // Not std::ranges::search, which clang 14 cannot compile with GCC's library.
  const auto found = std::search(header.begin(), header.end(), kCheck.begin(), kCheck.end());
  if (found == header.end()) return std::nullopt;
  const std::size_t place = static_cast<std::size_t>(found - header.begin()) + kCheck.size();
  return header.size() - place < kNoCheck.size() ? std::nullopt : std::optional(place);
}

void put(Bytes& file, std::size_t place, std::string_view digits) {
  std::ranges::copy(digits, file.begin() + static_cast<std::ptrdiff_t>(place));
}

/// The header of a tensor file as an object; nothing if there is none.
std::optional<json::Document> header_of(ByteView file) {
  if (file.size() < kLengthBytes || little_endian<std::uint64_t>(file) > file.size() - kLengthBytes)
    return std::nullopt;
  const ByteView text = file.subspan(kLengthBytes, little_endian<std::uint64_t>(file));
  json::Document header;
  header.Parse<json::kParseIterativeFlag>(reinterpret_cast<const char*>(text.data()), text.size());
  if (header.HasParseError() || !header.IsObject() || !header.HasMember(kMetadata)) return std::nullopt;
  if (!header[kMetadata].IsObject()) return std::nullopt;
  return header;
}

/// Reads what checkpoint_bytes() has written beside the network.
class RecordReader {
 public:
  RecordReader(const std::string& name, const json::Value& metadata) : name_(name), metadata_(metadata) {}

  CheckpointRecord run() const {
    CheckpointRecord record;
    record.terms.seconds = number(kTime);
    record.terms.by_length = number(kByLength) != 0;
    record.terms.from = text(kFrom);
    record.terms.corpus = corpus();
    record.units = static_cast<std::uint32_t>(number(kUnits));
    record.origin = text(kOrigin);
    record.seconds = number(kSeconds);
    record.weight_decay = number(kWeightDecay);
    return record;
  }

 private:
  Error damaged(const std::string& key) const {
    return Error(ErrorCode::kDamaged, name_ + ": it is damaged at " + key + kAnew);
  }

  std::string text(const char* key) const {
    const auto found = metadata_.FindMember(key);
    if (found == metadata_.MemberEnd() || !found->value.IsString()) throw damaged(key);
    return {found->value.GetString(), found->value.GetStringLength()};
  }

  double number(const char* key) const {
    const std::string digits = text(key);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !(value >= 0 && value < 4e9))
      throw damaged(key);
    return value;
  }

  std::uint64_t corpus() const {
    const std::string digits = text(kCorpus);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size()) throw damaged(kCorpus);
    return value;
  }

  const std::string& name_;
  const json::Value& metadata_;
};

Error other(const std::string& name, const std::string& then, const std::string& now) {
  return Error(ErrorCode::kUsage, name + ": it was trained " + then + ", and this is " + now +
                                      "; give the same options and texts, or begin anew with -f");
}

}  // namespace

Bytes checkpoint_bytes(ByteView network, const CheckpointRecord& record) {
  std::optional<json::Document> header = header_of(network);
  assert(header);
  auto& memory = header->GetAllocator();
  json::Value& metadata = (*header)[kMetadata];
  const auto add = [&](const char* key, const std::string& value) {
    metadata.AddMember(json::Value(key, memory), json::Value(value.c_str(), memory), memory);
  };
  add(kTime, text_of(record.terms.seconds));
  add(kUnits, std::to_string(record.units));
  add(kByLength, record.terms.by_length ? "1" : "0");
  add(kFrom, record.terms.from);
  add(kCorpus, identity_text(record.terms.corpus));
  add(kOrigin, record.origin);
  add(kSeconds, text_of(record.seconds));
  add(kWeightDecay, text_of(record.weight_decay));
  add("pith.check", std::string(kNoCheck));
  json::StringBuffer text;
  json::Writer<json::StringBuffer> writer(text);
  header->Accept(writer);
  std::string header_text(text.GetString(), text.GetSize());
  header_text.resize((header_text.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
  const ByteView tensors = network.subspan(kLengthBytes + little_endian<std::uint64_t>(network));
  Bytes file;
  file.reserve(kLengthBytes + header_text.size() + tensors.size());
  append_little_endian(file, std::uint64_t{header_text.size()});
  file.insert(file.end(), header_text.begin(), header_text.end());
  file.insert(file.end(), tensors.begin(), tensors.end());
  put(file, *check_place(file), identity_text(check_of(file)));
  return file;
}

CheckpointRecord read_checkpoint(const std::string& name, ByteView bytes) {
  if (bytes.empty()) throw Error(ErrorCode::kTruncated, name + ": the checkpoint is empty" + kAnew);
  const std::optional<json::Document> header = header_of(bytes);
  if (!header) throw Error(ErrorCode::kDamaged, name + ": it is no checkpoint, or a damaged one" + kAnew);
  const std::optional<std::size_t> place = check_place(bytes);
  if (!place) {
    throw Error(ErrorCode::kNotPith, name +
                                         ": it does not say how it was trained, so that training cannot go on; take "
                                         "its network as it is with --rnn, or begin anew with -f");
  }
  Bytes unchecked(bytes.begin(), bytes.end());
  put(unchecked, *place, kNoCheck);
  const std::string digits(bytes.begin() + static_cast<std::ptrdiff_t>(*place),
                           bytes.begin() + static_cast<std::ptrdiff_t>(*place + kNoCheck.size()));
  if (identity_text(check_of(unchecked)) != digits) {
    throw Error(ErrorCode::kDamaged, name + ": the checkpoint is damaged" + kAnew);
  }
  return RecordReader(name, (*header)[kMetadata]).run();
}

void require_same(const std::string& name, const CheckpointRecord& record, const TrainingTerms& terms,
                  std::uint32_t units) {
  const TrainingTerms& then = record.terms;
  const auto from = [](const std::string& model) { return model.empty() ? "from nothing" : "with --from " + model; };
  if (then.seconds != terms.seconds) {
    throw other(name, "with --time " + text_of(then.seconds) + "s", "--time " + text_of(terms.seconds) + "s");
  }
  if (then.by_length != terms.by_length) {
    throw other(name, then.by_length ? "with --mdl" : "without --mdl", then.by_length ? "without it" : "with it");
  }
  if (units != 0 && record.units != units) {
    throw other(name, "with --units " + std::to_string(record.units), "--units " + std::to_string(units));
  }
  if (then.from != terms.from) throw other(name, from(then.from), from(terms.from));
  if (then.corpus != terms.corpus) {
    throw other(name, "on other texts (" + identity_text(then.corpus) + ")", identity_text(terms.corpus));
  }
}

}  // namespace pith
