#pragma once

#include "pith/train_peers.h"
#include "train/ngrams/savings.h"

namespace pith {

// Kind k is the work of number k % peers.size(): what it has of the kind becomes what all have.

void share_counts(AllCounts& counts, TrainingPeers& peers);

/// CountedContext::saving alone; all have the same contexts.
void share_savings(AllCounts& counts, TrainingPeers& peers);

}  // namespace pith
