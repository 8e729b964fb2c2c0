#include "train/network/file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <cmath>
#include <functional>
#include <string>

#include "base/random.h"
#include "model/network_kernels/network_limits.h"
#include "support/errors.h"
#include "support/streams.h"
#include "train/kernels/layout.h"
#include "train/network/tensor_file.h"

namespace pith {

namespace {

constexpr NetworkShape kShape{.hidden = 64,
                              .embedding = 64,
                              .bigram_rows = 3,
                              .embedded_rows = {2, 0, 0, 1, 0, 3},
                              .slow = 64,
                              .slow_embedding = 64,
                              .waist = 64,
                              .slow_rows = {2, 1, 0, 0}};

NetworkFile network() {
  NetworkFile file{.shape = kShape, .parameters = initial_parameters(kShape, 1)};
  file.first_moment = initial_parameters(kShape, 2);
  file.second_moment = initial_parameters(kShape, 3);
  file.average = initial_parameters(kShape, 4);
  file.steps_of_tables.embedding = {0.25F, 0, 0, 0.125F, 0, 0};
  file.steps_of_tables.slow_table = {0.5F, 0, 0, 0};
  file.steps = 12345;
  file.progress = 0.25;
  file.known = {10, 'a', 255};
  return file;
}

std::string error_of(const Bytes& bytes) {
  return test::error_of([&] { read_network_file("net", bytes); });
}

std::string error_after(const std::function<void(TensorFile&)>& change) {
  TensorFile file = read_tensor_file("net", network_file_bytes(network()));
  change(file);
  return error_of(tensor_file_bytes(file));
}

/// The most memory that this process has had.
long most_kilobytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/// A safetensors file with this header and `data` bytes.
Bytes with_header(const std::string& header, std::size_t data) {
  Bytes bytes;
  append_little_endian(bytes, std::uint64_t{header.size()});
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.resize(bytes.size() + data);
  return bytes;
}

}  // namespace

TEST_CASE("a network comes back from its file, with or without the state of training") {
  CHECK(read_network_file("net", network_file_bytes(network())) == network());
  NetworkFile bare{.shape = kShape, .parameters = initial_parameters(kShape, 1)};
  CHECK(read_network_file("net", network_file_bytes(bare)) == bare);
}

TEST_CASE("a file of tensors comes back whatever its names") {
  TensorFile file;
  file.tensors["plain"] = {.shape = {2, 3}, .values = {1, -2, 0.5F, 1e30F, -1e-30F, 0}};
  file.tensors["quotes \" and \\ and \xC3\xA9"] = {.shape = {}, .values = {7}};
  file.tensors["nothing"] = {.shape = {0, 5}, .values = {}};
  file.metadata["key"] = "a \"value\"\n";
  CHECK(read_tensor_file("file", tensor_file_bytes(file)) == file);
}

TEST_CASE("a network file cut anywhere is refused") {
  const Bytes bytes = network_file_bytes(network());
  for (std::size_t size = 0; size < bytes.size(); size += size < 1500 ? 1 : 4999) {
    CAPTURE(size);
    const std::string error = error_of({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
    REQUIRE((error == "kTruncated" || error == "kNotPith"));
  }
}

TEST_CASE("flipped bits in the header never do more than an error") {
  const Bytes bytes = network_file_bytes(network());
  Random random(3);
  for (int i = 0; i < 400; ++i) {
    Bytes changed = bytes;
    changed[random.below(1200)] ^= static_cast<std::uint8_t>(1 << random.below(8));
    CHECK_NOTHROW(error_of(changed));
  }
}

TEST_CASE("what is not a safetensors file is said not to be one") {
  CHECK(error_of(test::bytes_of(std::string(100, 'x'))) == "kNotPith");
  CHECK(error_of(with_header("[1]", 0)) == "kNotPith");
  CHECK(error_of(with_header("{", 0)) == "kNotPith");
  CHECK(error_of(with_header(std::string(900'000, '['), 0)) == "kNotPith");
}

TEST_CASE("tensors that are not as their header says are refused") {
  const auto header = [](const std::string& tensor) { return with_header("{\"a\":" + tensor + "}", 8); };
  CHECK(error_of(header("7")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F16","shape":[4],"data_offsets":[0,8]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[1],"data_offsets":[0,8]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]})")) == "kDamaged");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[4],"data_offsets":[0,16]})")) == "kTruncated");
  CHECK(error_of(header(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})")) == "kDamaged");  // no network
}

TEST_CASE("tensors that share bytes of the file, or a name, are refused") {
  const auto file = [](const std::string& a, const std::string& b, const std::string& second = "b") {
    const auto tensor = [](const std::string& offsets) {
      return R"({"dtype":"F32","shape":[2],"data_offsets":)" + offsets + "}";
    };
    return with_header("{\"a\":" + tensor(a) + ",\"" + second + "\":" + tensor(b) + "}", 24);
  };
  const auto error_in = [](const Bytes& bytes) { return test::error_of([&] { read_tensor_file("file", bytes); }); };
  CHECK(error_in(file("[0,8]", "[8,16]")) == "no error");
  CHECK(error_in(file("[16,24]", "[0,8]")) == "no error");
  CHECK(error_in(file("[0,8]", "[0,8]")) == "kDamaged");
  CHECK(error_in(file("[0,8]", "[4,12]")) == "kDamaged");
  CHECK(error_in(file("[12,20]", "[8,16]")) == "kDamaged");
  CHECK(error_in(file("[0,8]", "[8,16]", "a")) == "kDamaged");
}

TEST_CASE("a short file that speaks of the largest network is refused before there is room for it") {
  TensorFile file;
  const NetworkLayout layout(kShape);
  for (const NetworkTensor* tensor : layout.tensors())
    file.tensors[tensor->name] = {.shape = {tensor->rows, 0}, .values = {}};
  file.tensors["recurrent"].shape = {0, kMaxUnits};
  file.tensors["projection"] = {.shape = {1, kMaxEmbeddingNumbers}, .values = std::vector<float>(kMaxEmbeddingNumbers)};
  file.tensors["bigram"] = {.shape = {kMaxTableRows, 1}, .values = std::vector<float>(kMaxTableRows)};
  const Bytes bytes = tensor_file_bytes(file);
  const long before = most_kilobytes();
  CHECK(error_of(bytes) == "kDamaged");
  CHECK(most_kilobytes() - before < 100'000);
}

TEST_CASE("a network whose tensors do not go together is refused") {
  CHECK(error_after([](TensorFile& file) { file.tensors.erase("output"); }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors.erase("adam.first"); }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["adam.first"] = {.shape = {1}, .values = {1}}; }) ==
        "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["embedding_scale"].values[3] = -1; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["slow_table_scale"] = {.shape = {1}, .values = {1}}; }) ==
        "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors.erase("slow_bias"); }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["known"].values[3] = 0.5F; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["known"].values.assign(256, 0); }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["known"] = {.shape = {1}, .values = {1}}; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["output"].values[3] = NAN; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["byte"].values[3] = INFINITY; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.metadata["steps"] = "many"; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.metadata["progress"] = "-1"; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) { file.tensors["recurrent"].shape = {64, 192}; }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) {
          file.tensors["recurrent"] = {.shape = {3, 1}, .values = {1, 2, 3}};
        }) == "kDamaged");
  CHECK(error_after([](TensorFile& file) {
          file.tensors["bigram"] = {.shape = {0, 192}, .values = {}};
        }) == "kDamaged");
}

}  // namespace pith
