#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pith/analyze.h"
#include "pith/export.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

inline constexpr int kMaxBottleneckOrder = 3;

struct BottleneckOptions {
  std::size_t most_contexts = 1024;  ///< that are told apart, 512 or more
  std::size_t most_clusters = 128;   ///< that the annealing may end with, 2 or more
  int threads = 1;                   ///< orders worked on at once; 0 = one per core. Never changes the result
};

/// What has to be kept of the past to predict the next byte: the information bottleneck (Tishby, Pereira, Bialek 1999).
/// X is the last bytes, Y the next one, T a random cluster that depends on X alone; the least I(X;T) for each I(T;Y),
/// both in bits. All figures are plug-in estimates, so those of rare contexts are too high.
struct Bottleneck {
  /// A value of X: the last bytes; or all positions whose last bytes are these and whose longer contexts are too rare
  /// to be told apart.
  struct Context {
    std::string bytes;
    bool others = false;
    double share = 0;  ///< of all positions
  };

  /// Deterministic annealing at one beta, the price of a bit of I(T;Y) in bits of I(X;T).
  struct Point {
    double beta = 0;
    double kept_bits = 0;      ///< I(X;T)
    double relevant_bits = 0;  ///< I(T;Y) <= information, kept_bits
    std::size_t clusters = 0;  ///< different ones
  };

  /// The least bits about the past that keep a share of what can be predicted. Between points of the curve, and from
  /// the last one to T = X, they are those of a mixture of both, which can be had: an upper bound.
  struct Need {
    double share = 0;
    double bits = 0;
    bool beyond = false;  ///< the annealing ended before, with all its clusters: the least may be well below
  };

  struct Next {
    std::uint8_t byte = 0;
    double probability = 0;
  };
  struct Cluster {
    double share = 0;               ///< of all positions
    std::size_t members = 0;        ///< contexts that are in this cluster rather than in another
    std::vector<Context> contexts;  ///< the commonest of these, the commonest first
    std::vector<Next> next;         ///< the likeliest bytes after it
  };
  /// The clusters where the annealing first has so many.
  struct Stop {
    Point point;
    std::vector<Cluster> clusters;  ///< the commonest first
  };

  int order = 0;                ///< bytes that X is made of at most
  std::uint64_t positions = 0;  ///< those of the text with so many bytes before them
  std::size_t contexts = 0;     ///< values of X
  double share_of_others = 0;   ///< of the positions, those with a context of Context::others
  double context_bits = 0;      ///< H(X)
  double next_bits = 0;         ///< H(Y)
  double information = 0;       ///< I(X;Y)
  std::vector<Point> curve;     ///< kept and relevant bits rise; not the ends, where T says nothing and where T = X
  std::vector<Need> needs;      ///< for 90, 95 and 99 %
  std::vector<Stop> stops;      ///< at 2, 4, 8, 16 and 32 clusters, as far as there are so many
};

/// The bottlenecks of orders 1 to kMaxBottleneckOrder. Memory beside the text: 64 MB for counting, and a few times
/// most_contexts * (256 + most_clusters) numbers. Time beside the counting does not depend on the length of the text.
/// Throws Error kUsage (threads, contexts, clusters).
std::vector<Bottleneck> bottlenecks(TextView text, const BottleneckOptions& options = {});

/// The network of a model with less of its state kept from byte to byte.
struct StateCost {
  std::size_t units = 0;     ///< of both clocks, whose state is kept; others have their mean over the text
  int bits_a_unit = 0;       ///< the state of a unit is one of 2^bits evenly spaced numbers; 0 = it is kept as it is
  double state_bits = 0;     ///< of all units, each coded by itself by adaptive binary probabilities; 0 = not coded
  double bits_per_byte = 0;  ///< that the text costs by the network alone, whose output layer does not adapt
};

struct NetworkBottleneck {
  std::size_t units = 0;         ///< of both clocks
  std::uint64_t bytes = 0;       ///< of the text that it was measured on, from its beginning
  std::vector<StateCost> costs;  ///< as it is; 8 bits a unit to 1; then half of the units, a quarter ... at 8 bits each
};

/// What the network of `model` loses when its state is kept coarsely or in part: the units that vary most. Empty where
/// it has no network or the text is empty. Throws Error kUsage (threads).
NetworkBottleneck network_bottleneck(TextView text, const Model& model, std::size_t most_bytes = 32768,
                                     int threads = 1);

}  // namespace pith
