#include "cli/measure/options.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "cli/console/option_set.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

OptionSet option_set(MeasureCommandOptions& options) {
  OptionSet set("pith measure");
  set.level(options.level);
  set.starting_models(options.models);
  set.flag("static", "the model learns nothing from the text: its held-out perplexity",
           [&options] { options.adaptive = false; });
  set.flag("per-file", "a row for each file and, after several, their total (default)",
           [&options] { options.per_file = true; });
  set.flag("total", "the total alone", [&options] { options.per_file = false; });
  set.flag("json", "print a JSON object for programs instead of the table", [&options] { options.json = true; });
  set.flag("json-lines", "print a JSON object for each file, one a line, as soon as it is measured",
           [&options] { options.json_lines = true; });
  set.flag("per-line", "print a JSON object for each line, one a line", [&options] { options.per_line = true; });
  set.flag("per-char", "print a JSON object for each character, one a line: its surprisal in bits",
           [&options] { options.per_char = true; });
  set.flag("show",
           "before the table, print the text coloured by surprisal, for a terminal or 'less -R' (true colours if "
           "$COLORTERM says so, for a light ground if $COLORFGBG does)",
           [&options] { options.show = true; });
  set.value("html", "PAGE",
            "also write a web page to the file PAGE (- is standard output, without the table): the text coloured by "
            "surprisal, the average along it, and what else was likely in each place; for one FILE of up to 16 MiB",
            [&options](const std::string& name) {
              if (name.empty())
                throw Error(ErrorCode::kUsage, "--html needs the name of a file; the one given is empty");
              options.html = name;
            });
  set.flag("force,f", "overwrite an existing PAGE", [&options] { options.force = true; });
  set.threads(options.threads);
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  return set;
}

constexpr const char* kIntroduction =
    "Usage: pith measure [OPTION]... [FILE]...\n\n"
    "Says how predictable texts are to a model: the bits that 'pith compress' with\n"
    "the same level and model spends on them, headers aside. Changes no FILE. A\n"
    "folder stands for all files below it but hidden ones, @LIST for the files and\n"
    "folders that the file LIST names, one a line. Without FILE, or where FILE is -,\n"
    "measures standard input.\n\n";

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
    "Line ends are characters like others; the end of a text costs nothing, as an\n"
    "archive tells its length. For a total, bits and counts are added up and then\n"
    "divided. An empty text has ratios 0 and perplexities 1.\n\n"
    "For two texts and more, '+-' is half the 95 % confidence interval of their bits\n"
    "a character together, as an estimate for texts like these: Student's t, with the\n"
    "standard error of a ratio.\n\n"
    "With several models the columns are bits/char under each of them, and which is\n"
    "best. The two-part code is the bits of the model's file and of all texts. 'pays\n"
    "from' tells from how many characters of such texts on the two are fewer bits\n"
    "than the texts from empty; for that, -m none has to be among the models.\n\n"
    "--per-line tells of each line with its line feed. With --static every line is a\n"
    "text of its own, whatever comes before. Without, the lines are one text that the\n"
    "model reads and learns from, and their bits add up to those of the file.\n";

constexpr const char* kExamples =
    "\nExamples:\n"
    "  pith measure book.txt\n"
    "  pith measure --static -T0 -m english held-out/\n"
    "  pith measure -m english -m legal -m none contracts/\n"
    "  pith measure --static -3 --per-line web.txt | jq 'select(.bits_per_char < 3)'\n"
    "  pith measure -9 --json corpus/*.txt > corpus.json\n"
    "  pith measure --html book.html book.txt\n"
    "  pith measure --show book.txt | less -R\n\n"
    "The JSON object: {\"level\": 6, \"adaptive\": true, \"models\": [{\"model\": IDENTITY,\n"
    "\"model_name\": \"english\", \"files\": [{\"name\": ..., FIGURES}...], \"total\":\n"
    "{\"files\": 1, FIGURES, \"bits_per_char_95\": ...}, \"two_part_code\": {\"model_bits\":\n"
    "..., \"data_bits\": ..., \"bits\": ..., \"pays_from_chars\": ...}, \"seconds\": ...,\n"
    "\"bytes_per_second\": ...}...]}. From empty, model and model_name are null.\n"
    "FIGURES are bytes, chars, words, bits, nats, bits_per_byte, bits_per_char,\n"
    "bits_per_word, nats_per_char, perplexity_per_byte, perplexity_per_char and\n"
    "perplexity_per_word. A number beyond the range of a double is null.\n"
    "--json-lines: {\"name\": ..., FIGURES}. --per-line: {\"line\": 1, FIGURES}.\n"
    "--per-char: {\"byte\": 0, \"char\": \"T\", \"bits\": ...}, where byte is its place in\n"
    "the file; a byte that is not UTF-8 has \"not_utf8\": 255 for \"char\". Of several\n"
    "files, these begin with their \"name\".\n\n"
    "Exit code: 0 success; 1 an error, the other files are measured all the same.\n";

Error contradiction(const std::string& problem) { return Error(ErrorCode::kUsage, problem); }

/// What goes to standard output, of which there can be one.
std::vector<std::string> outputs_of(const MeasureCommandOptions& options) {
  std::vector<std::string> outputs;
  if (options.json) outputs.push_back("--json");
  if (options.json_lines) outputs.push_back("--json-lines");
  if (options.per_line) outputs.push_back("--per-line");
  if (options.per_char) outputs.push_back("--per-char");
  if (options.show) outputs.push_back("--show");
  if (options.html == "-") outputs.push_back("--html -");
  return outputs;
}

void refuse_contradictions(const MeasureCommandOptions& options) {
  const std::vector<std::string> outputs = outputs_of(options);
  if (outputs.size() > 1) {
    throw contradiction(outputs[0] + " and " + outputs[1] + " both write to standard output; leave one of them out");
  }
  const char* no_colour = std::getenv("NO_COLOR");
  if (options.show && no_colour != nullptr && *no_colour != '\0') {
    throw contradiction("--show needs colours, and NO_COLOR is set; unset it, or use --html");
  }
  const bool whole_texts = options.json || outputs.empty();
  if (options.models.size() > 1 && (!whole_texts || !options.html.empty())) {
    throw contradiction("several models are compared on whole texts; give one -m with " +
                        (outputs.empty() ? std::string("--html") : outputs[0]));
  }
  if (options.models.size() > 1 && std::ranges::find(options.files, "-") != options.files.end()) {
    throw contradiction("several models cannot all read standard input; give them a file");
  }
  if (options.html.empty()) return;
  if (options.prints_lines() || options.json_lines) {
    throw contradiction(outputs[0] + " and --html tell different things; leave one of them out");
  }
  if (options.files.size() > 1) {
    throw contradiction("--html makes the page of one FILE, but there are " + std::to_string(options.files.size()) +
                        "; start pith once for each");
  }
}

}  // namespace

MeasureCommandOptions parse_measure_options(const Arguments& arguments) {
  MeasureCommandOptions options;
  options.files = option_set(options).parse(arguments);
  if (options.files.empty()) options.files.push_back("-");
  if (options.models.empty()) options.models.push_back("");
  refuse_contradictions(options);
  return options;
}

std::string measure_help() {
  MeasureCommandOptions unused;
  return kIntroduction + option_set(unused).text() + kDefinitions + kExamples;
}

}  // namespace pith::cli
