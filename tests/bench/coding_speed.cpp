// Prints, as CSV, how fast a predictor reads a text at each way of gathering evidence, from empty and from a model:
// coding_speed TEXT [BYTES [MODEL]]
//
// Coding is predicting: what an archive takes beside this is a multiplication a bit. Seconds are those of this process
// on its processor, so that others which run beside it matter little.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "pith/model.h"
#include "pith/predictor.h"

namespace {

constexpr std::array kLevels = {1, 2, 3, 6};

std::vector<unsigned char> head_of(const char* path, std::size_t bytes) {
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> text{std::istreambuf_iterator<char>(file), {}};
  if (text.size() > bytes) text.resize(bytes);
  return text;
}

void print_speed(int level, const std::string& name, const pith::Model* model, const std::vector<unsigned char>& text) {
  const std::clock_t begin = std::clock();
  pith::Predictor predictor(level, text.size(), model);
  double bits = 0;
  for (const unsigned char byte : text) {
    double likelihood = 1;  // >= 2^-128 after eight bits
    for (int shift = 7; shift >= 0; --shift) {
      const int bit = byte >> shift & 1;
      const double one = predictor.predict() / 65536.0;
      likelihood *= bit ? one : 1 - one;
      predictor.learn(bit);
    }
    bits -= std::log2(likelihood);
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const auto bytes = static_cast<double>(text.size());
  std::printf("%d,%s,%.0f,%.4f,%.0f,%.4f\n", level, name.c_str(), bytes, seconds, bytes / seconds, bits / bytes);
}

void print_speeds(const std::vector<unsigned char>& text, const char* model_path) {
  std::optional<pith::Model> model;
  if (model_path) model = pith::Model::open(model_path);
  std::puts("level,model,bytes,seconds,bytes_per_second,bits_per_byte");
  for (const int level : kLevels) {
    print_speed(level, "none", nullptr, text);
    if (model) print_speed(level, model->metadata().name, &*model, text);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    std::fputs("usage: coding_speed TEXT [BYTES [MODEL]]\n", stderr);
    return 1;
  }
  try {
    const std::size_t most = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : pith::kMaxBlockBytes;
    const auto text = head_of(argv[1], std::min(most, pith::kMaxBlockBytes));
    if (text.empty()) throw std::runtime_error(std::string(argv[1]) + ": no text");
    print_speeds(text, argc > 3 ? argv[3] : nullptr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "coding_speed: %s\n", error.what());
    return 1;
  }
}
