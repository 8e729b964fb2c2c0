#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <utility>

namespace pith {

/// An array of zeros whose pages cost nothing until they are touched; for tables that a short text hardly uses.
///
/// T is an aggregate of integers for which all bytes zero is a value. Throws std::bad_alloc.
template <typename T>
class ZeroedArray {
 public:
  ZeroedArray() = default;

  explicit ZeroedArray(std::size_t size) : size_(size) {
    if (size == 0) {
      return;
    }
    void* memory = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
      throw std::bad_alloc();
    }
#ifdef MADV_HUGEPAGE
    if (bytes() >= kHugeFrom) {
      madvise(memory, bytes(), MADV_HUGEPAGE);
    }
#endif
    data_ = static_cast<T*>(memory);
  }

  ~ZeroedArray() {
    if (data_ != nullptr) {
      munmap(data_, bytes());
    }
  }

  ZeroedArray(ZeroedArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  ZeroedArray& operator=(ZeroedArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }

  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

 private:
  static constexpr std::size_t kHugeFrom = std::size_t{2} << 20;

  std::size_t bytes() const { return size_ * sizeof(T); }

  T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace pith
