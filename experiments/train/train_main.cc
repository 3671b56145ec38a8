// Trains one model: a whole run by hand (--run, --out), or a segment of one as an action
// (--segment). Or only looks whether the run's device works (--check_device).
#include <string>

#include "absl/flags/flag.h"
#include "absl/time/time.h"
#include "experiments/train/train.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, run, "", "Run file: RunConfig (results/run.proto) in text form.");
ABSL_FLAG(std::string, data, "", "Folder of the data set, or the name of a built-in one.");
ABSL_FLAG(std::string, labels, "", "Label set file, or the name of a built-in one.");
ABSL_FLAG(std::string, train_index, "", "TrainIndex of the data set; made where it is not given.");
ABSL_FLAG(std::string, out, "", "Folder for result, provenance, weights and checkpoint.");
ABSL_FLAG(
    absl::Duration, checkpoint_interval, absl::ZeroDuration(),
    "At least so long from one checkpoint in --out to the next, such as 30s, and longer where "
    "more than 1/20 of the time would go into writing; 0: each epoch.");
ABSL_FLAG(bool, check_device, false,
          "Train nothing, but fail where the device of --run does not work.");
ABSL_FLAG(std::string, segment, "", "i/k: train the i-th of k parts, for actions.");
ABSL_FLAG(std::string, checkpoint_in, "", "Checkpoint of the segment before.");
ABSL_FLAG(std::string, checkpoint_out, "", "Checkpoint to write after this segment.");
ABSL_FLAG(std::string, result, "", "RunResult to write after the last segment.");
ABSL_FLAG(std::string, provenance, "", "Provenance to write after the last segment.");
ABSL_FLAG(std::string, weights, "", "Weights to write after the last segment.");
ABSL_FLAG(bool, failure_is_result, false, "Write a failure that would come again as a result.");

namespace labelrep {
namespace {

absl::Status Main() {
  const RunPaths paths{absl::GetFlag(FLAGS_run), absl::GetFlag(FLAGS_data),
                       absl::GetFlag(FLAGS_labels), absl::GetFlag(FLAGS_train_index)};
  if (paths.run.empty()) return absl::InvalidArgumentError("--run: not given; it is needed");
  if (absl::GetFlag(FLAGS_check_device)) return CheckDevice(paths.run);
  const std::string out = absl::GetFlag(FLAGS_out);
  const std::string segment_text = absl::GetFlag(FLAGS_segment);
  if (out.empty() == segment_text.empty()) {
    return absl::InvalidArgumentError("expected either --out or --segment");
  }
  if (!out.empty()) {
    return TrainByHand(paths, out, absl::GetFlag(FLAGS_checkpoint_interval));
  }
  LABELREP_ASSIGN_OR_RETURN(const Segment segment, ParseSegment(segment_text));
  const SegmentFiles files{absl::GetFlag(FLAGS_checkpoint_in), absl::GetFlag(FLAGS_checkpoint_out),
                           absl::GetFlag(FLAGS_result), absl::GetFlag(FLAGS_provenance),
                           absl::GetFlag(FLAGS_weights)};
  return TrainSegment(paths, segment, files, absl::GetFlag(FLAGS_failure_is_result));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  labelrep::KeepFreedMemory();
  return labelrep::RunProgram("train", "trains one model; see results/run.proto for run files",
                              argc, argv, labelrep::Main);
}
