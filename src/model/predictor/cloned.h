#pragma once

#include <memory>
#include <utility>

namespace pith {

/// A T, or nothing, that is copied with its owner also where T can be copied but not assigned.
template <typename T>
class Cloned {
 public:
  Cloned() = default;
  explicit Cloned(const T& value) : value_(std::make_unique<T>(value)) {}
  ~Cloned() = default;

  Cloned(const Cloned& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Cloned& operator=(const Cloned& other) {
    Cloned copy(other);
    value_ = std::move(copy.value_);
    return *this;
  }
  Cloned(Cloned&&) noexcept = default;
  Cloned& operator=(Cloned&&) noexcept = default;

  explicit operator bool() const { return value_ != nullptr; }
  T* get() { return value_.get(); }
  const T* get() const { return value_.get(); }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace pith
