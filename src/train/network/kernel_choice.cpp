#include "train/network/kernel_choice.h"

namespace pith {

namespace rnn_plain {
extern const TrainingKernels kKernels;
}
#if defined(__x86_64__)
namespace rnn_avx2 {
extern const TrainingKernels kKernels;
}
namespace rnn_avx512 {
extern const TrainingKernels kKernels;
}
#endif

std::size_t workspace_floats(const RnnShape& shape, std::size_t steps, std::size_t streams) {
  return steps * streams * (shape.gates() + 6 * shape.hidden + 3 * shape.embedding + kSymbols) +
         streams * (shape.gates() + shape.hidden) + shape.gates() * shape.hidden;
}

const KernelFamily<TrainingKernels>& training_kernel_family() {
#if defined(__x86_64__)
  static const KernelFamily<TrainingKernels> kFamily = {{Simd::kScalar, &rnn_plain::kKernels},
                                                        {Simd::kAvx2, &rnn_avx2::kKernels},
                                                        {Simd::kAvx512, &rnn_avx512::kKernels}};
#else
  static const KernelFamily<TrainingKernels> kFamily = {{Simd::kScalar, &rnn_plain::kKernels}};
#endif
  return kFamily;
}

}  // namespace pith
