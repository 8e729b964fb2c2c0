// Prints what each byte of a text, at most 32768, costs in bits under a network in float: rnn_costs NETWORK TEXT
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <numbers>
#include <vector>

#include "train/network/file.h"
#include "train/network/kernel_choice.h"
#include "train/network/parameters.h"
#include "train/network/streams.h"

namespace {

pith::Bytes read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The cost of each byte in bits, the text read as one that begins.
void print_costs(const pith::RnnFile& network, const pith::Bytes& text) {
  pith::RnnStreams streams(network.shape, {text}, 1, 1, 1, 1);
  std::vector<float> state(network.shape.hidden);
  std::vector<float> work(pith::workspace_floats(network.shape, 1, 1));
  for (std::size_t i = 0; i < text.size(); ++i) {
    streams.advance();
    pith::RnnWindow window = streams.window(0);
    window.activation_step = 0;
    const double nats =
        pith::training_kernels().measure(network.shape, network.parameters.data(), window, state.data(), work.data());
    std::printf("%.6f\n", nats * std::numbers::log2e);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    print_costs(pith::read_rnn_file(argv[1], read_file(argv[1])), read_file(argv[2]));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
