#pragma once

#include <algorithm>
#include <streambuf>
#include <string>
#include <string_view>

namespace pith::cli {

/// Reads the beginning of a text that was taken from a stream buffer once more, and then the rest from there.
class BeginningReader : public std::streambuf {
 public:
  /// Takes up to `count` bytes from `source`, fewer only where it ends. `source` outlives this. Throws what it throws.
  BeginningReader(std::streambuf& source, std::size_t count) : source_(source), beginning_(count, '\0') {
    const std::streamsize got = source_.sgetn(beginning_.data(), static_cast<std::streamsize>(count));
    beginning_.resize(static_cast<std::size_t>(got));
    setg(beginning_.data(), beginning_.data(), beginning_.data() + beginning_.size());
  }

  std::string_view beginning() const { return beginning_; }

 protected:
  int_type underflow() override {
    const int_type next = source_.sbumpc();
    if (traits_type::eq_int_type(next, traits_type::eof())) return next;
    next_ = traits_type::to_char_type(next);
    setg(&next_, &next_, &next_ + 1);
    return next;
  }

  std::streamsize xsgetn(char* to, std::streamsize count) override {
    const std::streamsize here = std::min<std::streamsize>(egptr() - gptr(), count);
    std::copy_n(gptr(), here, to);
    setg(eback(), gptr() + here, egptr());
    return here == count ? here : here + source_.sgetn(to + here, count - here);
  }

 private:
  std::streambuf& source_;
  std::string beginning_;
  char next_ = 0;
};

}  // namespace pith::cli
