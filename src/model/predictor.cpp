#include "pith/predictor.h"

#include <vector>

namespace pith {

class Predictor::Impl {
 public:
  std::vector<std::uint16_t> p = std::vector<std::uint16_t>(std::size_t{1} << 24, 32768);
  std::uint32_t c0 = 1, c1 = 0;
};

Predictor::Predictor(int, std::size_t) : impl_(std::make_unique<Impl>()) {}
Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;
std::uint32_t Predictor::predict() const {
  return impl_->p[impl_->c1 << 8 | impl_->c0] | 1U;
}
void Predictor::learn(int bit) {
  auto& p = impl_->p[impl_->c1 << 8 | impl_->c0];
  p = static_cast<std::uint16_t>(bit != 0 ? p + ((65535 - p) >> 4) : p - (p >> 4));
  impl_->c0 = impl_->c0 * 2 + static_cast<unsigned>(bit);
  if (impl_->c0 >= 256) {
    impl_->c1 = ((impl_->c1 << 8) | (impl_->c0 & 255)) & 0xffff;
    impl_->c0 = 1;
  }
}

}  // namespace pith
