// Why an attack or a transfer has no measurement.
#ifndef EXPERIMENTS_ATTACKS_MISSING_MODEL_H_
#define EXPERIMENTS_ATTACKS_MISSING_MODEL_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "results/run.pb.h"

namespace labelrep {

// The failure of a run that failed or is absent, and one that is absent where `weights` is an empty
// file, which recall writes for a run without recorded weights. Nothing where there is a model, or
// something that has to be read to say what is wrong with it.
std::optional<RunFailure> WhyNoModel(const RunResult& run, const std::string& weights);

// Of what was refused (lib/base/failure_policy.h).
RunFailure FailureOf(const absl::Status& status);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_MISSING_MODEL_H_
