#include "train/network/file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/network/weights.h"
#include "pith/error.h"
#include "train/network/parameters.h"
#include "train/network/tensor_file.h"

namespace pith {

namespace {

constexpr const char* kFirstMoment = "adam.first";
constexpr const char* kSecondMoment = "adam.second";
constexpr const char* kSteps = "steps";
constexpr const char* kProgress = "progress";

/// Takes the tensors of a network out of a file.
class Reader {
 public:
  Reader(std::string name, TensorFile file) : name_(std::move(name)), file_(std::move(file)) {}

  RnnFile run() {
    RnnFile rnn;
    rnn.shape = shape();
    const RnnLayout layout(rnn.shape);
    // Before there is room for what is not there.
    for (const RnnTensor& tensor : layout.tensors()) require_shape(tensor);
    rnn.parameters.resize(layout.size());
    for (const RnnTensor& tensor : layout.tensors()) take(tensor, rnn.parameters);
    rnn.first_moment = moment(kFirstMoment, layout.size());
    rnn.second_moment = moment(kSecondMoment, layout.size());
    if (rnn.first_moment.empty() != rnn.second_moment.empty()) throw damaged("one moment of Adam is missing");
    rnn.steps = static_cast<std::uint64_t>(number(kSteps));
    rnn.progress = number(kProgress);
    return rnn;
  }

 private:
  Error damaged(const std::string& what) const {
    return Error(ErrorCode::kDamaged, name_ + ": " + what + "; give a network that pith or its tools trained");
  }

  const TensorFile::Tensor& tensor(const std::string& key) const {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) throw damaged("the tensor " + key + " is missing");
    if (found->second.shape.size() != 2) throw damaged("the tensor " + key + " is not a matrix");
    return found->second;
  }

  RnnShape shape() const {
    const auto limited = [this](std::uint64_t number, std::uint64_t most) {
      if (number == 0 || number > most) throw damaged("its dimensions are out of range");
      return static_cast<std::uint32_t>(number);
    };
    const auto& embedding = tensor("embedding").shape;
    RnnShape shape;
    shape.hidden = limited(tensor("recurrent").shape[1], RnnWeights::kMaxHidden);
    shape.bigram_rows = limited(tensor("bigram").shape[0], RnnWeights::kMaxRows);
    shape.embedding = limited(embedding[1], RnnWeights::kMaxEmbedding);
    shape.embedded_rows = limited(embedding[0] / kRnnEmbedded, RnnWeights::kMaxRows);
    if (shape.hidden % RnnWeights::kUnitsTogether != 0 || shape.embedding % RnnWeights::kUnitsTogether != 0) {
      throw damaged("its dimensions are not multiples of " + std::to_string(RnnWeights::kUnitsTogether));
    }
    return shape;
  }

  void require_shape(const RnnTensor& wanted) const {
    const std::string key(wanted.name);
    if (tensor(key).shape != std::vector<std::uint64_t>{wanted.rows, wanted.columns}) {
      throw damaged("the tensor " + key + " has not the shape that goes with the others");
    }
  }

  void take(const RnnTensor& wanted, std::vector<float>& parameters) const {
    const std::string key(wanted.name);
    const TensorFile::Tensor& found = tensor(key);
    require_finite(key, found.values);
    std::ranges::copy(found.values, parameters.begin() + static_cast<std::ptrdiff_t>(wanted.begin));
  }

  std::vector<float> moment(const std::string& key, std::size_t size) {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) return {};
    if (found->second.values.size() != size) throw damaged("the tensor " + key + " is not of the network's size");
    require_finite(key, found->second.values);
    return std::move(found->second.values);
  }

  void require_finite(const std::string& key, const std::vector<float>& values) const {
    if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); })) {
      throw damaged("the tensor " + key + " has a number that is none");
    }
  }

  double number(const std::string& key) const {
    const auto found = file_.metadata.find(key);
    if (found == file_.metadata.end()) return 0;
    char* end = nullptr;
    const double value = std::strtod(found->second.c_str(), &end);
    if (end == found->second.c_str() || *end != 0 || !(value >= 0 && value < 1e15)) {
      throw damaged("its " + key + " is not a number");
    }
    return value;
  }

  std::string name_;
  TensorFile file_;
};

}  // namespace

Bytes rnn_file_bytes(const RnnFile& rnn) {
  TensorFile file;
  for (const RnnTensor& tensor : RnnLayout(rnn.shape).tensors()) {
    const auto begin = rnn.parameters.begin() + static_cast<std::ptrdiff_t>(tensor.begin);
    file.tensors[std::string(tensor.name)] = {.shape = {tensor.rows, tensor.columns},
                                              .values = {begin, begin + static_cast<std::ptrdiff_t>(tensor.size())}};
  }
  const auto add_moment = [&](const char* key, const std::vector<float>& moment) {
    if (!moment.empty()) file.tensors[key] = {.shape = {moment.size()}, .values = moment};
  };
  add_moment(kFirstMoment, rnn.first_moment);
  add_moment(kSecondMoment, rnn.second_moment);
  file.metadata["format"] = "pith network 1";
  file.metadata[kSteps] = std::to_string(rnn.steps);
  file.metadata[kProgress] = std::to_string(rnn.progress);
  return tensor_file_bytes(file);
}

RnnFile read_rnn_file(const std::string& name, ByteView bytes) {
  return Reader(name, read_tensor_file(name, bytes)).run();
}

}  // namespace pith
