#include "cli/archives/file_help.h"

namespace pith::cli {
namespace {

constexpr const char* kExitCodes =
    "0 success; 1 an error, the other files are done all the same; 2 a\nwarning, such as a file that was skipped.\n";

constexpr CommandText kCompressText = {
    .name = "compress",
    .summary = "compress files, FILE -> FILE.pith",
    .usage = "compress [OPTION]... [FILE]...\n[OPTION]... [FILE]...",
    .introduction =
        "Compresses each FILE to FILE.pith, which keeps its time, mode and owner, and\n"
        "then removes FILE. Without FILE, or where FILE is -, compresses standard input\n"
        "to standard output. A file with the name of a command is reached as ./NAME.\n"
        "$PITH_OPT has options that come before those given, here and in decompress, test\n"
        "and list.\n",
    .examples =
        "  pith book.txt                   book.txt becomes book.txt.pith\n"
        "  pith -9k *.txt                  smallest results, the texts are kept\n"
        "  pith --like v1.txt v2.txt       what is new in v2.txt to who has v1.txt\n"
        "  tail -f log | pith -c --flush 1 | ssh host 'pith -dc >> log'\n"
        "  tar -I pith -cf notes.tar.pith notes/\n",
    .exit_codes = kExitCodes,
};

constexpr CommandText kDecompressText = {
    .name = "decompress",
    .summary = "restore files, FILE.pith -> FILE",
    .usage = "decompress [OPTION]... [FILE]...\n-d [OPTION]... [FILE]...",
    .introduction =
        "Restores each FILE.pith to FILE, with its time, mode and owner, and then removes\n"
        "FILE.pith. The text is checked: either it is what was compressed, or there is an\n"
        "error and no file. Where FILE does not exist but FILE.pith does, that is taken.\n"
        "Without FILE, or where FILE is -, restores standard input to standard output.\n"
        "Started as unpith, pith is pith -d; as pithcat, pith -dc. There are pithgrep and\n"
        "pithless, too.\n",
    .examples =
        "  pith -d book.txt.pith           book.txt.pith becomes book.txt\n"
        "  pith -dc book.txt.pith | less   read it, change nothing\n"
        "  pith -d --lines 1000-1010 log.pith\n"
        "  tar -I pith -xf notes.tar.pith\n",
    .exit_codes = kExitCodes,
};

constexpr CommandText kTestText = {
    .name = "test",
    .summary = "check that archives decode to what was compressed",
    .usage = "test [OPTION]... [FILE]...\n-t [OPTION]... [FILE]...",
    .introduction =
        "Decodes each archive in full, compares the text with its check, and writes\n"
        "nothing. Silent if all is well. Without FILE, or where FILE is -, tests standard\n"
        "input.\n",
    .examples =
        "  pith -t *.pith && echo all good\n"
        "  pith -tv book.txt.pith          also says OK for each file\n",
    .exit_codes = kExitCodes,
};

constexpr CommandText kListText = {
    .name = "list",
    .summary = "sizes, ratio and level of archives, as a table",
    .usage = "list [OPTION]... [FILE]...\n-l [OPTION]... [FILE]...",
    .introduction =
        "One row for each archive: its members and blocks, compressed and uncompressed\n"
        "bytes, the ratio of the two (smaller is better), bits of archive per byte of\n"
        "text, level and model (- = none; the identity of one that is not found here).\n"
        "Several archives are followed by their total. The sizes come from the headers\n"
        "and nothing is decoded; use 'pith test' to find damage. Without FILE, or where\n"
        "FILE is -, lists standard input.\n",
    .examples =
        "  pith -l *.pith\n"
        "  pith list --json book.txt.pith\n",
    .output =
        "The JSON object: {\"files\": [FACTS...], \"total\": FACTS}, where FACTS are members,\n"
        "blocks, stored_blocks, swapped_blocks, archive_bytes, text_bytes,\n"
        "overhead_bytes, ratio and bits_per_byte. A file has a name, level, model (its\n"
        "identity) and model_name too (null = no model; the name is null if the model is\n"
        "not found here, level and model where members differ), the total the number of\n"
        "files.\n",
    .exit_codes = kExitCodes,
};

constexpr CommandText kEstimateText = {
    .name = "estimate",
    .summary = "what a text would cost, for each level and each model",
    .usage = "estimate [OPTION]... [FILE]...\n-b [OPTION]... [FILE]...",
    .introduction =
        "Tells, before anything is compressed, how small each level would make a text\n"
        "with each model that is found, and from empty, how fast, and in how much memory.\n"
        "Of a text longer than 64 KiB a sample is compressed: four pieces spread over it.\n"
        "A long text gets smaller than its sample says, as more is learnt from it, mostly\n"
        "without a model. Levels that differ in memory alone are told of once, by the\n"
        "lowest. Speed is that of one thread here and now, starting included; memory\n"
        "that of a text of any length. Writes no file. Without FILE, or where FILE is -,\n"
        "takes standard input, of which the first 64 KiB are read.\n",
    .examples =
        "  pith -b book.txt\n"
        "  pith estimate --json -m english book.txt\n",
    .output =
        "The JSON object: {\"files\": [{\"name\", \"text_bytes\", \"sample_bytes\",\n"
        "\"settings\": [SETTING...]}...]}. A SETTING has level, model (an identity) and\n"
        "model_name (null = from empty), archive_bytes, ratio, bits_per_byte,\n"
        "bytes_per_second and memory_bytes.\n",
    .exit_codes = kExitCodes,
};

}  // namespace

const CommandText& file_text(Mode mode) {
  switch (mode) {
    case Mode::kCompress:
      return kCompressText;
    case Mode::kDecompress:
      return kDecompressText;
    case Mode::kTest:
      return kTestText;
    case Mode::kList:
      return kListText;
    case Mode::kEstimate:
      break;
  }
  return kEstimateText;
}

}  // namespace pith::cli
