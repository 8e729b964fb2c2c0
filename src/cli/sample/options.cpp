#include "cli/sample/options.h"

#include "cli/console/option_set.h"
#include "cli/formatting/numbers.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

OptionSet option_set(SampleCommandOptions& options) {
  OptionSet set("pith sample");
  set.level(options.level);
  set.starting_model(options.model);
  set.value("prompt", "TEXT", "what comes before the text; it is not printed",
            [&options](const std::string& text) { options.prompt = text; });
  set.value("prompt-file", "FILE", "the same from a file, - is standard input", [&options](const std::string& name) {
    if (name.empty()) throw Error(ErrorCode::kUsage, "--prompt-file needs the name of a file, or -");
    options.prompt_file = name;
  });
  set.value("length,n", "N", "write N characters (default 1000)",
            [&options](const std::string& text) { options.characters = whole_number(text, "-n"); });
  set.value("temperature", "T",
            "take probabilities to the power of 1/T: below 1 the text keeps to what is likely, above 1 it strays; 0 "
            "always takes the likeliest byte (default 1)",
            [&options](const std::string& text) { options.temperature_milli = thousandths(text, "--temperature"); });
  set.value("top-p", "P", "take only the likeliest bytes that have a probability of P together (default 1)",
            [&options](const std::string& text) { options.top_p_milli = thousandths(text, "--top-p"); });
  set.value("seed", "N", "the text is the same for the same N, on every machine (default 1)",
            [&options](const std::string& text) { options.seed = whole_number(text, "--seed"); });
  set.value("stop", "TEXT", "end before TEXT would be written",
            [&options](const std::string& text) { options.stop = text; });
  set.flag("adaptive", "the model learns from the prompt, and from what it writes: it comes to repeat itself",
           [&options] { options.adaptive = true; });
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  return set;
}

constexpr const char* kIntroduction =
    "Usage: pith sample [OPTION]...\n\n"
    "Writes a text as the model would, to standard output: what decoding makes of\n"
    "random bits. It shows what a model knows.\n\n";

constexpr const char* kDefinitions =
    "\nA character is a UTF-8 code point. T and P have up to three decimals. What is\n"
    "drawn are bytes; where a model has seen little, they may not be UTF-8. A longer\n"
    "text begins like a shorter one. On a terminal, control characters other than\n"
    "line ends and tabs appear as '?'.\n\n"
    "Examples:\n"
    "  pith sample\n"
    "  pith sample -n 300 --seed 7 --temperature 0.8 --prompt 'Dear Sir,'\n"
    "  pith sample -m logs --top-p 0.95 -n 2000\n"
    "  pith sample --prompt-file chapter1.txt --stop $'\\n\\n'\n\n"
    "Exit code: 0 success; 1 an error.\n";

}  // namespace

SampleCommandOptions parse_sample_options(const Arguments& arguments) {
  SampleCommandOptions options;
  const Arguments others = option_set(options).parse(arguments);
  if (!others.empty()) {
    throw Error(ErrorCode::kUsage,
                "pith sample takes no files, but there is '" + others.front() + "'; for a prompt, use --prompt-file");
  }
  if (!options.prompt.empty() && !options.prompt_file.empty()) {
    throw Error(ErrorCode::kUsage, "--prompt and --prompt-file both say what comes before; leave one of them out");
  }
  return options;
}

std::string sample_help() {
  SampleCommandOptions unused;
  return kIntroduction + option_set(unused).text() + kDefinitions;
}

}  // namespace pith::cli
