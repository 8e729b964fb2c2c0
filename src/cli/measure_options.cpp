#include "cli/measure_options.h"

#include "cli/option_set.h"

namespace pith::cli {
namespace {

OptionSet option_set(MeasureCommandOptions& options) {
  OptionSet set("pith measure");
  set.level(options.level);
  set.starting_model(options.model);
  set.flag("static", "the model learns nothing from the text: its held-out perplexity",
           [&options] { options.adaptive = false; });
  set.flag("per-file", "a row for each file and, after several, their total (default)",
           [&options] { options.per_file = true; });
  set.flag("total", "the total alone", [&options] { options.per_file = false; });
  set.flag("json", "print a JSON object for programs instead of the table", [&options] { options.json = true; });
  set.threads(options.threads);
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  return set;
}

constexpr const char* kIntroduction =
    "Usage: pith measure [OPTION]... [FILE]...\n\n"
    "Says how predictable texts are to a model: the bits that 'pith compress' with\n"
    "the same level and model spends on them, headers aside. Writes nothing.\n"
    "Without FILE, or where FILE is -, measures standard input.\n\n";

constexpr const char* kDefinitions =
    "\nThe model starts anew for each file (and for each 16 MiB of a long one): as it\n"
    "was trained, or from empty. It adapts to the text while it reads, unless there\n"
    "is --static. The columns:\n"
    "  bytes      the size of the text\n"
    "  chars      characters: UTF-8 code points, counted as the bytes other than 80\n"
    "             to BF (hex); text that is not UTF-8 is counted the same way\n"
    "  words      runs of bytes other than white space, which is space, \\t, \\n, \\v,\n"
    "             \\f and \\r\n"
    "  bits       the sum of -log2 p over the text, p being the probability that the\n"
    "             model gave to what came next: how surprised it was in all\n"
    "  bits/byte  bits / bytes, the cross-entropy of the text under the model\n"
    "  bits/char  bits / chars\n"
    "  nats/char  the same with natural logarithms, bits/char times 0.6931\n"
    "  ppl/char   perplexity per character, 2 to the power of bits/char: the model\n"
    "             was as unsure as with so many equally likely characters\n"
    "  ppl/word   perplexity per word, 2 to the power of bits / words, where the bits\n"
    "             of white space count too\n"
    "For a total, bits and counts are added up and then divided. An empty text has\n"
    "ratios 0 and perplexities 1.\n";

constexpr const char* kExamples =
    "\nExamples:\n"
    "  pith measure book.txt\n"
    "  pith measure --static -m english held-out.txt\n"
    "  pith measure -9 --json corpus/*.txt > corpus.json\n\n"
    "The JSON object: {\"level\": 6, \"model\": IDENTITY, \"model_name\": \"english\",\n"
    "\"adaptive\": true, \"files\": [{\"name\": ..., FIGURES}...], \"total\": {\"files\": 1,\n"
    "FIGURES}}. From empty, model and model_name are null. FIGURES are bytes, chars,\n"
    "words, bits, nats, bits_per_byte, bits_per_char, bits_per_word, nats_per_char,\n"
    "perplexity_per_byte, perplexity_per_char and perplexity_per_word. A number\n"
    "beyond the range of a double is null.\n\n"
    "Exit code: 0 success; 1 an error, the other files are measured all the same.\n";

}  // namespace

MeasureCommandOptions parse_measure_options(const Arguments& arguments) {
  MeasureCommandOptions options;
  options.files = option_set(options).parse(arguments);
  if (options.files.empty()) options.files.push_back("-");
  return options;
}

std::string measure_help() {
  MeasureCommandOptions unused;
  return kIntroduction + option_set(unused).text() + kDefinitions + kExamples;
}

}  // namespace pith::cli
