#include "train/network/tensor_file.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <functional>
#include <numeric>
#include <utility>

#include "pith/error.h"

namespace pith {

namespace {

namespace json = rapidjson;

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlignment = 8;
constexpr std::uint64_t kMaxHeaderBytes = 1'000'000;
constexpr const char* kMetadata = "__metadata__";
constexpr const char* kRemedy = "; write it anew";

Error damaged(const std::string& name, const std::string& what) {
  return Error(ErrorCode::kDamaged, name + ": " + what + kRemedy);
}

std::string header_of(const TensorFile& file) {
  json::StringBuffer text;
  json::Writer<json::StringBuffer> writer(text);
  writer.StartObject();
  writer.Key(kMetadata);
  writer.StartObject();
  for (const auto& [key, value] : file.metadata) {
    writer.Key(key.data(), static_cast<json::SizeType>(key.size()));
    writer.String(value.data(), static_cast<json::SizeType>(value.size()));
  }
  writer.EndObject();
  std::uint64_t begin = 0;
  for (const auto& [name, tensor] : file.tensors) {
    const std::uint64_t end = begin + tensor.values.size() * sizeof(float);
    writer.Key(name.data(), static_cast<json::SizeType>(name.size()));
    writer.StartObject();
    writer.Key("dtype");
    writer.String("F32");
    writer.Key("shape");
    writer.StartArray();
    for (const std::uint64_t length : tensor.shape) writer.Uint64(length);
    writer.EndArray();
    writer.Key("data_offsets");
    writer.StartArray();
    writer.Uint64(begin);
    writer.Uint64(end);
    writer.EndArray();
    writer.EndObject();
    begin = end;
  }
  writer.EndObject();
  std::string header(text.GetString(), text.GetSize());
  header.resize((header.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
  return header;
}

class Reader {
 public:
  Reader(const std::string& name, ByteView bytes) : name_(name) {
    if (bytes.size() < kLengthBytes) throw truncated();
    const std::uint64_t length = little_endian<std::uint64_t>(bytes);
    if (length > kMaxHeaderBytes) throw not_safetensors();
    if (length > bytes.size() - kLengthBytes) throw truncated();
    const ByteView header = bytes.subspan(kLengthBytes, length);
    data_ = bytes.subspan(kLengthBytes + length);
    document_.Parse<json::kParseIterativeFlag>(reinterpret_cast<const char*>(header.data()), header.size());
    if (document_.HasParseError() || !document_.IsObject()) throw not_safetensors();
  }

  TensorFile run() {
    TensorFile file;
    std::map<std::string, Header> headers;
    const json::Value& root = document_;
    for (const auto& member : root.GetObject()) {
      const std::string key(member.name.GetString(), member.name.GetStringLength());
      if (key == kMetadata) {
        file.metadata = metadata(member.value);
      } else if (!headers.emplace(key, header(key, member.value)).second) {
        throw damaged(name_, key + " is there twice");
      }
    }
    require_no_overlap(headers);
    for (auto& [key, header] : headers) {
      file.tensors[key] = {.shape = std::move(header.shape), .values = values(header)};
    }
    return file;
  }

 private:
  Error truncated() const { return Error(ErrorCode::kTruncated, name_ + ": the file ends early" + kRemedy); }
  Error not_safetensors() const {
    return Error(ErrorCode::kNotPith, name_ + ": not a safetensors file; give one that training wrote");
  }

  std::map<std::string, std::string> metadata(const json::Value& value) const {
    if (!value.IsObject()) throw damaged(name_, "the metadata are not an object");
    std::map<std::string, std::string> metadata;
    for (const auto& member : value.GetObject()) {
      if (!member.value.IsString()) throw damaged(name_, "the metadata are not texts");
      metadata[member.name.GetString()] = member.value.GetString();
    }
    return metadata;
  }

  std::vector<std::uint64_t> numbers(const std::string& key, const json::Value& tensor, const char* what) const {
    const auto found = tensor.FindMember(what);
    if (found == tensor.MemberEnd() || !found->value.IsArray()) throw damaged(name_, key + " has no " + what);
    std::vector<std::uint64_t> numbers;
    for (const json::Value& number : found->value.GetArray()) {
      if (!number.IsUint64()) throw damaged(name_, key + " has a strange " + what);
      numbers.push_back(number.GetUint64());
    }
    return numbers;
  }

  /// What is said of a tensor, which lies within the data and has as many bytes as its shape says.
  struct Header {
    std::vector<std::uint64_t> shape;
    std::uint64_t begin;
    std::uint64_t end;
  };

  Header header(const std::string& key, const json::Value& value) const {
    if (!value.IsObject()) throw damaged(name_, key + " is not a tensor");
    const auto type = value.FindMember("dtype");
    if (type == value.MemberEnd() || !type->value.IsString() || std::string(type->value.GetString()) != "F32") {
      throw damaged(name_, key + " is not of 32-bit floats");
    }
    const std::vector<std::uint64_t> offsets = numbers(key, value, "data_offsets");
    if (offsets.size() != 2 || offsets[0] > offsets[1]) throw damaged(name_, key + " has strange offsets");
    Header header{.shape = numbers(key, value, "shape"), .begin = offsets[0], .end = offsets[1]};
    if (header.end > data_.size()) throw truncated();
    const std::uint64_t has = header.end - header.begin;
    std::uint64_t bytes = sizeof(float);
    for (const std::uint64_t length : header.shape) {
      if (length != 0 && bytes > has / length) throw damaged(name_, key + " is shorter than its shape");
      bytes *= length;
    }
    if (bytes != has) throw damaged(name_, key + " is longer than its shape");
    return header;
  }

  /// So that all tensors together take no more memory than the file.
  void require_no_overlap(const std::map<std::string, Header>& headers) const {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;
    for (const auto& [key, header] : headers) extents.emplace_back(header.begin, header.end);
    std::ranges::sort(extents);
    std::uint64_t free_from = 0;
    for (const auto& [begin, end] : extents) {
      if (begin < free_from) throw damaged(name_, "its tensors overlap");
      free_from = end;
    }
  }

  std::vector<float> values(const Header& header) const {
    std::vector<float> values;
    values.reserve((header.end - header.begin) / sizeof(float));
    for (std::uint64_t at = header.begin; at < header.end; at += sizeof(float)) {
      values.push_back(std::bit_cast<float>(little_endian<std::uint32_t>(data_.subspan(at))));
    }
    return values;
  }

  std::string name_;
  ByteView data_;
  json::Document document_;
};

}  // namespace

Bytes tensor_file_bytes(const TensorFile& file) {
  const std::string header = header_of(file);
  Bytes bytes;
  append_little_endian(bytes, std::uint64_t{header.size()});
  bytes.insert(bytes.end(), header.begin(), header.end());
  for (const auto& [name, tensor] : file.tensors) {
    assert(tensor.values.size() ==
           std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::uint64_t{1}, std::multiplies<>()));
    for (const float value : tensor.values) append_little_endian(bytes, std::bit_cast<std::uint32_t>(value));
  }
  return bytes;
}

TensorFile read_tensor_file(const std::string& name, ByteView bytes) { return Reader(name, bytes).run(); }

}  // namespace pith
