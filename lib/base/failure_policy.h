// Which failures are results: the one policy for trainings, attacks and transfers.
#ifndef LIB_BASE_FAILURE_POLICY_H_
#define LIB_BASE_FAILURE_POLICY_H_

#include "absl/status/status.h"

namespace labelrep {

// Whether the same inputs would fail in the same way again: what was asked for cannot be done
// (INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE). Such a failure is a result that names its
// reason, so that tables show everything else. All others (no memory, no disk, no GPU, a file that
// is missing and may be back) are errors, and the next call tries again.
bool WouldFailAgain(const absl::Status& status);

}  // namespace labelrep

#endif  // LIB_BASE_FAILURE_POLICY_H_
