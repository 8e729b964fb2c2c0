#include "pith/scorer.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "pith/predictor.h"
#include "stats/measure/scorer_impl.h"
#include "stats/measure/swapped_line_ends.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};  // characters as the bytes that they are
}

Measurement measurement_of(ByteView text, double bits) {
  TextCounter counter;
  counter.add(text);
  return {.bits = bits, .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

/// Calls take(block) for each block of `text`, coded.
template <typename Take>
void for_each_coded_block(ByteView text, Take take) {
  while (!text.empty()) {
    const ByteView block = text.first(std::min(text.size(), kMaxBlockBytes));
    take(coded_text(Bytes(block.begin(), block.end())));
    text = text.subspan(block.size());
  }
}

/// Texts that one thread takes at once: (texts of the batch).
std::vector<std::span<const std::string_view>> groups_of(std::span<const std::string_view> texts, std::size_t workers) {
  constexpr std::size_t kLeastBytes = std::size_t{1} << 16;
  constexpr std::size_t kMostBytes = std::size_t{1} << 22;
  std::size_t bytes = 0;
  for (const std::string_view text : texts) bytes += text.size();
  const std::size_t enough = std::clamp(bytes / (8 * workers), kLeastBytes, kMostBytes);
  std::vector<std::span<const std::string_view>> groups;
  std::size_t begin = 0;
  std::size_t group_bytes = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    group_bytes += texts[i].size();
    if (group_bytes < enough && i + 1 < texts.size()) continue;
    groups.push_back(texts.subspan(begin, i + 1 - begin));
    begin = i + 1;
    group_bytes = 0;
  }
  return groups;
}

std::vector<Measurement> scored_group(Scorer::Impl& scorer, std::span<const std::string_view> texts,
                                      Progress& progress) {
  std::vector<Bytes> blocks;
  std::vector<std::size_t> owners;  // (blocks) the text that each is of
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for_each_coded_block(view_of(texts[i]), [&](CodedText coded) {
      progress.advance(coded.saved_bytes);
      blocks.push_back(std::move(coded.bytes));
      owners.push_back(i);
    });
  }
  const std::vector<ByteView> views(blocks.begin(), blocks.end());
  const std::vector<double> costs = scorer.costs(views, progress);
  std::vector<double> bits(texts.size());
  for (std::size_t b = 0; b < blocks.size(); ++b) bits[owners[b]] += costs[b];
  std::vector<Measurement> measurements;
  for (std::size_t i = 0; i < texts.size(); ++i) measurements.push_back(measurement_of(view_of(texts[i]), bits[i]));
  return measurements;
}

}  // namespace

Scorer::Scorer(const ScorerOptions& options) : impl_(std::make_shared<Impl>(options)) {}

int Scorer::level() const { return impl_->level(); }
bool Scorer::adaptive() const { return impl_->adaptive(); }
const Model* Scorer::model() const { return impl_->model(); }

Measurement Scorer::score(std::string_view text) const {
  Progress progress(nullptr);
  return scored_group(*impl_, {&text, 1}, progress).front();
}

Measurement Scorer::score(std::string_view text, std::vector<double>& byte_bits) const {
  byte_bits.clear();
  byte_bits.reserve(text.size());
  const std::function<void(const ByteSurprisal&)> take = [&](const ByteSurprisal& each) {
    byte_bits.push_back(each.bits);
  };
  double bits = 0;
  std::vector<double> costs;
  for_each_coded_block(view_of(text), [&](const CodedText& coded) {
    const std::unique_ptr<ByteCosts> reader = impl_->byte_costs(coded.bytes);
    costs.resize(coded.bytes.size());
    reader->read(costs);
    bits += reader->bits();
    if (coded.saved_bytes == 0) {
      byte_bits.insert(byte_bits.end(), costs.begin(), costs.end());
      return;
    }
    SwappedLineEnds swapped(take);
    for (std::size_t i = 0; i < costs.size(); ++i)
      swapped.add({.byte = coded.bytes[i], .bits = costs[i], .candidates = {}});
    swapped.finish();
  });
  return measurement_of(view_of(text), bits);
}

std::vector<Measurement> Scorer::score(std::span<const std::string_view> texts, const BatchOptions& options) const {
  Progress progress(options.text_bytes_done);
  const std::size_t workers = worker_count(options.threads);
  OrderedWork<std::vector<Measurement>> work(workers, progress);
  std::vector<Measurement> all;
  all.reserve(texts.size());
  const auto take = [&] {
    const std::vector<Measurement> group = work.take();
    all.insert(all.end(), group.begin(), group.end());
  };
  for (const std::span<const std::string_view> group : groups_of(texts, workers)) {
    if (work.full()) take();
    work.start([this, group, &progress] { return scored_group(*impl_, group, progress); });
  }
  while (!work.empty()) take();
  return all;
}

}  // namespace pith
