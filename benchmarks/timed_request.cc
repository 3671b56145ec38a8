#include "benchmarks/timed_request.h"

#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"

namespace labelrep {

absl::Status AnswerTimed(const std::string& line, absl::string_view expected,
                         absl::FunctionRef<absl::Status(int count)> body) {
  int count = 0;
  if (!absl::SimpleAtoi(line, &count) || count < 1) {
    return absl::InvalidArgumentError(absl::StrCat("found \"", line, "\", expected ", expected));
  }
  const Stopwatch stopwatch;
  LABELREP_RETURN_IF_ERROR(body(count));
  std::printf("%.6f\n", stopwatch.Elapsed_s());
  std::fflush(stdout);
  return absl::OkStatus();
}

}  // namespace labelrep
