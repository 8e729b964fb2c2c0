#include "web/live_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace pith::web {
namespace {

constexpr std::size_t kMarkBytes = 256;
constexpr std::size_t kLongestContinuation = 24;
constexpr double kLeastProbability = 0.001;

std::vector<Candidate> likeliest(const State& state, std::size_t most) {
  const std::array<double, 256> distribution = state.distribution();
  std::vector<Candidate> all(distribution.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = {static_cast<std::uint8_t>(i), distribution[i]};
  const std::size_t count = std::min(most, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(),
                    [](const Candidate& a, const Candidate& b) {
                      return a.probability > b.probability || (a.probability == b.probability && a.byte < b.byte);
                    });
  all.resize(count);
  std::erase_if(all, [](const Candidate& each) { return each.probability < kLeastProbability; });
  return all;
}

bool ends_word(char c) { return c == ' ' || c == '\n'; }

/// `first` and the likeliest bytes after it, up to the end of the word.
std::string continued(State state, char first) {
  std::string text(1, first);
  while (text.size() < kLongestContinuation && (text.size() == 1 || !ends_word(text.back()))) {
    state.feed(std::string_view(text).substr(text.size() - 1));
    const std::array<double, 256> distribution = state.distribution();
    text += static_cast<char>(std::max_element(distribution.begin(), distribution.end()) - distribution.begin());
  }
  return text;
}

}  // namespace

LiveText::LiveText(const Model* model, int level)
    : scorer_({.level = level, .model = model}), marks_{scorer_.start()}, here_(marks_.front()) {}

std::size_t LiveText::keep(std::size_t bytes) {
  const std::size_t mark = std::min(std::min(bytes, text_.size()) / kMarkBytes, marks_.size() - 1);
  if (bytes >= text_.size()) return text_.size();
  marks_.erase(marks_.begin() + static_cast<std::ptrdiff_t>(mark) + 1, marks_.end());
  here_ = marks_.back();
  text_.resize(mark * kMarkBytes);
  return text_.size();
}

void LiveText::feed(std::string_view bytes, float* bits) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bits[i] = static_cast<float>(here_.feed(bytes.substr(i, 1)));
    text_ += bytes[i];
    if (text_.size() % kMarkBytes == 0) marks_.push_back(here_);
  }
}

State LiveText::state_at(std::size_t position) const {
  const std::size_t end = std::min(position, text_.size());
  const std::size_t mark = std::min(end / kMarkBytes, marks_.size() - 1);
  State state = marks_[mark];
  state.feed(std::string_view(text_).substr(mark * kMarkBytes, end - mark * kMarkBytes));
  return state;
}

std::vector<Candidate> LiveText::candidates(std::size_t position, std::size_t most) const {
  return likeliest(state_at(position), most);
}

std::string LiveText::continuations(std::size_t position, std::size_t most) const {
  const State state = state_at(position);
  std::string lines;
  for (const Candidate& each : likeliest(state, most)) {
    std::string text = continued(state, static_cast<char>(each.byte));
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%.4f ", each.probability);
    lines += number.data() + text + "\n";
  }
  return lines;
}

}  // namespace pith::web
