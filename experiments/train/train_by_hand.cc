#include "experiments/train/train_by_hand.h"

#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/files.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/checkpoint.h"
#include "lib/train/progress_record.h"

namespace labelrep {
namespace {

std::string Title(const Recipe& recipe) {
  return absl::StrCat(recipe.dataset(), " ", recipe.encoder(), " ", recipe.label().kind());
}

std::string Percent(int64_t correct, int64_t images) {
  return absl::StrFormat("%.2f %%", 100.0 * static_cast<double>(correct) / images);
}

std::string Summary(const RunResult& result) {
  const TestResult& test = result.test();
  std::string text = absl::StrFormat("%s: best epoch %d of %d, test loss %.4f, test accuracy",
                                     Title(result.recipe()), result.best_epoch(),
                                     result.recipe().epochs(), test.loss());
  if (test.has_correct_by_largest_output()) {
    absl::StrAppend(&text, " ", Percent(test.correct_by_largest_output(), test.images()));
  }
  if (test.has_correct_by_nearest_label()) {
    absl::StrAppend(&text, " ", Percent(test.correct_by_nearest_label(), test.images()),
                    " by nearest label");
  }
  if (test.has_correct_by_threshold()) {
    absl::StrAppend(&text, ", ", Percent(test.correct_by_threshold(), test.images()),
                    " by threshold");
  }
  return text;
}

// Files of a run by hand.
struct OutputFolder {
  std::string folder;

  std::string result() const { return absl::StrCat(folder, "/result.pb"); }
  std::string provenance() const { return absl::StrCat(folder, "/provenance.pb"); }
  std::string weights() const { return absl::StrCat(folder, "/weights.safetensors"); }
  std::string checkpoint() const { return absl::StrCat(folder, "/checkpoint.safetensors"); }
};

void Remove(const std::vector<std::string>& paths) {
  std::error_code ignored;
  for (const std::string& path : paths) std::filesystem::remove(path, ignored);
}

// The provenance so far, to which this process's segment is added.
Provenance EarlierProvenance(const OutputFolder& out, bool continues) {
  Provenance provenance;
  if (continues && ReadBinaryProto(out.provenance(), &provenance).ok()) return provenance;
  return MakeProvenance();
}

absl::Status TrainWithProgress(ActiveRun& run, const Provenance& earlier, const OutputFolder& out) {
  TrainingRun& training = run.training;
  const Recipe& recipe = training.result().recipe();
  const int64_t images_before =
      training.result().epochs_size() * training.result().training_images();
  ProgressBar bar(Title(recipe),
                  recipe.epochs() * training.result().training_images() - images_before);
  ProgressRecorder recorder(ProgressRecordPath(out.provenance()), images_before);
  TrainingCallbacks callbacks;
  callbacks.on_step = [&](const TrainingProgress& progress) {
    recorder.Update(progress);
    const std::string loss =
        progress.loss.has_value() ? absl::StrFormat("loss %.3f  ", *progress.loss) : "";
    bar.Update(progress.images_done - images_before,
               absl::StrFormat("%sacc %.1f %%", loss, 100 * progress.validation_accuracy));
  };
  callbacks.on_epoch = [&]() -> absl::Status {
    LABELREP_RETURN_IF_ERROR(
        WriteFileAtomically(out.checkpoint(), EncodeCheckpoint(training.MakeCheckpoint())));
    return WriteBinaryProto(out.provenance(), run.WithSegment(earlier));
  };
  LABELREP_RETURN_IF_ERROR(training.Train(recipe.epochs(), callbacks));
  const double seconds = training.train_seconds();
  if (seconds > 0) {
    bar.Finish(absl::StrFormat("%s: %.0f training images/s", Title(recipe),
                               static_cast<double>(training.trained_images()) / seconds));
  }
  return absl::OkStatus();
}

absl::Status WriteOutputs(ActiveRun& run, const Provenance& earlier, const OutputFolder& out) {
  RunResult result;
  LABELREP_ASSIGN_OR_RETURN(const std::string weights, Finish(run, result));
  LABELREP_RETURN_IF_ERROR(WriteFileAtomically(out.weights(), weights));
  absl::Status status = WriteBinaryProto(out.provenance(), run.WithSegment(earlier));
  if (status.ok()) status = WriteBinaryProto(out.result(), result);
  if (status.ok()) std::puts(Summary(result).c_str());
  // The checkpoint stays, so that nothing has to be trained again.
  if (!status.ok()) Remove({out.weights()});
  return status;
}

// A run that starts once more has not failed yet.
void RemoveFailure(const RunResult& run, const OutputFolder& out) {
  RunResult earlier;
  if (ReadBinaryProto(out.result(), &earlier).ok() && earlier.has_failure() &&
      earlier.recipe_sha256() == run.recipe_sha256()) {
    Remove({out.result(), out.provenance()});
  }
}

// Leaves the failure as the result, unless there is one of another run or a finished one. Returns
// it as an error.
absl::Status LeaveFailure(const ActiveRun& run, const Provenance& earlier,
                          const OutputFolder& out) {
  const RunResult& result = run.training.result();
  const absl::Status failure = absl::AbortedError(result.failure().message());
  const bool has_own_provenance = PathExists(out.checkpoint());
  Remove({out.checkpoint()});
  if (PathExists(out.result())) {
    // Else it is that of the result.
    if (has_own_provenance) Remove({out.provenance()});
    return failure;
  }
  absl::Status written = WriteBinaryProto(out.provenance(), run.WithSegment(earlier));
  if (written.ok()) written = WriteBinaryProto(out.result(), result);
  if (written.ok()) return failure;
  return absl::AbortedError(absl::StrCat(failure.message(), "\n", written.message()));
}

}  // namespace

absl::Status TrainByHand(const RunPaths& paths, const std::string& folder) {
  RunInputs inputs;
  LABELREP_RETURN_IF_ERROR(LoadRunInputs(paths, inputs));
  const OutputFolder out{UserPath(folder)};
  const bool continues = PathExists(out.checkpoint());
  LABELREP_ASSIGN_OR_RETURN(ActiveRun run,
                            Activate(std::move(inputs), continues ? out.checkpoint() : ""));
  LABELREP_RETURN_IF_ERROR(MakeDirectory(out.folder));
  RemoveFailure(run.training.result(), out);
  const Provenance earlier = EarlierProvenance(out, continues);
  LABELREP_RETURN_IF_ERROR(TrainWithProgress(run, earlier, out));
  if (run.training.result().has_failure()) return LeaveFailure(run, earlier, out);
  return WriteOutputs(run, earlier, out);
}

}  // namespace labelrep
