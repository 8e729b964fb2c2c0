#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace pith::cli {

/// Writes one JSON document, indented by two spaces or in one line, its fields in the order of the calls. Numbers never
/// depend on the locale; what JSON cannot say (infinity) is null, as is an optional without a value; bytes of a string
/// that are not UTF-8 become U+FFFD. RapidJSON does the writing.
class JsonWriter {
 public:
  enum class Layout { kIndented, kOneLine };

  explicit JsonWriter(Layout layout = Layout::kIndented);
  ~JsonWriter();
  JsonWriter(JsonWriter&&) noexcept;
  JsonWriter& operator=(JsonWriter&&) noexcept;

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(const std::string& name);

  void value(const std::string& text);
  void value(const char* text) { value(std::string(text)); }
  void value(bool truth);
  void value(double number);
  void value(std::uint64_t number);
  void null();

  template <std::unsigned_integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, std::uint64_t>) void value(T number) {
    value(std::uint64_t{number});
  }

  /// REQUIRES: number >= 0.
  template <std::signed_integral T>
  void value(T number) {
    assert(number >= 0);
    value(static_cast<std::uint64_t>(number));
  }

  template <typename T>
  void value(const std::optional<T>& content) {
    content ? value(*content) : null();
  }

  template <typename T>
  void field(const std::string& name, const T& content) {
    key(name);
    value(content);
  }

  /// The document, with a line feed at its end. REQUIRES: every object and array has been ended.
  std::string text() const;

 private:
  class Engine;

  std::unique_ptr<Engine> engine_;
};

/// For a text that may be missing: nothing if it is empty.
inline std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace pith::cli
