#include "cli/jsonl/document_output.h"

#include <utility>

#include "cli/jsonl/record.h"

namespace pith::cli {

DocumentOutput::DocumentOutput(const std::string& path, bool overwrite, Cuts cuts)
    : cuts_(std::move(cuts)), file_(path, overwrite), packed_(file_.stream(), packing_of_name(path)) {
  if (cuts_.bins.size() != cuts_.percents.size()) waiting_.emplace(file_.makes_file() ? path : "");
}

void DocumentOutput::add(const std::string& line, std::optional<std::uint32_t> bin) {
  waiting_ ? waiting_->add(line, bin) : write(line, bin);
}

void DocumentOutput::write(std::string_view line, std::optional<std::uint32_t> bin) {
  packed_.write(cuts_.percents.empty() ? std::string(line) : with_bucket(line, cuts_.bucket(bin)));
  packed_.write("\n");
}

void DocumentOutput::finish(const Cuts& cuts) {
  cuts_ = cuts;
  if (waiting_) waiting_->each([this](std::string_view line, std::optional<std::uint32_t> bin) { write(line, bin); });
  packed_.finish();
  file_.commit(std::nullopt, false);
}

}  // namespace pith::cli
