#include "benchmarks/timed_request.h"

#include <chrono>
#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace labelrep {

absl::Status AnswerTimed(const std::string& line, absl::string_view expected,
                         absl::FunctionRef<absl::Status(int count)> body) {
  int count = 0;
  if (!absl::SimpleAtoi(line, &count) || count < 1) {
    return absl::InvalidArgumentError(absl::StrCat("found \"", line, "\", expected ", expected));
  }
  const auto start = std::chrono::steady_clock::now();
  LABELREP_RETURN_IF_ERROR(body(count));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%.6f\n", seconds.count());
  std::fflush(stdout);
  return absl::OkStatus();
}

}  // namespace labelrep
