#include "experiments/tables/run_results.h"

#include "lib/base/proto_io.h"

namespace labelrep {

absl::StatusOr<std::vector<RunResult>> ReadRunResults(const TableSpec& spec) {
  std::vector<RunResult> results(spec.runs_size());
  for (int i = 0; i < spec.runs_size(); ++i) {
    if (!spec.runs(i).has_result()) continue;
    const absl::Status status = ReadBinaryProto(spec.runs(i).result(), &results[i]);
    if (!status.ok() && status.code() != absl::StatusCode::kNotFound) return status;
  }
  return results;
}

}  // namespace labelrep
