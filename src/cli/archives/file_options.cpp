#include "cli/archives/file_options.h"

#include "cli/console/option_set.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

struct ModeText {
  const char* name;
  const char* introduction;
  const char* examples;
};

constexpr ModeText kCompressText = {"compress",
                                    "Usage: pith compress [OPTION]... [FILE]...\n"
                                    "       pith [OPTION]... [FILE]...\n\n"
                                    "Compresses each FILE to FILE.pith, which keeps its time, mode and owner, and\n"
                                    "then removes FILE. Without FILE, or where FILE is -, compresses standard input\n"
                                    "to standard output. A file with the name of a command is reached as ./NAME.\n",
                                    "  pith book.txt                   book.txt becomes book.txt.pith\n"
                                    "  pith -9k *.txt                  smallest results, the texts are kept\n"
                                    "  tar -I pith -cf notes.tar.pith notes/\n"};

constexpr ModeText kDecompressText = {
    "decompress",
    "Usage: pith decompress [OPTION]... [FILE]...\n"
    "       pith -d [OPTION]... [FILE]...\n\n"
    "Restores each FILE.pith to FILE, with its time, mode and owner, and then removes\n"
    "FILE.pith. The text is checked: either it is what was compressed, or there is an\n"
    "error and no file. Without FILE, or where FILE is -, restores standard input to\n"
    "standard output.\n",
    "  pith -d book.txt.pith           book.txt.pith becomes book.txt\n"
    "  pith -dc book.txt.pith | less   read it, change nothing\n"
    "  tar -I pith -xf notes.tar.pith\n"};

constexpr ModeText kTestText = {"test",
                                "Usage: pith test [OPTION]... [FILE]...\n"
                                "       pith -t [OPTION]... [FILE]...\n\n"
                                "Decodes each archive in full, compares the text with its check, and writes\n"
                                "nothing. Silent if all is well. Without FILE, or where FILE is -, tests standard\n"
                                "input.\n",
                                "  pith -t *.pith && echo all good\n"
                                "  pith -tv book.txt.pith          also says OK for each file\n"};

constexpr ModeText kListText = {"list",
                                "Usage: pith list [OPTION]... [FILE]...\n"
                                "       pith -l [OPTION]... [FILE]...\n\n"
                                "One row for each archive: its members and blocks, compressed and uncompressed\n"
                                "bytes, the ratio of the two (smaller is better), bits of archive per byte of\n"
                                "text, level and model (- = none; the identity of\n"
                                "one that is not found here). Several archives are followed by their total. The\n"
                                "sizes come from the headers and nothing is decoded; use 'pith test' to find\n"
                                "damage. Without FILE, or where FILE is -, lists standard input.\n",
                                "  pith -l *.pith\n"
                                "  pith list --json book.txt.pith\n\n"
                                "The JSON object: {\"files\": [FACTS...], \"total\": FACTS}, where FACTS are members,\n"
                                "blocks, stored_blocks, swapped_blocks, archive_bytes, text_bytes,\n"
                                "overhead_bytes, ratio and bits_per_byte. A file has a name, level, model (its\n"
                                "identity) and model_name too (null = no model; the name is null if the model is\n"
                                "not found here, level and model where members differ), the total the number of\n"
                                "files.\n"};

const ModeText& text_of(Mode mode) {
  switch (mode) {
    case Mode::kCompress:
      return kCompressText;
    case Mode::kDecompress:
      return kDecompressText;
    case Mode::kTest:
      return kTestText;
    case Mode::kList:
      break;
  }
  return kListText;
}

const char* force_help(Mode mode) {
  if (mode == Mode::kCompress) {
    return "overwrite an existing result, take links, special files and files that are named .pith already, write an "
           "archive to a terminal";
  }
  if (mode == Mode::kDecompress) return "overwrite an existing result, take links, read an archive from a terminal";
  return "read an archive from a terminal";
}

/// All modes accept all options, as gzip and xz do; --help prints those that change something.
OptionSet option_set(Mode mode, FileOptions& options) {
  OptionSet set(std::string("pith ") + text_of(mode).name);
  const bool list = mode == Mode::kList;
  set.show(mode == Mode::kCompress);
  set.level(options.level);
  set.show(mode == Mode::kCompress || mode == Mode::kDecompress);
  set.flag("keep,k", "keep the input; without it, it is removed once the result is safely on the disk",
           [&options] { options.keep = true; });
  set.flag("stdout,c", "write to standard output and keep the input", [&options] { options.to_stdout = true; });
  set.value("output,o", "OUT", "write to the file OUT (- is standard output) and keep the input",
            [&options](const std::string& name) {
              if (name.empty()) throw Error(ErrorCode::kUsage, "-o needs the name of a file; the one given is empty");
              options.output = name;
            });
  set.show(true);
  set.flag("force,f", force_help(mode), [&options] { options.force = true; });
  set.show(list);
  set.flag("json", "print a JSON object for programs instead of the table", [&options] { options.json = true; });
  set.show(!list);
  mode == Mode::kCompress ? set.starting_model(options.model) : set.archive_model(options.model);
  set.threads(options.threads);
  set.show(true);
  set.quiet_and_verbose(options.verbosity);
  set.help(options.help);
  set.show(false);
  set.flag("compress,z", "compress", [&options] { options.mode = Mode::kCompress; });
  set.flag("decompress,d", "decompress", [&options] { options.mode = Mode::kDecompress; });
  set.flag("test,t", "test", [&options] { options.mode = Mode::kTest; });
  set.flag("list,l", "list", [&options] { options.mode = Mode::kList; });
  return set;
}

}  // namespace

FileOptions parse_file_options(Mode mode, const Arguments& arguments) {
  FileOptions options;
  options.mode = mode;
  options.files = option_set(mode, options).parse(arguments);
  if (options.files.empty()) options.files.push_back("-");
  if (!options.output.empty() && options.files.size() > 1) {
    throw Error(ErrorCode::kUsage, "-o names one result, but there are " + std::to_string(options.files.size()) +
                                       " files; leave -o out, or use -c to join the results");
  }
  if (options.output == "-") options.to_stdout = true;
  return options;
}

std::string file_help(Mode mode) {
  FileOptions unused;
  return std::string(text_of(mode).introduction) + "\n" + option_set(mode, unused).text() + "\nExamples:\n" +
         text_of(mode).examples +
         "\nExit code: 0 success; 1 an error, the other files are done all the same; 2 a\n"
         "warning, such as a file that was skipped.\n";
}

}  // namespace pith::cli
