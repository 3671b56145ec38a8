// The provenance of a run whose segments were actions of their own.
#ifndef EXPERIMENTS_RECORD_MERGED_PROVENANCE_H_
#define EXPERIMENTS_RECORD_MERGED_PROVENANCE_H_

#include <vector>

#include "results/run.pb.h"

namespace labelrep {

// The segments of all, in order; versions are those of the last, which made the result.
Provenance MergeProvenance(const std::vector<Provenance>& parts);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_MERGED_PROVENANCE_H_
