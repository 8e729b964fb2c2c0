#include "cli/sample/options.h"

#include "cli/options/option_values.h"
#include "cli/options/shared_options.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

using Options = SampleCommandOptions;

constexpr auto kOwnRows = std::to_array<OptionRow<Options>>({
    {{.name = "prompt", .value = "TEXT", .help = "what comes before the text; it is not printed"},
     take<&Options::prompt, text_value>},
    {{.name = "prompt-file", .value = "FILE", .help = "the same from a file, - is standard input"},
     take<&Options::prompt_file, file_value>},
    {{.name = "length", .letter = 'n', .value = "N", .help = "write N characters (default 1000)"},
     take<&Options::characters, number_value<std::uint64_t, 0, UINT64_MAX>>},
    {{.name = "temperature",
      .value = "T",
      .help = "take probabilities to the power of 1/T: below 1 the text keeps to what is likely, above 1 it strays; "
              "0 always takes the likeliest byte (default 1)"},
     take<&Options::temperature_milli, thousandths_value>},
    {{.name = "top-p",
      .value = "P",
      .help = "take only the likeliest bytes that have a probability of P together (default 1)"},
     take<&Options::top_p_milli, thousandths_value>},
    {{.name = "seed", .value = "N", .help = "the text is the same for the same N, on every machine (default 1)"},
     take<&Options::seed, number_value<std::uint64_t, 0, UINT64_MAX>>},
    {{.name = "stop", .value = "TEXT", .help = "end before TEXT would be written"}, take<&Options::stop, text_value>},
    {{.name = "adaptive",
      .help = "the model learns from the prompt and from what it writes: it comes to repeat itself"},
     switch_on<&Options::adaptive>},
});

constexpr auto kRows = join(level_rows<Options>(), model_rows<Options>(), kOwnRows, talking_rows<Options>());

}  // namespace

std::vector<OptionRow<SampleCommandOptions>> sample_rows() { return {kRows.begin(), kRows.end()}; }

const CommandText kSampleText = {
    .name = "sample",
    .summary = "a text as a model would write it",
    .usage = "sample [OPTION]...",
    .introduction =
        "Writes a text as the model would, to standard output: what decoding makes of\n"
        "random bits. It shows what a model knows.\n",
    .notes =
        "A character is a UTF-8 code point. T and P have up to three decimals. What is\n"
        "drawn are bytes; where a model has seen little, they may not be UTF-8. A longer\n"
        "text begins like a shorter one. On a terminal, control characters other than\n"
        "line ends and tabs appear as pictures of them.\n",
    .examples =
        "  pith sample\n"
        "  pith sample -n 300 --seed 7 --temperature 0.8 --prompt 'Dear Sir,'\n"
        "  pith sample -m logs --top-p 0.95 -n 2000\n"
        "  pith sample --prompt-file chapter1.txt --stop $'\\n\\n'\n",
    .exit_codes = "0 success; 1 an error.\n",
};

void finish_sample_options(SampleCommandOptions& options, Arguments files) {
  if (!files.empty()) {
    throw Error(ErrorCode::kUsage,
                "pith sample takes no files, but there is '" + files.front() + "'; for a prompt, use --prompt-file");
  }
  if (!options.prompt.empty() && !options.prompt_file.empty()) {
    throw Error(ErrorCode::kUsage, "--prompt and --prompt-file both say what comes before; leave one of them out");
  }
}

}  // namespace pith::cli
