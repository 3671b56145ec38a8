#include "experiments/record/absent.h"

#include <string>

namespace labelrep {

RunFailure FailureOf(const absl::Status& status) {
  RunFailure failure;
  failure.set_message(std::string(status.message()));
  return failure;
}

RunFailure AbsentFailure(absl::string_view reason) {
  RunFailure failure;
  failure.set_message(std::string(reason));
  failure.set_kind(RunFailure::ABSENT);
  return failure;
}

bool IsAbsent(const RunFailure& failure) { return failure.kind() == RunFailure::ABSENT; }

}  // namespace labelrep
