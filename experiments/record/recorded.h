// Measurements that were recorded under results/measured: found by the digests of their recipes.
#ifndef EXPERIMENTS_RECORD_RECORDED_H_
#define EXPERIMENTS_RECORD_RECORDED_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/measure/measurement_kinds.h"
#include "google/protobuf/message.h"
#include "results/run.pb.h"

namespace labelrep {

struct Recorded {
  std::string stem;  // path without suffix
  std::unique_ptr<google::protobuf::Message> result;
};

// The recorded measurement whose recipes are those of `asked`, a result of that kind, among
// `files`: the first by path where there are several. INVALID_ARGUMENT naming the file for a result
// that cannot be read, or whose digest is not that of the recipe it holds.
absl::StatusOr<std::optional<Recorded>> FindRecorded(const MeasurementKind& kind,
                                                     const google::protobuf::Message& asked,
                                                     std::vector<std::string> files);

// The recorded run of that recipe in `folder`, that of a profile; none if it is not there under one
// of its RecordedRunNames(). Errors as of FindRecorded.
absl::StatusOr<std::optional<Recorded>> FindRecordedRun(const std::string& folder,
                                                        const Recipe& recipe);

// The bytes of a side file of a recorded measurement. NOT_FOUND naming the file where it was not
// recorded, or its SHA-256 is not what the result's field <name>_sha256, if it has one, says.
absl::StatusOr<std::string> ReadRecordedFile(const MeasurementKind& kind, const Recorded& recorded,
                                             const std::string& name);

// "cifar10_resnet32_speech_e16_s7", with the training fraction where it is not 100 %. Bazel looks
// for measurements of a run among the files whose names begin so up to "_e" (measurement.bzl).
std::string RecordedRunName(const Recipe& recipe);

// The names that a run may be recorded under: RecordedRunName(), which does not tell everything
// that a recipe says, and where a run of another recipe has that, the same with the first
// characters of the recipe's SHA-256: "cifar10_resnet32_speech_e16_s7_0f3a91bc".
std::vector<std::string> RecordedRunNames(const Recipe& recipe);

// The same for any measurement, with the kind's parts behind the run's name:
// "cifar10_resnet32_speech_e16_s7.pgd_margin_targeted_3f2a".
std::vector<std::string> RecordedNames(const MeasurementKind& kind,
                                       const google::protobuf::Message& result);

// The files of a finished measurement.
struct MeasuredFiles {
  std::string result;
  std::string provenance;
  std::map<std::string, std::string> files = {};  // name of a side file -> path
};

struct RecordOptions {
  std::string out;  // folder of the recorded measurements of a profile
  std::string git_commit;
  bool git_dirty = false;
  // Larger side files are left out. With 0 they need not be there.
  int64_t max_file_bytes = 4 << 20;
};

// Copies a finished measurement into `options.out`, with the commit added to its provenance, under
// the first of its RecordedNames() that no measurement of other recipes has. Returns the stem
// written. FAILED_PRECONDITION for one that failed, or that no name is left for; it is not
// recorded. Side files that are not those of the result do not stay beside it.
absl::StatusOr<std::string> RecordMeasurement(const MeasurementKind& kind,
                                              const MeasuredFiles& measured,
                                              const RecordOptions& options);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_RECORDED_H_
