// The failures that results hold: of what was refused, and of what was never measured, which tables
// and figures tell apart.
#ifndef EXPERIMENTS_RECORD_ABSENT_H_
#define EXPERIMENTS_RECORD_ABSENT_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "results/run.pb.h"

namespace labelrep {

// Of what would fail again (lib/base/failure_policy.h).
RunFailure FailureOf(const absl::Status& status);

RunFailure AbsentFailure(absl::string_view reason);

bool IsAbsent(const RunFailure& failure);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_ABSENT_H_
