#include "cli/merge/options.h"

#include <utility>

#include "cli/formatting/date.h"
#include "cli/options/option_values.h"
#include "cli/options/shared_options.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

using Options = MergeCommandOptions;

constexpr int kMostParties = 10'000;
constexpr const char* kSuffix = ".pithm";

Error misuse(const std::string& problem) { return Error(ErrorCode::kUsage, problem); }

constexpr auto kOwnRows = std::to_array<OptionRow<Options>>({
    {{.name = "output",
      .letter = 'o',
      .value = "MODEL",
      .help = "write the model to the file MODEL, whose name ends in .pithm"},
     take<&Options::output, text_value>},
    {{.name = "min-parties",
      .value = "N",
      .help = "keep n-grams that N parties or more have, and of those what N found to follow (default 1)"},
     take<&Options::min_parties, number_value<int, 1, kMostParties>>},
    {{.name = "tune",
      .value = "PATH",
      .help = "tune the mixing on the file or the texts of the folder PATH, which anyone may read; may be repeated "
              "(default: it stays that of BASE)"},
     append<&Options::tune, text_value>},
    {{.name = "max-size",
      .value = "SIZE",
      .help = "the model has at most SIZE bytes; k, M and G are powers of 1000 (default 16M)"},
     take<&Options::max_model_bytes, bytes_value>},
    {{.name = "name", .value = "NAME", .help = "what the model calls itself (default: the name of its file)"},
     take<&Options::name, text_value>},
    {{.name = "description", .value = "TEXT", .help = "what it is a model of"},
     take<&Options::description, text_value>},
    {{.name = "licence", .value = "TEXT", .help = "under what terms others may use it"},
     take<&Options::licence, text_value>},
    {{.name = "date",
      .value = "DATE",
      .help = "the day it says it was made (default: that of $SOURCE_DATE_EPOCH, or today)"},
     take<&Options::date, date_value>},
    {{.name = "force", .letter = 'f', .help = "overwrite an existing MODEL"}, switch_on<&Options::force>},
    {{.name = "json", .help = "print the report as a JSON object for programs"}, switch_on<&Options::json>},
});

constexpr auto kRows =
    join(kOwnRows, thread_rows<Options>("work on N threads, 0 = one for each core; the model is the same (default 1)"),
         talking_rows<Options>());

}  // namespace

std::vector<OptionRow<MergeCommandOptions>> merge_rows() { return {kRows.begin(), kRows.end()}; }

void finish_merge_options(MergeCommandOptions& options, Arguments files) {
  options.files = std::move(files);
  if (options.output.empty()) throw misuse("where does the model go? Name it with -o MODEL.pithm");
  const std::string file = options.output.substr(options.output.rfind('/') + 1);
  if (!file.ends_with(kSuffix) || file == kSuffix) {
    throw misuse("-o " + options.output + ": a model is found by its name only if that ends in .pithm");
  }
  if (options.files.size() < 2) throw misuse("name the model that the updates are of, and then the updates");
  if (options.name.empty()) options.name = file.substr(0, file.rfind('.'));
  if (options.date.empty()) options.date = default_date();
}

const CommandText kMergeText = {
    .name = "merge",
    .summary = "add what several parties learnt up to one model",
    .usage = "merge -o MODEL [OPTION]... BASE UPDATE...\nmerge -o MODEL [OPTION]... MODEL MODEL",
    .introduction =
        "Makes a model of BASE, the name of a model or its file, and of updates that\n"
        "'pith train --from BASE --update UPDATE' wrote where the texts are. No text has\n"
        "to be brought together: an update has counts of n-grams and by how much the\n"
        "network moved.\n",
    .notes =
        "The network is moved by the mean of the changes, each weighed by the bytes of\n"
        "its party's texts (federated averaging, McMahan et al. 2017). Counts of n-grams\n"
        "are added up, to those of BASE as well, and what saves most for its bytes is\n"
        "kept. What bytes BASE does not know is not learnt. The mixing is tuned on the\n"
        "texts of --tune, which should be ones that no party learnt from.\n\n"
        "An update names its base, and another one is refused, as are two updates of one\n"
        "party. For another round, the parties learn updates of the merged model.\n\n"
        "Two finished models are merged as well: such that go on from a common one\n"
        "(pith train --from) have their n-grams united and their networks averaged, by\n"
        "the bytes of their corpora; of others, only the one with the larger corpus has\n"
        "its n-grams and its network kept, and what is lost is told.\n\n"
        "What is in an update? N-grams that occur in two works or more of the party, as\n"
        "hashes with counts; with --min-parties 2 the model has only such as two parties\n"
        "found. The network's change tells less of any one text, but that cannot be\n"
        "proved of it: who shares texts that nobody may know leaves --time out.\n",
    .examples =
        "  pith merge english anna.pithu ben.pithu -o ours.pithm\n"
        "  pith merge --min-parties 2 --tune public/ english *.pithu -o ours.pithm\n",
    .exit_codes = "0 success; 1 an error, no model is written.\n",
};

}  // namespace pith::cli
