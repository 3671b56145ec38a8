#include "experiments/attacks/missing_model.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"

namespace labelrep {

std::optional<RunFailure> WhyNoModel(const RunResult& run, const std::string& weights) {
  if (run.has_failure()) return run.failure();
  std::error_code error;
  if (std::filesystem::file_size(weights, error) != 0 || error) return std::nullopt;
  RunFailure failure;
  failure.set_message(
      absl::StrCat(kAbsentPrefix,
                   "the run is recorded, but not the weights of its result; record it again with a "
                   "larger --max_weights_bytes, or run with --config=cpu to train and attack it"));
  return failure;
}

}  // namespace labelrep
