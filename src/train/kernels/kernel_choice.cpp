#include "train/kernels/kernel_choice.h"

#include <algorithm>
#include <array>

namespace pith {

namespace network_plain {
extern const TrainingKernels kKernels;
}
#if defined(__x86_64__)
namespace network_avx2 {
extern const TrainingKernels kKernels;
}
namespace network_avx512 {
extern const TrainingKernels kKernels;
}
#if defined(__linux__)
namespace network_amx {
extern const TrainingKernels kKernels;
}
#endif
#endif

std::size_t muon_work(std::size_t rows, std::size_t columns) {
  const std::size_t narrow = std::min(rows, columns);
  return 3 * rows * columns + 4 * narrow * narrow;
}

const KernelFamily<TrainingKernels>& training_kernel_family() {
#if defined(__x86_64__) && defined(__linux__)
  static const KernelFamily<TrainingKernels> kFamily = {{Simd::kScalar, &network_plain::kKernels},
                                                        {Simd::kAvx2, &network_avx2::kKernels},
                                                        {Simd::kAvx512, &network_avx512::kKernels},
                                                        {Simd::kAmx, &network_amx::kKernels}};
#elif defined(__x86_64__)
  static const KernelFamily<TrainingKernels> kFamily = {{Simd::kScalar, &network_plain::kKernels},
                                                        {Simd::kAvx2, &network_avx2::kKernels},
                                                        {Simd::kAvx512, &network_avx512::kKernels}};
#else
  static const KernelFamily<TrainingKernels> kFamily = {{Simd::kScalar, &network_plain::kKernels}};
#endif
  return kFamily;
}

bool can_train(Simd simd, const NetworkShape& shape) {
  constexpr std::uint32_t kTile = 32;  // numbers in a row of a tile
  const std::array numbers = {shape.hidden, shape.embedding, shape.slow, shape.slow_embedding, shape.waist};
  return simd != Simd::kAmx || std::ranges::all_of(numbers, [](std::uint32_t n) { return n % kTile == 0; });
}

const TrainingKernels& training_kernels(const NetworkShape& shape) {
  const auto& chosen = training_kernel_family().chosen();
  if (can_train(chosen.simd, shape)) return *chosen.kernels;
  return *training_kernel_family().fastest(Simd::kAvx512).kernels;
}

}  // namespace pith
