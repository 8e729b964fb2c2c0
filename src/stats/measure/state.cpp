#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <type_traits>
#include <utility>

#include "base/check.h"
#include "pith/error.h"
#include "pith/predictor.h"
#include "stats/measure/state_impl.h"

namespace pith {

namespace {

constexpr std::uint32_t kStateLayout = 1;

Error damaged_state(const std::string& what) {
  return Error(ErrorCode::kDamaged, "the serialised state: " + what + "; make it anew from its text");
}

/// Appends numbers, lowest byte first.
struct NumberWriter {
  Bytes& out;

  template <typename Number>
  void operator()(Number number) {
    append_little_endian(out, static_cast<std::make_unsigned_t<Number>>(number));
  }
};

/// Reads what NumberWriter wrote.
class NumberReader {
 public:
  explicit NumberReader(ByteView bytes) : left_(bytes) {}

  template <typename Number>
  void operator()(Number& number) {
    using Word = std::make_unsigned_t<Number>;
    number = static_cast<Number>(little_endian<Word>(take(sizeof(Word))));
  }

  ByteView take(std::size_t bytes) {
    if (bytes > left_.size()) throw damaged_state("it ends early");
    const ByteView taken = left_.first(bytes);
    left_ = left_.subspan(bytes);
    return taken;
  }

  bool at_end() const { return left_.empty(); }

 private:
  ByteView left_;
};

/// Has a NetworkCell's numbers written or read, those that are read within their bounds.
template <typename Visit>
struct EachOf {
  Visit& visit;

  template <typename Numbers>
  void operator()(Numbers& numbers, std::int32_t most) {
    for (auto& number : numbers) {
      visit(number);
      if (number < -most || number > most) throw damaged_state("a number is out of range");
    }
  }
};

std::uint64_t check_of(ByteView bytes) {
  Check check(kStateLayout);
  check.update(bytes);
  return check.digest();
}

}  // namespace

State::Impl::Impl(std::shared_ptr<Scorer::Impl> scorer) : scorer_(std::move(scorer)), place_(scorer_->start()) {}

double State::Impl::feed(std::string_view bytes) {
  require_room(bytes.size());
  past_.insert(past_.end(), bytes.begin(), bytes.end());
  const double before = meter_.bits();
  {
    Scorer::Impl::Lease costs(*scorer_);
    costs->read(past_, place_, bytes.size(), meter_);
  }
  bytes_ += bytes.size();
  forget();
  return meter_.bits() - before;
}

double State::Impl::bits_of(std::string_view continuation) const {
  require_room(continuation.size());
  Bytes text = past_;
  text.insert(text.end(), continuation.begin(), continuation.end());
  StaticScorer::Place place = place_;
  CostMeter meter;
  Scorer::Impl::Lease costs(*scorer_);
  costs->read(text, place, continuation.size(), meter);
  return meter.bits();
}

void State::Impl::distribution(std::span<double> probabilities) const {
  Scorer::Impl::Lease costs(*scorer_);
  costs->all_bytes(place_, probabilities);
  for (double& each : probabilities) each = std::exp2(-each);
}

void State::Impl::require_room(std::size_t bytes) const {
  if (bytes <= kMaxBlockBytes - bytes_) return;
  throw Error(ErrorCode::kUsage,
              "a state goes through a text of up to " + std::to_string(kMaxBlockBytes) + " bytes; start a new one");
}

void State::Impl::forget() {
  const std::uint32_t count = place_.state.line_before_start();
  if (count == 0) return;
  past_.erase(past_.begin(), past_.begin() + count);
  place_.state.forget(count);
  place_.position -= count;
}

bool State::Impl::operator==(const Impl& other) const {
  if (identity() != other.identity() || scorer_->level() != other.scorer_->level()) return false;
  if (past_ != other.past_ || place_.state != other.place_.state) return false;
  if (!place_.network) return true;
  Bytes own;
  Bytes others;
  NumberWriter write_own{own};
  NumberWriter write_others{others};
  NetworkCell::each_number(*place_.network, EachOf<NumberWriter>{write_own});
  NetworkCell::each_number(*other.place_.network, EachOf<NumberWriter>{write_others});
  return own == others;
}

std::uint64_t State::Impl::identity() const { return scorer_->model() != nullptr ? scorer_->model()->identity() : 0; }

Bytes State::Impl::serialised() const {
  Bytes out;
  NumberWriter write{out};
  write(kStateLayout);
  write(static_cast<std::uint32_t>(scorer_->level()));
  write(identity());
  write(bytes_);
  write(std::bit_cast<std::uint64_t>(meter_.bits()));
  TextState::each_number(place_.state, write);
  write(static_cast<std::uint32_t>(past_.size()));
  out.insert(out.end(), past_.begin(), past_.end());
  if (place_.network) NetworkCell::each_number(*place_.network, EachOf<NumberWriter>{write});
  write(check_of(out));
  return out;
}

State::Impl::Impl(std::shared_ptr<Scorer::Impl> scorer, ByteView serialised) : Impl(std::move(scorer)) {
  if (serialised.size() < 8) throw damaged_state("it ends early");
  const ByteView content = serialised.first(serialised.size() - 8);
  if (little_endian<std::uint64_t>(serialised.last(8)) != check_of(content)) throw damaged_state("its check fails");
  NumberReader read(content);
  std::uint32_t layout = 0;
  std::uint32_t level = 0;
  std::uint64_t model = 0;
  std::uint64_t bits = 0;
  read(layout);
  if (layout != kStateLayout) throw damaged_state("another version of pith wrote it");
  read(level);
  read(model);
  if (model != identity() || static_cast<int>(level) != scorer_->level()) {
    throw Error(ErrorCode::kModel, "the serialised state is of another model or level; open those, or make it anew");
  }
  read(bytes_);
  read(bits);
  meter_ = CostMeter(std::bit_cast<double>(bits));
  TextState::each_number(place_.state, [&](auto& number) { read(number); });
  std::uint32_t past_bytes = 0;
  read(past_bytes);
  const ByteView past = read.take(past_bytes);
  past_.assign(past.begin(), past.end());
  place_.position = past_bytes;
  if (bytes_ > kMaxBlockBytes || past_bytes > bytes_ || !place_.state.lies_in(past_bytes)) {
    throw damaged_state("a position is out of range");
  }
  const double most_bits = 8 * CostMeter::kMostBits * static_cast<double>(bytes_);
  if (!(meter_.bits() >= 0 && meter_.bits() <= most_bits)) throw damaged_state("its bits are out of range");
  if (place_.network) NetworkCell::each_number(*place_.network, EachOf<NumberReader>{read});
  if (!read.at_end()) throw damaged_state("bytes follow its end");
}

State::State(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
State::State(const State& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
State::State(State&& other) noexcept = default;
State& State::operator=(const State& other) {
  if (this != &other) impl_ = std::make_unique<Impl>(*other.impl_);
  return *this;
}
State& State::operator=(State&& other) noexcept = default;
State::~State() = default;

double State::feed(std::string_view bytes) { return impl_->feed(bytes); }
double State::bits_of(std::string_view continuation) const { return impl_->bits_of(continuation); }
std::uint64_t State::bytes() const { return impl_->bytes(); }
double State::bits() const { return impl_->bits(); }
bool State::operator==(const State& other) const { return *impl_ == *other.impl_; }
std::vector<std::uint8_t> State::serialised() const { return impl_->serialised(); }

std::array<double, 256> State::distribution() const {
  std::array<double, 256> probabilities{};
  impl_->distribution(probabilities);
  return probabilities;
}

namespace {

void require_states(const Scorer::Impl& scorer) {
  if (scorer.is_static()) return;
  throw Error(ErrorCode::kUsage,
              scorer.adaptive() ? "a scorer that adapts has no states; make one that is static"
                                : "level " + std::to_string(scorer.level()) + " has no states; choose level 3 or more");
}

}  // namespace

State Scorer::start() const {
  require_states(*impl_);
  return State(std::make_unique<State::Impl>(impl_));
}

State Scorer::restored(std::span<const std::uint8_t> bytes) const {
  require_states(*impl_);
  return State(std::make_unique<State::Impl>(impl_, bytes));
}

}  // namespace pith
