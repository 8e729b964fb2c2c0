#include "cli/analyze/options.h"

namespace pith::cli {

const CommandText kAnalyzeText = {
    .name = "analyze",
    .summary = "entropies, codes, words and likeness of texts, nothing is written",
    .usage = "analyze [OPTION]... [FILE]...",
    .introduction =
        "Measures texts by information theory: entropies, Huffman's code, what coders\n"
        "from Shannon to the network make of them, what bytes say about later ones,\n"
        "words, and how texts differ. Changes no FILE. A folder stands for the files\n"
        "below it, @LIST for those that the file LIST names. Without FILE, or where FILE\n"
        "is -, analyzes standard input.\n",
    .notes =
        "A symbol is a byte; all of it is about bytes, and in bits.\n\n"
        "Entropy of order k: how unsure the next byte is given the k bytes before it,\n"
        "over the positions that have so many before them. \"plug-in\" takes frequencies\n"
        "for probabilities; Miller and Madow's correction adds (m - 1) / 2N nats to each\n"
        "block entropy, of which this is a difference, m being the distinct blocks. BOTH\n"
        "ARE TOO LOW at high orders, where most contexts occur once and seem to determine\n"
        "what follows: watch the columns that tell how often contexts occur.\n\n"
        "Redundancy: the share that an ideal code of single bytes saves of 8 bits a byte,\n"
        "and of log2 of the bytes in use.\n\n"
        "Huffman: the canonical code. Its total counts 8 bytes for the length of the\n"
        "text, 32 for the bytes in use and one for each length of a code word.\n\n"
        "Sizes are of a sample, the first --sample bytes. Entropy, arithmetic coding and\n"
        "pith are ideal code lengths, the sum of -log2 p, as in 'pith measure'; Huffman\n"
        "and LZW are counted to the bit; zlib -9 and xz -9e write their formats. LZW has\n"
        "codes of 9 to 16 bits and a dictionary that stays as it is when it is full.\n"
        "Arithmetic coding of order k predicts the eight bits of a byte one by one, by\n"
        "adaptive probabilities of the k bytes before; order 3 shares 2^24 of them by a\n"
        "hash.\n\n"
        "Mutual information I at distance d: what a byte says about the one d bytes\n"
        "later, H(later) - H(later | byte). \"shuffled\" is what the same estimate finds\n"
        "where there is nothing, in the bytes in an order drawn by lot: its bias. Of more\n"
        "than 4,194,304 pairs a distance it takes so many, spread over the text.\n\n"
        "Bottleneck (--bottleneck; Tishby, Pereira, Bialek 1999): X is the last one, two\n"
        "or three bytes, Y the next one. Groups T of X, to which X may belong by lot, say\n"
        "I(T;Y) of what comes next and keep I(X;T) of what was; annealing finds the least\n"
        "I(X;T). The table tells how many bits of X keep 90, 95 and 99 % of I(X;Y), and\n"
        "which contexts fall together; \"...e\" are all rarer contexts that end so. Beside\n"
        "it the model's network with its state kept to fewer bits a unit from byte to\n"
        "byte, and to the units that vary most, on the first 32,768 bytes: what that\n"
        "costs against the bits of the state, of which each unit is coded by itself.\n\n"
        "Words are runs of bytes other than white space. Heaps' law is fitted to their\n"
        "growth from the square root of all words on, Zipf's to the words with 5\n"
        "occurrences and more, both by least squares of logarithms at ten points a\n"
        "decade. After 4,194,304 distinct words new ones are counted no more.\n\n"
        "Divergence D(p||q): the bits that a byte of p costs more in a code for q than\n"
        "in its own; infinite where q lacks a byte of p, so that it is told also with one\n"
        "half added to each of the 256 counts (Krichevsky, Trofimov). Jensen-Shannon:\n"
        "the mean divergence of both from their mean, symmetric, at most 1.\n\n"
        "Models that compare texts are byte n-gram models with 5 bytes of context,\n"
        "interpolated by the method of Witten and Bell, which do not adapt. They learn\n"
        "the first half of a text and are tested with second halves, also of their own\n"
        "text, of each up to 1,000,000 bytes. Two or more texts have a matrix of these\n"
        "cross-entropies: the row is the model, the column the text, * the nearest other\n"
        "text. Divergence rate: what another's model costs more than one's own.\n"
        "\nWith -v the tables have all codes of Huffman, all distances and all groups, as\n"
        "JSON has.\n"
        "\nA text is held in memory. One of 100 MB takes half a minute on two threads with\n"
        "--levels none, and 250 MB in all; 900 MB where one byte makes up all of it.\n"
        "Levels 6 and 9 take half a minute each for each MB of the sample.\n",
    .examples =
        "  pith analyze book.txt\n"
        "  pith analyze --levels none --against other.txt book.txt\n"
        "  pith analyze --matrix novels/\n"
        "  pith analyze --json book.txt > book.json\n"
        "  pith analyze --levels none --bottleneck book.txt\n"
        "  pith analyze --html novels.html novels/\n",
    .output =
        "The JSON object: {\"model\": IDENTITY, \"model_name\": \"english\", \"texts\":\n"
        "[TEXT...], \"against\": {\"name\": ..., \"comparisons\": [COMPARISON...]} or null,\n"
        "\"matrix\": {\"names\": [...], \"bits_per_byte\": [[...]...], \"nearest\": [...]} or\n"
        "null}. From empty, or with --levels none, model and model_name are null. TEXT\n"
        "has name, bytes, alphabet, entropy, ideal_bits, redundancy_of_byte,\n"
        "redundancy_of_alphabet, entropies (an object for each order), huffman (with all\n"
        "codes), sample_bytes, sizes (method, note, bits, bytes, bits_per_byte),\n"
        "distances (an object for each) and words (tokens, types, types_once, complete,\n"
        "growth, ranks, commonest, heaps, zipf); with --bottleneck also bottleneck:\n"
        "orders (an object for each: curve, needs, stops with their groups) and network\n"
        "or null. COMPARISON has the name of its text, text_by_other and other_by_text\n"
        "(cross_entropy, divergence, and both smoothed), jensen_shannon and models. Rows\n"
        "of the matrix are models. What is infinite is null.\n",
    .exit_codes = "0 success; 1 an error, the other files are analyzed all the same.\n",
};

}  // namespace pith::cli
