#pragma once

#include <concepts>
#include <cstdint>
#include <string>

namespace pith::cli {

/// Writes one JSON document, indented by two spaces or in one line, its fields in the order of the calls. Numbers never
/// depend on the locale; what JSON cannot say (infinity) is null; bytes of a string that are not UTF-8 become U+FFFD.
class JsonWriter {
 public:
  enum class Layout { kIndented, kOneLine };

  explicit JsonWriter(Layout layout = Layout::kIndented) : layout_(layout) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(const std::string& name);

  void value(const std::string& text);
  void value(bool truth);
  void value(double number);
  void value(std::uint64_t number);
  void null();

  template <typename T>
  void field(const std::string& name, const T& content) {
    key(name);
    if constexpr (std::integral<T> && !std::same_as<T, bool>) {
      value(static_cast<std::uint64_t>(content));
    } else {
      value(content);
    }
  }

  /// The document, with a newline at its end.
  std::string text() const { return text_ + "\n"; }

 private:
  void open(char bracket);
  void close(char bracket);
  void begin_value();
  void new_line();

  Layout layout_;
  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing yet in the innermost object or array
  bool after_key_ = false;
};

}  // namespace pith::cli
