#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "codec/coded_text.h"
#include "format/models/model_preview.h"
#include "pith/model_choice.h"
#include "pith/predictor.h"
#include "stats/choice/pair_cost.h"
#include "stats/measure/cost_meter.h"

namespace pith {

namespace {

constexpr int kLevel = 1;              ///< the quickest: what a model is worth there shows what it is at others
constexpr std::size_t kMostCoded = 2;  ///< models that a sample is coded with
constexpr double kComesClose = 1.12;   ///< by pairs of bytes, how much dearer than the best a model among them may be

/// From empty a text gets cheaper while it is read, and what a model told at the start counts for less and less. So the
/// text after the sample is taken to cost so much more with a model than the end of the sample did. Measured on dev/:
/// texts of other languages and JSON, which a model makes longer in the end, are at 0.97 to 1.04 in the second half of
/// the sample, those that it makes shorter at 0.93 and below.
constexpr double kHandicap = 1.06;

constexpr double kLeastGain = 0.995;  ///< a model has to save more: an archive that names none needs none

/// ModelPreview::more_at() as a factor.
double more_at(const ModelPreview& preview, int level) {
  return static_cast<double>(preview.more_at(level)) / ModelPreview::kAsMuch;
}

/// What a sample costs.
struct SampleCost {
  double bits = 0;
  double later_bits = 0;  ///< of its second half
};

SampleCost sample_cost(ByteView sample, const Model* model) {
  Predictor predictor(kLevel, sample.size(), model);
  CostMeter meter;
  const ByteView first = sample.first(sample.size() / 2);
  for (const std::uint8_t byte : first) meter.add_byte(predictor, byte);
  const double first_bits = meter.bits();
  for (const std::uint8_t byte : sample.subspan(first.size())) meter.add_byte(predictor, byte);
  return {.bits = meter.bits(), .later_bits = meter.bits() - first_bits};
}

/// A text that is to be coded, as far as it is known.
class SampledText {
 public:
  explicit SampledText(const TextSample& sample)
      : sample_(coded_text(Bytes(sample.bytes.begin(), sample.bytes.end())).bytes),
        text_bytes_(std::max<std::uint64_t>(sample.text_bytes, sample_.size())) {}

  ByteView sample() const { return sample_; }

  /// The bits of all of it, if what is not in the sample costs `factor` times what its second half does.
  double expected_bits(const SampleCost& cost, double factor) const {
    if (sample_.empty()) return 0;
    const auto later_bytes = static_cast<double>(sample_.size() - sample_.size() / 2);
    const auto rest = static_cast<double>(text_bytes_ - sample_.size());
    return cost.bits + factor * rest * cost.later_bits / later_bytes;
  }

  /// REQUIRES: the text is not empty.
  double bits_per_byte(double bits) const { return bits / static_cast<double>(text_bytes_); }

 private:
  Bytes sample_;
  std::uint64_t text_bytes_;
};

}  // namespace

class ModelChooser::Impl {
 public:
  Impl(std::vector<std::string> files, std::function<void(const Error&)> on_failure)
      : on_failure_(std::move(on_failure)) {
    if (files.size() > kMostModels) files.resize(kMostModels);
    for (std::string& file : files) unread_.push_back(std::move(file));
  }

  ModelChoice choose(const TextSample& sample, int level) {
    const SampledText text(sample);
    ModelChoice choice{.model = std::nullopt, .estimates = {}, .sample_bytes = text.sample().size()};
    if (text.sample().empty()) return choice;
    const std::vector<Ranked> models = ranked(text.sample(), level);
    if (models.empty()) return choice;
    const SampleCost empty = sample_cost(text.sample(), nullptr);
    const double most = kLeastGain * text.expected_bits(empty, 1);
    double least = 0;  // of the model chosen, at `level`
    choice.estimates.push_back({.name = "none", .bits_per_byte = text.bits_per_byte(text.expected_bits(empty, 1))});
    double closest = 0;  // of those that could be opened
    for (const Ranked& each : models) {
      if (choice.estimates.size() > kMostCoded || (closest > 0 && each.bits > kComesClose * closest)) break;
      if (!open(*each.candidate)) continue;
      if (closest == 0) closest = each.bits;
      const SampleCost cost = sample_cost(text.sample(), &*each.candidate->model);
      const double bits = text.expected_bits(cost, kHandicap);
      choice.estimates.push_back({.name = each.candidate->preview.name(), .bits_per_byte = text.bits_per_byte(bits)});
      const double bits_at_level = bits * more_at(each.candidate->preview, level);
      if (bits >= most || (choice.model && bits_at_level >= least)) continue;
      least = bits_at_level;
      choice.model = each.candidate->model;
    }
    return choice;
  }

  std::uint64_t memory_bytes() const {
    std::uint64_t bytes = 0;
    for (const Candidate& each : candidates_) bytes += each.model ? each.model->memory_bytes() : 0;
    return bytes;
  }

 private:
  struct Candidate {
    std::string path;
    ModelPreview preview;
    std::optional<Model> model;
    bool failed = false;
  };

  struct Ranked {
    Candidate* candidate;
    double bits;
  };

  /// Calls work(), which may throw Error; false if it did.
  template <typename Work>
  bool try_to(Work work) const {
    try {
      work();
      return true;
    } catch (const Error& error) {
      if (on_failure_) on_failure_(error);
      return false;
    }
  }

  void read_previews() {
    for (const std::string& file : std::exchange(unread_, {})) {
      try_to([&] { add({.path = file, .preview = ModelPreview(file), .model = std::nullopt}); });
    }
  }

  /// The same file may lie in two folders.
  void add(Candidate candidate) {
    const auto same = [&](const Candidate& each) { return each.preview.identity() == candidate.preview.identity(); };
    if (std::ranges::none_of(candidates_, same)) candidates_.push_back(std::move(candidate));
  }

  /// The models by what pairs of bytes say of the sample and what more they are worth at `level`, the likeliest first.
  std::vector<Ranked> ranked(ByteView sample, int level) {
    read_previews();
    std::vector<Ranked> models;
    for (Candidate& each : candidates_) {
      if (each.failed) continue;
      models.push_back({.candidate = &each, .bits = pair_bits(each.preview, sample) * more_at(each.preview, level)});
    }
    std::ranges::stable_sort(models, {}, &Ranked::bits);
    return models;
  }

  /// False if that cannot be done.
  bool open(Candidate& candidate) const {
    if (candidate.model) return true;
    candidate.failed = !try_to([&] { candidate.model = Model::open(candidate.path); });
    return !candidate.failed;
  }

  std::vector<std::string> unread_;
  std::vector<Candidate> candidates_;
  std::function<void(const Error&)> on_failure_;
};

ModelChooser::ModelChooser(std::vector<std::string> files, std::function<void(const Error&)> on_failure)
    : impl_(std::make_unique<Impl>(std::move(files), std::move(on_failure))) {}
ModelChooser::~ModelChooser() = default;
ModelChooser::ModelChooser(ModelChooser&&) noexcept = default;
ModelChooser& ModelChooser::operator=(ModelChooser&&) noexcept = default;

ModelChoice ModelChooser::choose(const TextSample& sample, int level) { return impl_->choose(sample, level); }

std::uint64_t ModelChooser::memory_bytes() const { return impl_->memory_bytes(); }

}  // namespace pith
