#include "train/network/kernel_choice.h"

namespace pith {

namespace rnn_plain {
extern const RnnKernels kKernels;
}
#if defined(__x86_64__)
namespace rnn_avx2 {
extern const RnnKernels kKernels;
}
namespace rnn_avx512 {
extern const RnnKernels kKernels;
}
#endif

std::size_t workspace_floats(const RnnShape& shape, std::size_t steps, std::size_t streams) {
  return steps * streams * (shape.gates() + 6 * shape.hidden + 3 * shape.embedding + kSymbols) +
         streams * (shape.gates() + shape.hidden) + shape.gates() * shape.hidden;
}

std::vector<const RnnKernels*> all_rnn_kernels() {
  std::vector<const RnnKernels*> kernels = {&rnn_plain::kKernels};
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  if (avx2) kernels.push_back(&rnn_avx2::kKernels);
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd")) {
    kernels.push_back(&rnn_avx512::kKernels);
  }
#endif
  return kernels;
}

const RnnKernels& rnn_kernels() {
  static const RnnKernels& fastest = *all_rnn_kernels().back();
  return fastest;
}

}  // namespace pith
