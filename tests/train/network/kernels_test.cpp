#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "support/streams.h"
#include "train/network/kernel_choice.h"
#include "train/network/parameters.h"
#include "train/network/streams.h"

namespace pith {

using test::bytes_of;

namespace {

constexpr RnnShape kShape{.hidden = 5, .bigram_rows = 8, .embedding = 3, .embedded_rows = 4};
constexpr std::size_t kSteps = 7;
constexpr std::size_t kStreams = 2;

/// Two short texts, so that some begin within a window.
std::vector<Bytes> texts() { return {bytes_of("a cab, a bee\n"), bytes_of("abc")}; }

std::vector<ByteView> views(const std::vector<Bytes>& texts) { return {texts.begin(), texts.end()}; }

/// One window, and what the kernels say about it from a state that is not 0.
class Windowful {
 public:
  explicit Windowful(const RnnShape& shape)
      : shape_(shape),
        texts_(texts()),
        streams_(shape, views(texts_), 1, kStreams, kSteps, 1),
        work_(workspace_floats(shape, kSteps, kStreams)) {
    streams_.advance();
    streams_.advance();
  }

  double cost(const TrainingKernels& kernels, const std::vector<float>& parameters) {
    std::vector<float> state = first_state();
    return kernels.measure(shape_, parameters.data(), window(), state.data(), work_.data());
  }

  std::vector<float> gradient(const TrainingKernels& kernels, const std::vector<float>& parameters) {
    std::vector<float> state = first_state();
    std::vector<float> gradient(parameters.size());
    kernels.learn(shape_, parameters.data(), window(), state.data(), gradient.data(), work_.data());
    return gradient;
  }

 private:
  /// Rounding has no slope.
  RnnWindow window() const {
    RnnWindow window = streams_.window(0);
    window.activation_step = 0;
    return window;
  }

  std::vector<float> first_state() const {
    std::vector<float> state(kStreams * shape_.hidden);
    std::iota(state.begin(), state.end(), 0.0F);
    for (float& h : state) h = 0.1F * std::sin(h);
    return state;
  }

  RnnShape shape_;
  std::vector<Bytes> texts_;
  RnnStreams streams_;
  std::vector<float> work_;
};

/// Larger than training begins with, so that no derivative is lost in rounding.
std::vector<float> lively_parameters(const RnnShape& shape) {
  std::vector<float> parameters = initial_parameters(shape, 7);
  for (float& p : parameters) p *= 2.0F;
  return parameters;
}

void require_differences(const RnnShape& shape) {
  Windowful windowful(shape);
  std::vector<float> parameters = lively_parameters(shape);
  const std::vector<float> gradient = windowful.gradient(training_kernels(), parameters);
  for (const RnnTensor& tensor : RnnLayout(shape).tensors()) {
    CAPTURE(std::string(tensor.name));
    double moved = 0;
    for (std::size_t i = tensor.begin; i < tensor.end(); ++i) {
      constexpr float kStep = 0.01F;
      const float kept = parameters[i];
      parameters[i] = kept + kStep;
      const double above = windowful.cost(training_kernels(), parameters);
      parameters[i] = kept - kStep;
      const double below = windowful.cost(training_kernels(), parameters);
      parameters[i] = kept;
      const double difference = (above - below) / (2 * static_cast<double>(kStep));
      REQUIRE(static_cast<double>(gradient[i]) == doctest::Approx(difference).epsilon(0.01).scale(0.1));
      moved += std::abs(difference);
    }
    if (tensor.size() > 0) CHECK(moved > 0.01);
  }
}

}  // namespace

TEST_CASE("the gradient of each parameter is the slope of the cost") { require_differences(kShape); }

TEST_CASE("a network without hashed contexts has the right gradient") { require_differences({.hidden = 6}); }

TEST_CASE("all kernels that this processor runs give nearly the same gradient") {
  Windowful windowful(kShape);
  const std::vector<float> parameters = lively_parameters(kShape);
  const auto usable = training_kernel_family().usable();
  const std::vector<float> expected = windowful.gradient(*usable.front().kernels, parameters);
  for (const auto& [simd, kernels] : usable) {
    CAPTURE(std::string(name_of(simd)));
    const std::vector<float> gradient = windowful.gradient(*kernels, parameters);
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      REQUIRE(gradient[i] == doctest::Approx(expected[i]).epsilon(0.001).scale(0.1));
    }
  }
}

TEST_CASE("the first step of Adam is as long as its rate, and it clears the gradient") {
  for (const auto& each : training_kernel_family().usable()) {
    std::vector<float> parameters = {1.0F, 1.0F, 1.0F};
    std::vector<float> gradient = {8.0F, -0.5F, 0.0F};
    std::vector<float> first(3);
    std::vector<float> second(3);
    // The moments are 0.1 g and 0.01 g^2.
    each.kernels->adam({.rate = 0.01F}, 3, parameters.data(), gradient.data(), first.data(), second.data());
    CHECK(parameters[0] == doctest::Approx(0.99));
    CHECK(parameters[1] == doctest::Approx(1.01));
    CHECK(parameters[2] == 1.0F);
    CHECK(gradient == std::vector<float>(3));
  }
}

TEST_CASE("weight decay takes a part of each parameter, whatever its gradient") {
  for (const auto& each : training_kernel_family().usable()) {
    std::vector<float> parameters = {2.0F, -4.0F};
    std::vector<float> gradient = {0.0F, 0.0F};
    std::vector<float> first(2);
    std::vector<float> second(2);
    each.kernels->adam({.rate = 0.01F, .keep = 0.75F}, 2, parameters.data(), gradient.data(), first.data(),
                       second.data());
    CHECK(parameters == std::vector{1.5F, -3.0F});
  }
}

}  // namespace pith
