#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pith/export.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// A text in memory: a sequence of bytes.
using TextView = std::span<const std::uint8_t>;

/// How often each byte of a text occurs, and the figures that follow from it. All ratios of an empty text are 0.
struct ByteDistribution {
  std::array<std::uint64_t, 256> counts{};

  std::uint64_t bytes() const;            ///< the sum of the counts
  std::size_t alphabet() const;           ///< how many bytes occur at all, 0 to 256
  double entropy() const;                 ///< order 0, -sum p log2 p, bits/byte (Shannon 1948)
  double ideal_bits() const;              ///< entropy() * bytes(): the shortest code of independent bytes
  double redundancy_of_byte() const;      ///< 1 - entropy() / 8, in [0, 1]
  double redundancy_of_alphabet() const;  ///< 1 - entropy() / log2 alphabet(), in [0, 1]; 0 with fewer than two bytes
  double probability(std::uint8_t byte) const;
};

ByteDistribution byte_distribution(TextView text);

inline constexpr int kMaxEntropyOrder = 8;

/// The entropy of a byte given the `order` bytes before it, over the positions that have so many before them.
///
/// Both estimates are too low where most contexts occur once: such a context seems to determine its byte. Trust an
/// order only while mean_occurrences() is well above the size of the alphabet that follows a context.
struct ConditionalEntropy {
  int order = 0;
  std::uint64_t positions = 0;           ///< N = bytes - order, or 0
  std::uint64_t contexts = 0;            ///< distinct contexts at these positions, 1 for order 0
  std::uint64_t contexts_seen_once = 0;  ///< those at one position only
  std::uint64_t sequences = 0;           ///< distinct contexts with the byte after them
  double block_bits = 0;                 ///< plug-in entropy of `order` + 1 successive bytes, bits
  double plug_in_bits = 0;               ///< block_bits less that of the contexts at the same positions, bits/byte
  /// Each block entropy plus (m - 1) / 2N nats, m being its distinct blocks (Miller 1955): bits/byte, >= plug_in_bits.
  double miller_madow_bits = 0;

  double mean_occurrences() const;  ///< positions / contexts
  double share_seen_once() const;   ///< of the positions, those whose context occurs nowhere else, in [0, 1]
};

/// Orders 0 to kMaxEntropyOrder. Memory beside the text: 8 bytes for each of 2^24 positions, or for each occurrence of
/// the commonest byte where there are more. `text_bytes_done` rises to the size of the text. Throws Error kUsage
/// (threads).
std::vector<ConditionalEntropy> conditional_entropies(TextView text, int threads = 1,
                                                      std::atomic<std::uint64_t>* text_bytes_done = nullptr);

/// An optimal code of whole bits a byte (Huffman 1952), in canonical form: code words of equal length ascend with their
/// bytes. A text of one symbol takes one bit a symbol.
struct HuffmanCode {
  struct Entry {
    std::uint8_t byte = 0;
    std::uint64_t count = 0;
    double probability = 0;
    double ideal_bits = 0;  ///< -log2 probability
    int bits = 0;           ///< length of the code word
    std::string code_word;  ///< of '0' and '1'
  };
  std::vector<Entry> entries;   ///< of the bytes in use, by length, then byte: as the canonical code counts
  std::uint64_t text_bits = 0;  ///< of all code words of the text
  /// 8 bytes for the length of the text, 32 for a bitmap of the bytes in use, one for each length of a code word.
  std::uint64_t table_bytes = 0;
  double average_bits = 0;  ///< text_bits a byte: in [entropy, entropy + 1), except that one symbol has 1

  std::uint64_t total_bytes() const { return table_bytes + (text_bits + 7) / 8; }
};

HuffmanCode huffman_code(const ByteDistribution& distribution);

/// The size of a text coded by one method.
struct CodedSize {
  std::string method;  ///< "Huffman"
  std::string note;    ///< what the method does: "whole bits a byte, with its table"
  std::uint64_t text_bytes = 0;
  double bits = 0;  ///< a whole number of bytes where a program wrote it, else an ideal code length

  double bytes() const { return bits / 8; }
  std::optional<double> bits_per_byte() const;  ///< nothing of an empty text
};

/// Bits of LZW (Welch 1984): codes of 9 to 16 bits, as wide as the dictionary needs, which starts with the 256 bytes
/// and stays as it is once it has 65536 entries.
std::uint64_t lzw_bits(TextView text);

inline constexpr int kMaxAdaptiveOrder = 3;

/// Ideal code length, in bits, of adaptive arithmetic coding: a byte is eight binary decisions, each predicted by an
/// adaptive probability (after n bits it moves by 1 / (n + 1.6) of the error, n <= 1023) of its own for the `order`
/// bytes before and the bits of the byte so far, with 16 bits of precision. Before the text come zeros. Orders 0 to 2
/// have a probability for each context; order 3 has 2^24 of them, which contexts share by a hash without a check.
/// REQUIRES: 0 <= order <= kMaxAdaptiveOrder.
double adaptive_code_bits(TextView text, int order);

/// From Shannon on: order-0 entropy, Huffman, LZW, adaptive arithmetic coding of orders 0 to 3.
std::vector<CodedSize> coded_sizes(TextView text);

/// How level_bits() measures a text.
struct LevelBitsOptions {
  std::vector<int> levels;
  const Model* model = nullptr;                           ///< what to predict from; null: from empty
  int threads = 1;                                        ///< levels measured at once; 0 = one per core
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;  ///< rises by the text for each level
};

/// The bits of a text at each of the levels, in their order, as an adaptive measure() gives them. Throws Error kUsage
/// (levels, threads).
std::vector<double> level_bits(TextView text, const LevelBitsOptions& options);

inline constexpr std::uint32_t kMaxDistance = 1'000'000;

/// What the byte at i says about the byte at i + distance: plug-in estimates over pairs of positions, bits.
struct DistanceInformation {
  std::uint32_t distance = 0;
  std::uint64_t pairs = 0;
  double mutual_information = 0;   ///< I(X_i; X_i+d), in [0, 8]
  double conditional_entropy = 0;  ///< H(X_i+d | X_i)
  /// The mutual information of the same bytes shuffled: what the estimate finds where there is nothing, its bias.
  double shuffled = 0;
};

/// Distances from 1 to `max_distance`, but no more than kMaxDistance and than the text has pairs for. Where a distance
/// has more than 2^22 pairs, 2^22 of them are counted, in 64 stretches spread evenly over the text. The shuffle is
/// Fisher-Yates with a fixed seed over the bytes where pairs begin. Throws Error kUsage (threads).
std::vector<DistanceInformation> distance_information(TextView text, std::uint32_t max_distance, int threads = 1);

/// A power law y = factor * x^exponent, fitted by least squares of log y against log x. All 0 with fewer than three
/// points.
struct PowerLaw {
  double exponent = 0;
  double factor = 0;
  double r_squared = 0;    ///< share of the variance of log y that it explains, in [0, 1]
  std::size_t points = 0;  ///< that it was fitted to
};

/// Words as pith/measure.h defines them: runs of bytes other than white space.
struct WordStatistics {
  struct Word {
    std::string word;
    std::uint64_t count = 0;
  };
  struct Growth {
    std::uint64_t tokens = 0;  ///< the first so many words of the text ...
    std::uint64_t types = 0;   ///< ... have so many distinct ones
  };
  struct Rank {
    std::uint64_t rank = 0;  ///< 1 = the commonest
    std::uint64_t count = 0;
  };
  std::uint64_t tokens = 0;
  std::uint64_t types = 0;       ///< distinct words
  std::uint64_t types_once = 0;  ///< distinct words that occur once
  /// False if kMaxWordTypes were met: words that were new after that are in `tokens` alone, and `growth` ends there.
  bool complete = true;
  std::vector<Growth> growth;   ///< at ten points a decade of tokens, and at the end
  std::vector<Rank> ranks;      ///< at ten points a decade of ranks, and the last
  std::vector<Word> commonest;  ///< up to ten, the commonest first, then in the order of their first occurrence
  PowerLaw heaps;  ///< types = factor * tokens^exponent (Heaps 1978), over the growth from sqrt(tokens) tokens on
  PowerLaw zipf;   ///< count = factor * rank^exponent (Zipf 1935), exponent < 0, over `ranks` of 5 occurrences and more
};

inline constexpr std::uint64_t kMaxWordTypes = std::uint64_t{1} << 22;

/// Memory beside the text: up to 250 MB, where it has kMaxWordTypes distinct words.
WordStatistics word_statistics(TextView text);

/// Byte distributions p and q compared, bits/byte. "Smoothed" adds one half to each of the 256 counts of both
/// (Krichevsky and Trofimov 1981), so that no byte is impossible. Of an empty text all probabilities are 0.
struct DistributionDistance {
  double cross_entropy = 0;  ///< H(p, q) = -sum p log2 q: bytes of p in a code for q; infinite if q lacks one
  double divergence = 0;     ///< Kullback and Leibler (1951), D(p || q) = H(p, q) - H(p) >= 0; or infinite
  double smoothed_cross_entropy = 0;
  double smoothed_divergence = 0;
};
struct DistributionComparison {
  DistributionDistance first_by_second;  ///< p the first, q the second
  DistributionDistance second_by_first;
  double jensen_shannon = 0;  ///< mean divergence of both from their mean (Lin 1991), in [0, 1]
};
DistributionComparison compare_distributions(const ByteDistribution& first, const ByteDistribution& second);

inline constexpr int kComparisonOrder = 5;
inline constexpr std::size_t kComparisonHalfBytes = 1'000'000;

/// The two parts of a text that a comparison by models uses: a model learns `training`, and `test` is what is measured.
/// Each is the beginning of one half of the text, `most_bytes` at most.
struct TextHalves {
  std::vector<std::uint8_t> training;
  std::vector<std::uint8_t> test;
};
TextHalves halves_of(TextView text, std::size_t most_bytes = kComparisonHalfBytes);

/// Cross-entropies of texts under each other's models.
///
/// A model is a byte n-gram model with kComparisonOrder bytes of context, its orders interpolated down to 1/256 a byte
/// by the method of Witten and Bell (1991, method C of Bell, Cleary and Witten 1990). It does not adapt, and is tested
/// on text that it has not seen: of the text that it is learnt from, that is the other half.
struct CrossEntropyMatrix {
  /// [model][text], bits/byte; 0 of a text without a second half. Bytes before the beginning of a half are not context.
  std::vector<std::vector<double>> bits_per_byte;

  std::size_t texts() const { return bits_per_byte.size(); }

  /// What the wrong model costs: cross-entropy less that under the text's own model, bits/byte; an estimate of the
  /// divergence rate, below 0 where the other model is the better one.
  double divergence_rate(std::size_t model, std::size_t text) const;

  /// The other text whose model costs `text` least; the first of equals. REQUIRES: texts() >= 2.
  std::size_t nearest(std::size_t text) const;
};

/// Throws Error kUsage (threads).
CrossEntropyMatrix cross_entropy_matrix(std::span<const TextHalves> texts, int threads = 1);

struct AnalyzeOptions {
  std::size_t sample_bytes = 1'000'000;  ///< `sizes` are of so many bytes from the beginning
  std::uint32_t max_distance = 1000;
  int threads = 1;  ///< 0 = one per core
  /// Rises to the size of the text while its entropies are measured: they come first, and take longest of a long text.
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
};

/// All figures of one text.
struct TextAnalysis {
  std::uint64_t bytes = 0;
  ByteDistribution distribution;
  std::vector<ConditionalEntropy> entropies;  ///< [order]
  HuffmanCode huffman;
  std::uint64_t sample_bytes = 0;              ///< of the text, from its beginning, that `sizes` are of
  std::vector<CodedSize> sizes;                ///< as coded_sizes() gives them; callers may add others
  std::vector<DistanceInformation> distances;  ///< [distance - 1]
  WordStatistics words;
};

/// The result does not depend on the number of threads. Throws Error kUsage (threads).
TextAnalysis analyze(TextView text, const AnalyzeOptions& options = {});

}  // namespace pith
