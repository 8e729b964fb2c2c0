// Any bytes as a file of tensors (a JSON header, then numbers): it is read in memory that goes with the file, or
// refused; what is read can be written and read again.
#include "train/network/tensor_file.h"

#include "fuzz/fuzz_support.h"
#include "train/network/file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith;
  using namespace pith::fuzz;
  const ByteView bytes(data, size);
  try {
    const TensorFile file = read_tensor_file("any", bytes);
    std::size_t values = 0;
    for (const auto& [name, tensor] : file.tensors) values += tensor.values.size();
    require(values * sizeof(float) <= size, "tensors take no more room than their file");
    const Bytes written = tensor_file_bytes(file);
    require(tensor_file_bytes(read_tensor_file("written", written)) == written, "what is read can be written and read");
    read_network_file("any", bytes);
  } catch (const Error&) {
  }
  return 0;
}
