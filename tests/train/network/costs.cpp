// Prints what each byte of a text, at most 32768, costs in bits under a network in float: network_costs NETWORK TEXT
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <numbers>
#include <vector>

#include "train/kernels/kernel_choice.h"
#include "train/kernels/room.h"
#include "train/network/file.h"
#include "train/network/streams.h"

namespace {

pith::Bytes read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The cost of each byte in bits, the text read as one that begins.
void print_costs(const pith::NetworkFile& network, const pith::Bytes& text) {
  pith::NetworkStreams streams(network.shape, {text}, 1, 1, 1, 1);
  std::vector<float> state(network.shape.hidden);
  std::vector<float> slow_state(network.shape.slow);
  pith::NetworkRoomOwner room(network.shape, 1, 1);
  const pith::NetworkPass pass{.shape = &network.shape,
                               .parameters = network.parameters.data(),
                               .rounding = {},
                               .state = state.data(),
                               .slow_state = slow_state.data()};
  const pith::TrainingKernels& kernels = *pith::training_kernel_family().fastest(pith::Simd::kAvx512).kernels;
  for (std::size_t i = 0; i < text.size(); ++i) {
    streams.advance();
    const pith::NetworkWindow window = streams.window(0);
    const double nats = kernels.measure(pass, window, room.room(window.ticks.slots));
    std::printf("%.6f\n", nats * std::numbers::log2e);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    print_costs(pith::read_network_file(argv[1], read_file(argv[1])), read_file(argv[2]));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
