#include "train/exchange/network_rounds.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "base/check.h"
#include "pith/error.h"
#include "train/exchange/network_change.h"

namespace pith {

namespace {

constexpr std::size_t kHeadBytes = 16;        // check of the parameters, seconds
constexpr double kKeepAverageOfStep = 0.998;  // as NetworkOptimiser
constexpr std::uint64_t kParametersSeed = 1;

std::uint64_t check_of(const std::vector<float>& parameters) {
  Check check(kParametersSeed);
  check.update(ByteView(reinterpret_cast<const std::uint8_t*>(parameters.data()), parameters.size() * sizeof(float)));
  return check.digest();
}

}  // namespace

NetworkRounds::NetworkRounds(TrainingPeers& peers, const NetworkShape& shape, const RoundOptions& options,
                             std::vector<float> start)
    : peers_(peers),
      layout_(shape),
      options_(options),
      parameters_(std::move(start)),
      average_(parameters_),
      rest_(parameters_.size()),
      momentum_(options.local_steps > 1 ? parameters_.size() : 0) {
  if (!is_change_bits(options.bits) || options.local_steps == 0) {
    throw Error(ErrorCode::kUsage, "rounds take a step or more, and numbers of 2, 4, 8 or 32 bits");
  }
}

NetworkRounds::Message NetworkRounds::message(const std::vector<float>& local, double seconds) {
  for (std::size_t i = 0; i < rest_.size(); ++i) rest_[i] += local[i] - parameters_[i];
  CodedChange coded = code_with_feedback(layout_, options_.bits, rest_);
  Bytes bytes;
  bytes.reserve(kHeadBytes + coded.bytes.size());
  append_little_endian(bytes, check_of(parameters_));
  append_little_endian(bytes, std::bit_cast<std::uint64_t>(seconds));
  bytes.insert(bytes.end(), coded.bytes.begin(), coded.bytes.end());
  return {.bytes = std::move(bytes), .change = std::move(coded.quantised)};
}

double NetworkRounds::end_round(const std::vector<float>& local, double seconds) {
  const auto [mine, my_change] = message(local, seconds);
  bytes_sent_ += mine.size();
  const std::vector<Bytes> all = peers_.exchange(mine);
  std::vector<float> change(parameters_.size());
  const float share = 1.0F / static_cast<float>(all.size());
  for (std::size_t rank = 0; rank < all.size(); ++rank) {
    const std::string name = "rank " + std::to_string(rank);
    const ByteView from = all[rank];
    if (from.size() < kHeadBytes || !std::equal(mine.begin(), mine.begin() + 8, from.begin())) {
      throw Error(ErrorCode::kInternal, name + ": has another network than rank " + std::to_string(peers_.rank()) +
                                            " after round " + std::to_string(rounds_) +
                                            "; run all ranks with the same program on processors of one kind");
    }
    if (rank == peers_.rank() && !my_change.integers.empty()) {
      add_change(layout_, my_change, share, change);  // as it would be read
    } else {
      add_coded_change(name, layout_, options_.bits, from.subspan(kHeadBytes), share, change);
    }
  }
  take_outer_step(change);
  ++rounds_;
  return std::bit_cast<double>(little_endian<std::uint64_t>(ByteView(all.front()).subspan(8)));
}

void NetworkRounds::take_outer_step(const std::vector<float>& change) {
  const auto rate = static_cast<float>(options_.outer_rate);
  const auto keep = static_cast<float>(options_.outer_momentum);
  const auto steps = static_cast<double>(options_.local_steps);
  const double done = static_cast<double>(rounds_ + 1) * steps;
  const auto approach = static_cast<float>(1 - std::pow(std::min(kKeepAverageOfStep, (1 + done) / (10 + done)), steps));
  for (std::size_t i = 0; i < change.size(); ++i) {
    if (momentum_.empty()) {
      parameters_[i] += change[i];
    } else {
      momentum_[i] = keep * momentum_[i] + change[i];
      parameters_[i] += rate * (change[i] + keep * momentum_[i]);
    }
    average_[i] += approach * (parameters_[i] - average_[i]);
  }
}

}  // namespace pith
