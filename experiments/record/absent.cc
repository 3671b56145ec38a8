#include "experiments/record/absent.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace labelrep {
namespace {

constexpr absl::string_view kPrefix = "absent: ";

}  // namespace

RunFailure AbsentFailure(absl::string_view reason) {
  RunFailure failure;
  failure.set_message(absl::StrCat(kPrefix, reason));
  return failure;
}

bool IsAbsent(const RunFailure& failure) { return absl::StartsWith(failure.message(), kPrefix); }

std::string FailureReason(const RunFailure& failure) {
  return std::string(absl::StripPrefix(failure.message(), kPrefix));
}

}  // namespace labelrep
