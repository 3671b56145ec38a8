// The failure of what was never measured, which tables and figures tell from one of a run.
#ifndef EXPERIMENTS_RECORD_ABSENT_H_
#define EXPERIMENTS_RECORD_ABSENT_H_

#include "absl/strings/string_view.h"
#include "results/run.pb.h"

namespace labelrep {

RunFailure AbsentFailure(absl::string_view reason);

bool IsAbsent(const RunFailure& failure);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_ABSENT_H_
