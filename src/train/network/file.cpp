#include "train/network/file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/network_kernels/network_limits.h"
#include "pith/error.h"
#include "train/kernels/layout.h"
#include "train/network/tensor_file.h"

namespace pith {

namespace {

constexpr const char* kFirstMoment = "adam.first";
constexpr const char* kSecondMoment = "adam.second";
constexpr const char* kAverage = "average";
constexpr const char* kEmbeddingSteps = "embedding_scale";
constexpr const char* kSlowTableSteps = "slow_table_scale";
constexpr const char* kKnown = "known";
constexpr const char* kSteps = "steps";
constexpr const char* kProgress = "progress";
constexpr const char* kTableBits = "table_bits";

/// Takes the tensors of a network out of a file.
class Reader {
 public:
  Reader(std::string name, TensorFile file) : name_(std::move(name)), file_(std::move(file)) {}

  NetworkFile run() {
    NetworkFile network;
    network.shape = shape();
    const NetworkLayout layout(network.shape);
    // Before there is room for what is not there.
    for (const NetworkTensor* tensor : layout.tensors()) require_shape(*tensor);
    network.parameters.resize(layout.size());
    for (const NetworkTensor* tensor : layout.tensors()) take(*tensor, network.parameters);
    take_steps(kEmbeddingSteps, network.steps_of_tables.embedding);
    take_steps(kSlowTableSteps, network.steps_of_tables.slow_table);
    network.first_moment = state_of_training(kFirstMoment, layout.size());
    network.second_moment = state_of_training(kSecondMoment, layout.size());
    network.average = state_of_training(kAverage, layout.size());
    if (network.first_moment.empty() != network.second_moment.empty()) throw damaged("one moment of Adam is missing");
    network.steps = static_cast<std::uint64_t>(number(kSteps));
    network.progress = number(kProgress);
    network.known = known();
    return network;
  }

 private:
  Error damaged(const std::string& what) const {
    return Error(ErrorCode::kDamaged, name_ + ": " + what + "; give a network that pith or its tools trained");
  }

  const TensorFile::Tensor* find(const std::string& key) const {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) return nullptr;
    if (found->second.shape.empty() || found->second.shape.size() > 2)
      throw damaged("the tensor " + key + " is not a matrix");
    return &found->second;
  }

  /// A dimension of a tensor, 0 if there is no such tensor. A vector is one row.
  std::uint32_t dimension(const std::string& key, int which, std::uint64_t most) const {
    const TensorFile::Tensor* tensor = find(key);
    if (tensor == nullptr) return 0;
    const std::uint64_t number = tensor->shape.size() == 2 ? tensor->shape[which] : which == 0 ? 1 : tensor->shape[0];
    if (number == 0 || number > most) throw damaged("its dimensions are out of range");
    return static_cast<std::uint32_t>(number);
  }

  NetworkShape shape() const {
    NetworkShape shape;
    const NetworkLayout names(shape);
    shape.hidden = dimension("recurrent", 1, kMaxUnits);
    if (shape.hidden == 0) throw damaged("the tensor recurrent is missing");
    shape.embedding = dimension("projection", 1, kMaxEmbeddingNumbers);
    shape.bigram_rows = dimension("bigram", 0, kMaxTableRows);
    for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
      shape.embedded_rows[i] = dimension(names.embedding[i].name, 0, kMaxTableRows);
    }
    shape.slow = dimension("slow_recurrent", 1, kMaxUnits);
    if (shape.slow != 0) {
      shape.slow_embedding = dimension("slow_projection", 1, kMaxEmbeddingNumbers);
      shape.waist = dimension("slow_waist", 0, kMaxEmbeddingNumbers);
      for (std::size_t i = 0; i < kSlowTables; ++i) {
        shape.slow_rows[i] = dimension(names.slow_table[i].name, 0, kMaxTableRows);
      }
    }
    for (const std::uint32_t number : {shape.hidden, shape.embedding, shape.slow, shape.slow_embedding, shape.waist}) {
      if (number % kUnitsTogether == 0) continue;
      throw damaged("its dimensions are not multiples of " + std::to_string(kUnitsTogether));
    }
    const double bits = number(kTableBits);
    shape.table_bits = bits == 8 ? 8 : 4;
    return shape;
  }

  void require_shape(const NetworkTensor& wanted) const {
    const TensorFile::Tensor* found = find(wanted.name);
    if (found == nullptr) throw damaged("the tensor " + wanted.name + " is missing");
    const bool is_vector = wanted.rows == 1 && found->shape == std::vector<std::uint64_t>{wanted.columns};
    if (!is_vector && found->shape != std::vector<std::uint64_t>{wanted.rows, wanted.columns}) {
      throw damaged("the tensor " + wanted.name + " has not the shape that goes with the others");
    }
  }

  void take(const NetworkTensor& wanted, std::vector<float>& parameters) const {
    const TensorFile::Tensor* found = find(wanted.name);
    require_finite(wanted.name, found->values);
    std::ranges::copy(found->values, parameters.begin() + static_cast<std::ptrdiff_t>(wanted.begin));
  }

  template <std::size_t kTables>
  void take_steps(const std::string& key, std::array<float, kTables>& steps) const {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) return;
    if (found->second.values.size() != kTables) throw damaged("the tensor " + key + " has not one number a table");
    for (const float step : found->second.values) {
      if (!(step >= 0 && step < 64)) throw damaged("the tensor " + key + " is out of range");
    }
    std::ranges::copy(found->second.values, steps.begin());
  }

  std::vector<float> state_of_training(const std::string& key, std::size_t size) {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) return {};
    if (found->second.values.size() != size) throw damaged("the tensor " + key + " is not of the network's size");
    require_finite(key, found->second.values);
    return std::move(found->second.values);
  }

  /// The bytes that are marked by a 1, of which there has to be one.
  Bytes known() const {
    const auto found = file_.tensors.find(kKnown);
    if (found == file_.tensors.end()) return {};
    const std::vector<float>& marks = found->second.values;
    Bytes bytes;
    for (std::size_t byte = 0; byte < marks.size() && marks.size() == kByteValues; ++byte) {
      if (marks[byte] == 1) bytes.push_back(static_cast<std::uint8_t>(byte));
    }
    const auto is_mark = [](float mark) { return mark == 0 || mark == 1; };
    if (bytes.empty() || !std::ranges::all_of(marks, is_mark))
      throw damaged("the tensor known does not mark bytes by 0 or 1");
    return bytes;
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

Bytes network_file_bytes(const NetworkFile& network) {
  TensorFile file;
  const NetworkLayout layout(network.shape);
  for (const NetworkTensor* tensor : layout.tensors()) {
    const auto begin = network.parameters.begin() + static_cast<std::ptrdiff_t>(tensor->begin);
    file.tensors[tensor->name] = {.shape = {tensor->rows, tensor->columns},
                                  .values = {begin, begin + static_cast<std::ptrdiff_t>(tensor->size())}};
  }
  const auto add = [&](const char* key, const auto& values) {
    if (!values.empty()) file.tensors[key] = {.shape = {values.size()}, .values = {values.begin(), values.end()}};
  };
  if (network.steps_of_tables != NetworkTableSteps{}) {
    add(kEmbeddingSteps, network.steps_of_tables.embedding);
    add(kSlowTableSteps, network.steps_of_tables.slow_table);
  }
  add(kFirstMoment, network.first_moment);
  add(kSecondMoment, network.second_moment);
  add(kAverage, network.average);
  std::vector<float> marks(network.known.empty() ? 0 : kByteValues);
  for (const std::uint8_t byte : network.known) marks[byte] = 1;
  add(kKnown, marks);
  file.metadata["format"] = "pith network 2";
  file.metadata[kSteps] = std::to_string(network.steps);
  file.metadata[kProgress] = std::to_string(network.progress);
  file.metadata[kTableBits] = std::to_string(network.shape.table_bits);
  return tensor_file_bytes(file);
}

NetworkFile read_network_file(const std::string& name, ByteView bytes) {
  return Reader(name, read_tensor_file(name, bytes)).run();
}

}  // namespace pith
