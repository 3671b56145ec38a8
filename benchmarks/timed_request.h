// How the workers of benchmarks/compare_*.py answer.
#ifndef BENCHMARKS_TIMED_REQUEST_H_
#define BENCHMARKS_TIMED_REQUEST_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Calls `body` with the count that `line` holds, and prints the seconds that it took. Errors are
// those of `body`, or INVALID_ARGUMENT, naming what was `expected`, where the line holds no number
// above 0.
absl::Status AnswerTimed(const std::string& line, absl::string_view expected,
                         absl::FunctionRef<absl::Status(int count)> body);

}  // namespace labelrep

#endif  // BENCHMARKS_TIMED_REQUEST_H_
