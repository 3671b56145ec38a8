// Runs that were recorded under results/measured: found by the digest of their recipe.
#ifndef EXPERIMENTS_RECORD_RECORDED_RUNS_H_
#define EXPERIMENTS_RECORD_RECORDED_RUNS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "results/run.pb.h"

namespace labelrep {

// Ends of the names of a recorded run's files, behind a common stem.
inline constexpr char kResultSuffix[] = ".result.pb";
inline constexpr char kProvenanceSuffix[] = ".provenance.pb";
inline constexpr char kWeightsSuffix[] = ".safetensors";

struct RecordedRun {
  std::string stem;  // path without suffix
  RunResult result;
};

// The recorded run of this recipe among `files`, the first by path where there are several.
// INVALID_ARGUMENT naming the file for a result that cannot be read, or whose digest is not that of
// the recipe it holds.
absl::StatusOr<std::optional<RecordedRun>> FindRecordedRun(const Recipe& recipe,
                                                           std::vector<std::string> files);

// Whether a recorded recipe is the one asked for. A run file does not say which file labels of the
// user's own come from, so one without a source takes any.
bool IsSameRecipe(const Recipe& asked, const Recipe& found);

// What stands in place of the result of a run that was not recorded: its recipe, and a failure
// that is absent.
RunResult AbsentResult(const Recipe& recipe);

// The bytes of a recorded run's weights. NOT_FOUND naming the file where they were not recorded, or
// are not those of its result.
absl::StatusOr<std::string> ReadRecordedWeights(const RecordedRun& run);

// "cifar10_resnet32_speech_e16_s7", with the training fraction where it is not 100 %. Bazel looks
// for a run among the files whose names begin so (experiments/recorded.bzl).
std::string RecordedName(const Recipe& recipe);

struct RecordOptions {
  std::string out;  // folder of the recorded runs of a profile
  std::string git_commit;
  bool git_dirty = false;
  // Larger weights are left out. With 0 they need not be there.
  int64_t max_weights_bytes = 4 << 20;
};

// Adds the commit, where it is known.
void SetCommit(const RecordOptions& options, Provenance& provenance);

// Copies a finished run (result.pb, provenance.pb and weights.safetensors in `folder`) into
// `options.out`, with the commit added to its provenance. Returns the stem written.
// FAILED_PRECONDITION for a run that failed, or where a run of another recipe is recorded under the
// same name; it is not recorded. Weights that are not those of the result do not stay beside it.
absl::StatusOr<std::string> RecordRun(const std::string& folder, const RecordOptions& options);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_RECORDED_RUNS_H_
