#include "cli/train/training_texts.h"

#include <cstdint>
#include <utility>

#include "cli/files/whole_file.h"
#include "cli/formatting/sha256.h"
#include "cli/formatting/text.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

std::vector<std::uint8_t> read_file(const std::string& path, std::uint64_t most_bytes) {
  std::vector<std::uint8_t> bytes = whole_file(path, most_bytes);
  if (bytes.size() > most_bytes) {
    throw Error(ErrorCode::kUsage, "the corpus has more than " + grouped(kMaxTrainingBytes) + " bytes; leave some out");
  }
  return bytes;
}

std::string sha256_of(const TrainingText& text) { return sha256(text.bytes.data(), text.bytes.size()); }

/// One row for each argument.
std::vector<ModelMetadata::Corpus> summed_up(const Arguments& arguments, const std::vector<CorpusFile>& files,
                                             const std::vector<TrainingText>& texts) {
  std::vector<ModelMetadata::Corpus> rows(arguments.size());
  std::vector<std::string> lines(arguments.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    rows[files[i].argument].bytes += texts[i].bytes.size();
    lines[files[i].argument] += sha256_of(texts[i]) + "  " + texts[i].name + "\n";
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].name = arguments[i];
    rows[i].sha256 = sha256(lines[i].data(), lines[i].size());
  }
  return rows;
}

std::uint64_t& count_of(LeftOutFiles& count, LeftOutWork::Reason reason) {
  switch (reason) {
    case LeftOutWork::Reason::kHeldOut:
      return count.held_out;
    case LeftOutWork::Reason::kTuning:
      return count.tuning;
    case LeftOutWork::Reason::kRepeated:
      break;
  }
  return count.repeated;
}

/// Of many texts many may be equal, so that removing one after the other would take long.
template <typename Element>
void keep_others(std::vector<Element>& elements, const std::vector<bool>& is_left_out) {
  std::vector<Element> kept;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (!is_left_out[i]) kept.push_back(std::move(elements[i]));
  }
  elements = std::move(kept);
}

}  // namespace

std::vector<TrainingText> read_texts(const std::vector<CorpusFile>& files) {
  std::vector<TrainingText> texts;
  std::uint64_t left = kMaxTrainingBytes;
  for (const CorpusFile& file : files) {
    texts.push_back({file.name, read_file(file.path, left)});
    left -= texts.back().bytes.size();
  }
  return texts;
}

LeftOutFiles leave_out(std::vector<CorpusFile>& files, TrainOptions& train) {
  LeftOutFiles count;
  std::vector<bool> is_left_out(files.size());
  for (const LeftOutWork& work : works_left_out(train.works, train.held_out, train.tuning)) {
    ++count_of(count, work.reason);
    is_left_out[work.number] = true;
  }
  keep_others(files, is_left_out);
  keep_others(train.works, is_left_out);
  return count;
}

void describe_corpus(ModelMetadata& metadata, const Arguments& arguments, const std::vector<CorpusFile>& files,
                     const std::vector<TrainingText>& texts) {
  metadata.corpus_files = texts.size();
  for (const TrainingText& text : texts) metadata.corpus_bytes += text.bytes.size();
  if (texts.size() > kMostNamedFiles) {
    metadata.corpora = summed_up(arguments, files, texts);
    return;
  }
  for (const TrainingText& text : texts) {
    metadata.corpora.push_back({.name = text.name, .bytes = text.bytes.size(), .sha256 = sha256_of(text)});
  }
}

}  // namespace pith::cli
