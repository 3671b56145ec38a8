#include "experiments/attacks/missing_model.h"

#include <filesystem>
#include <system_error>

#include "experiments/record/absent.h"

namespace labelrep {

std::optional<RunFailure> WhyNoModel(const RunResult& run, const std::string& weights) {
  if (run.has_failure()) return run.failure();
  std::error_code error;
  if (std::filesystem::file_size(weights, error) != 0 || error) return std::nullopt;
  return AbsentFailure(
      "the run is recorded, but not the weights of its result; record it again with a larger "
      "--max_weights_bytes, or run with --config=cpu to train and attack it");
}

RunFailure FailureOf(const absl::Status& status) {
  RunFailure failure;
  failure.set_message(std::string(status.message()));
  return failure;
}

}  // namespace labelrep
