#include "model/mixer/kernels.h"
#include "model/network_kernels/kernels.h"
#include "pith/kernels.h"
#include "train/kernels/kernel_choice.h"

namespace pith {

std::vector<KernelChoice> kernel_choices() {
  const auto name = [](const auto& family) { return std::string(name_of(family.chosen().simd)); };
  return {{"mixer", name(mixer_kernel_family())},
          {"network", name(rnn_kernel_family())},
          {"training", name(training_kernel_family())}};
}

}  // namespace pith
