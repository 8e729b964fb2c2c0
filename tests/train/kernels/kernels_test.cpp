#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "support/streams.h"
#include "train/kernels/kernel_choice.h"
#include "train/kernels/layout.h"
#include "train/network/streams.h"

namespace pith {

using test::bytes_of;

namespace {

/// Words of one letter and texts that begin: the slow clock ticks now here, now there.
constexpr NetworkShape kShape{.hidden = 5,
                              .embedding = 3,
                              .bigram_rows = 8,
                              .embedded_rows = {4, 0, 3, 0, 4, 2},
                              .slow = 4,
                              .slow_embedding = 3,
                              .waist = 2,
                              .slow_rows = {5, 0, 3, 2}};
constexpr std::size_t kSteps = 9;
constexpr std::size_t kStreams = 3;

/// Two short texts, so that some begin within a window.
std::vector<Bytes> texts() { return {bytes_of("a cab, a bee\n"), bytes_of("ab c")}; }

std::vector<ByteView> views(const std::vector<Bytes>& texts) { return {texts.begin(), texts.end()}; }

/// One window, and what the kernels say about it from a state that is not 0.
class Windowful {
 public:
  explicit Windowful(const NetworkShape& shape)
      : shape_(shape),
        texts_(texts()),
        streams_(shape, views(texts_), 1, kStreams, kSteps, 1),
        room_(shape, kSteps, kStreams) {
    streams_.advance();
    streams_.advance();
  }

  double cost(const TrainingKernels& kernels, const std::vector<float>& parameters) {
    return run(parameters, [&](const NetworkPass& pass, const NetworkWindow& window, const NetworkRoom& room) {
      return kernels.measure(pass, window, room);
    });
  }

  std::vector<float> gradient(const TrainingKernels& kernels, const std::vector<float>& parameters) {
    std::vector<float> gradient(parameters.size());
    run(parameters, [&](const NetworkPass& pass, const NetworkWindow& window, const NetworkRoom& room) {
      return kernels.learn(pass, window, room, gradient.data());
    });
    return gradient;
  }

  NetworkWindow window() const { return streams_.window(0); }

 private:
  /// Nothing is rounded: rounding has no slope.
  template <typename Work>
  double run(const std::vector<float>& parameters, Work work) {
    std::vector<float> state = first_state(shape_.hidden);
    std::vector<float> slow_state = first_state(shape_.slow);
    const NetworkPass pass{.shape = &shape_,
                           .parameters = parameters.data(),
                           .rounding = {},
                           .state = state.data(),
                           .slow_state = slow_state.data()};
    return work(pass, window(), room_.room(window().ticks.slots));
  }

  static std::vector<float> first_state(std::size_t units) {
    std::vector<float> state(kStreams * units);
    std::iota(state.begin(), state.end(), 0.0F);
    for (float& h : state) h = 0.1F * std::sin(h);
    return state;
  }

  NetworkShape shape_;
  std::vector<Bytes> texts_;
  NetworkStreams streams_;
  NetworkRoomOwner room_;
};

const TrainingKernels& fastest_exact() { return *training_kernel_family().fastest(Simd::kAvx512).kernels; }

/// Larger than training begins with, so that no derivative is lost in rounding.
std::vector<float> lively_parameters(const NetworkShape& shape) {
  std::vector<float> parameters = initial_parameters(shape, 7);
  const NetworkLayout layout(shape);
  for (float& p : parameters) p *= 2.0F;
  const auto enlarge = [&](const NetworkTensor& tensor) {
    for (std::size_t i = tensor.begin; i < tensor.end(); ++i) parameters[i] *= 8.0F;
  };
  for (const NetworkTensor& table : layout.embedding) enlarge(table);
  for (const NetworkTensor& table : layout.slow_table) enlarge(table);
  enlarge(layout.slow_to_gates);
  enlarge(layout.slow_to_output);
  return parameters;
}

void require_differences(const NetworkShape& shape) {
  Windowful windowful(shape);
  std::vector<float> parameters = lively_parameters(shape);
  const std::vector<float> gradient = windowful.gradient(fastest_exact(), parameters);
  const NetworkLayout layout(shape);
  for (const NetworkTensor* tensor : layout.tensors()) {
    CAPTURE(tensor->name);
    double moved = 0;
    for (std::size_t i = tensor->begin; i < tensor->end(); ++i) {
      constexpr float kStep = 0.01F;
      const float kept = parameters[i];
      parameters[i] = kept + kStep;
      const double above = windowful.cost(fastest_exact(), parameters);
      parameters[i] = kept - kStep;
      const double below = windowful.cost(fastest_exact(), parameters);
      parameters[i] = kept;
      const double difference = (above - below) / (2 * static_cast<double>(kStep));
      REQUIRE(static_cast<double>(gradient[i]) == doctest::Approx(difference).epsilon(0.01).scale(0.1));
      moved += std::abs(difference);
    }
    CHECK(moved > 0.01);
  }
}

/// Of all kernels that fit the shape.
void require_equal_gradients(const NetworkShape& shape, double tolerance) {
  Windowful windowful(shape);
  const std::vector<float> parameters = lively_parameters(shape);
  const auto kernels = training_kernel_family().usable();
  const std::vector<float> expected = windowful.gradient(*kernels.front().kernels, parameters);
  const NetworkLayout layout(shape);
  for (const auto& each : kernels) {
    if (!can_train(each.simd, shape)) continue;
    CAPTURE(std::string(name_of(each.simd)));
    const std::vector<float> gradient = windowful.gradient(*each.kernels, parameters);
    for (const NetworkTensor* tensor : layout.tensors()) {
      CAPTURE(tensor->name);
      double error = 0;
      double size = 0;
      for (std::size_t i = tensor->begin; i < tensor->end(); ++i) {
        error += std::pow(static_cast<double>(gradient[i] - expected[i]), 2);
        size += std::pow(static_cast<double>(expected[i]), 2);
      }
      CHECK(std::sqrt(error) <= tolerance * std::sqrt(size));
    }
  }
}

}  // namespace

TEST_CASE("the gradient of each parameter is the slope of the cost") { require_differences(kShape); }

TEST_CASE("a network whose slow clock has no waist has the right gradient") {
  NetworkShape shape = kShape;
  shape.waist = 0;
  require_differences(shape);
}

TEST_CASE("a network without a slow clock has the right gradient") {
  require_differences({.hidden = 6, .embedding = 2, .bigram_rows = 4, .embedded_rows = {3, 2}});
}

TEST_CASE("all kernels that this processor runs give nearly the same gradient") {
  require_equal_gradients(kShape, 1e-4);
  // Whoever multiplies in bfloat16 has 8 bits of each factor.
  NetworkShape wide = kShape;
  wide.hidden = 64;
  wide.embedding = 64;
  wide.slow = 128;
  wide.slow_embedding = 64;
  wide.waist = 64;
  require_equal_gradients(wide, 0.03);
}

TEST_CASE("the streams tick where their words end, those with most ticks first") {
  Windowful windowful(kShape);
  const NetworkWindow window = windowful.window();
  const NetworkTicks& ticks = window.ticks;
  REQUIRE(ticks.levels > 2);
  CHECK(ticks.count[0] == kStreams);
  for (std::size_t level = 1; level < ticks.levels; ++level) {
    CHECK(ticks.begin[level] == ticks.begin[level - 1] + ticks.count[level - 1]);
    CHECK(ticks.count[level] <= ticks.count[level - 1]);
    CHECK(ticks.count[level] > 0);
  }
  for (std::size_t stream = 0; stream < kStreams; ++stream) {
    CHECK(ticks.seen[(kSteps - 1) * kStreams + stream] == ticks.last[stream]);
    for (std::size_t step = 1; step < kSteps; ++step) {
      const std::size_t place = step * kStreams + stream;
      const bool ticked = ticks.seen[place] != ticks.seen[place - kStreams];
      const std::uint8_t byte = window.bytes[place];
      if (window.keep[place] == 0) {
        CHECK(ticked);
      } else {
        CHECK(ticked == (window.bytes[place - kStreams] >= 'a' && !(byte >= 'a')));
      }
    }
  }
}

TEST_CASE("Muon moves a matrix by one that is nearly orthogonal, in the direction of the gradient") {
  for (const auto& each : training_kernel_family().usable()) {
    CAPTURE(std::string(name_of(each.simd)));
    for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{32, 64}, {64, 32}}) {
      std::vector<float> parameters(rows * columns);
      std::vector<float> gradient = initial_parameters({.hidden = 64, .embedding = 64}, 3);
      gradient.resize(rows * columns);
      const std::vector<float> before = gradient;
      std::vector<float> momentum(rows * columns);
      AlignedFloats work(muon_work(rows, columns));
      each.kernels->muon({.rate = 1}, {.rows = rows,
                                       .columns = columns,
                                       .parameters = parameters.data(),
                                       .gradient = gradient.data(),
                                       .momentum = momentum.data(),
                                       .work = work.data()});
      double along = 0;
      double squares = 0;
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        along += static_cast<double>(parameters[i] * before[i]);
        squares += std::pow(static_cast<double>(parameters[i]), 2);
      }
      CHECK(along < 0);
      // As many singular values as the shorter side has, each within 0.7 to 1.2 of 0.2 * sqrt(64).
      const double size = std::sqrt(squares / 32) / (0.2 * 8);
      CHECK(size > 0.7);
      CHECK(size < 1.2);
      CHECK(gradient == std::vector<float>(rows * columns));
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
