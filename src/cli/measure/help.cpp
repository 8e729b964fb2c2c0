#include "cli/measure/options.h"

namespace pith::cli {

const CommandText kMeasureText = {
    .name = "measure",
    .summary = "bits per character and perplexity of texts, nothing is written",
    .usage = "measure [OPTION]... [FILE]...",
    .introduction =
        "Says how predictable texts are to a model: the bits that 'pith compress' with\n"
        "the same level and model spends on them, headers aside. Changes no FILE. A\n"
        "folder stands for all files below it but hidden ones, @LIST for the files and\n"
        "folders that the file LIST names, one a line. Without FILE, or where FILE is -,\n"
        "measures standard input.\n",
    .notes =
        "The model starts anew for each file (and for each 16 MiB of a long one): as it\n"
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
        "model reads and learns from, and their bits add up to those of the file.\n",
    .examples =
        "  pith measure book.txt\n"
        "  pith measure --static -T0 -m english held-out/\n"
        "  pith measure -m english -m legal -m none contracts/\n"
        "  pith measure --static -3 --per-line web.txt | jq 'select(.bits_per_char < 3)'\n"
        "  pith measure -9 --json corpus/*.txt > corpus.json\n"
        "  pith measure --html book.html book.txt\n"
        "  pith measure --show book.txt | less -R\n",
    .output =
        "The JSON object: {\"level\": 6, \"adaptive\": true, \"models\": [{\"model\": IDENTITY,\n"
        "\"model_name\": \"english\", \"files\": [{\"name\": ..., FIGURES}...], \"total\":\n"
        "{\"files\": 1, FIGURES, \"bits_per_char_95\": ...}, \"two_part_code\": {\"model_bits\":\n"
        "..., \"data_bits\": ..., \"bits\": ..., \"pays_from_chars\": ...}, \"seconds\": ...,\n"
        "\"bytes_per_second\": ...}...]}. From empty, model and model_name are null.\n"
        "FIGURES are bytes, chars, words, bits, nats, bits_per_byte, bits_per_char,\n"
        "bits_per_word, nats_per_char, perplexity_per_byte, perplexity_per_char and\n"
        "perplexity_per_word. A number beyond the range of a double is null, and one per\n"
        "unit of which there is none.\n"
        "--json-lines: {\"name\": ..., FIGURES}. --per-line: {\"line\": 1, FIGURES}.\n"
        "--per-char: {\"byte\": 0, \"char\": \"T\", \"bits\": ...}, where byte is its place in\n"
        "the file; a byte that is not UTF-8 has \"not_utf8\": 255 for \"char\". Of several\n"
        "files, these begin with their \"name\".\n",
    .exit_codes = "0 success; 1 an error, the other files are measured all the same.\n",
};

}  // namespace pith::cli
