// A training run: epochs with validation, the best of them, and the test at the end.
//
//   TrainingRun run(std::move(inputs));
//   LABELREP_RETURN_IF_ERROR(run.Restore(checkpoint, name));     // where there is one
//   LABELREP_RETURN_IF_ERROR(run.Train(recipe.epochs(), {}));
//   if (!run.result().has_failure()) LABELREP_RETURN_IF_ERROR(run.Test(test_images));
//
// What is trained in one process or in several, each restored from the checkpoint of the one
// before, is the same to the last bit.
#ifndef LIB_TRAIN_TRAINER_H_
#define LIB_TRAIN_TRAINER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/data/resident_data.h"
#include "lib/eval/classifier.h"
#include "lib/eval/evaluate.h"
#include "lib/eval/label_tensors.h"
#include "lib/graph/device_graph.h"
#include "lib/graph/graphed_function.h"
#include "lib/train/checkpoint.h"
#include "lib/train/stepper.h"
#include "lib/train/training_progress.h"
#include "lib/train/training_speed.h"
#include "results/run.pb.h"

namespace labelrep {

// Everything on the device of the run.
struct TrainingInputs {
  // With recipe (canonical and valid) and the digests of recipe, training data and labels.
  RunResult header;
  std::shared_ptr<Classifier> model;  // with its initial weights
  ResidentImages train;
  ResidentImages validation;
  LabelTensors labels;
  Normalization normalization = kReleaseNormalization;
};

struct TrainingCallbacks {
  // After each step, but for one whose loss is known not to be finite.
  std::function<void(const TrainingProgress&)> on_step = nullptr;
  // After each epoch; an error ends the training.
  std::function<absl::Status()> on_epoch = nullptr;
};

class TrainingRun {
 public:
  // `loss_group`: see EpochLosses. With `make_graph`, of the inputs' device, steps and validation
  // are recorded and replayed (lib/graph), but for the steps of a schedule whose rate changes all
  // the time; bytes are the same as without.
  explicit TrainingRun(TrainingInputs inputs, std::optional<int64_t> loss_group = std::nullopt,
                       MakeDeviceGraph make_graph = nullptr);
  TrainingRun(const TrainingRun&) = delete;
  TrainingRun& operator=(const TrainingRun&) = delete;

  // Goes on from a checkpoint of the same run; takes over a failure where it holds one.
  // FAILED_PRECONDITION or INVALID_ARGUMENT naming `name`; the run is of no use after an error.
  absl::Status Restore(const Checkpoint& checkpoint, absl::string_view name);

  // Trains from where it stands to the end of `last_epoch`. A loss that is not finite ends it with
  // OK and result().failure(); errors are of libtorch (see torch_status.h) or the callback.
  absl::Status Train(int32_t last_epoch, const TrainingCallbacks& callbacks);

  // After the last epoch: gives the model the weights of the best epoch and fills in
  // result().test().
  absl::Status Test(const ResidentImages& test);

  // Weights share memory with the model.
  Checkpoint MakeCheckpoint() const;

  // With the best epoch's weights after Test.
  const Classifier& model() const { return *inputs_.model; }

  const RunResult& result() const { return result_; }
  // Of this object's own epochs.
  const TrainingSpeed& speed() const { return speed_; }

 private:
  // The loss, which no later step changes.
  at::Tensor Step(const at::Tensor& picks, double learning_rate);
  absl::Status TrainEpoch(int32_t epoch, const TrainingCallbacks& callbacks);
  void Validate(EpochResult& epoch);
  void KeepBest(const EpochResult& epoch);
  void Fail(std::string message, int32_t epoch, int64_t step);

  TrainingInputs inputs_;
  std::optional<int64_t> loss_group_;
  RunResult result_;
  NamedTensors weights_;  // the model's own
  BatchMaker train_batches_;
  std::unique_ptr<Stepper> stepper_;
  double learning_rate_ = 0;  // of the step
  GraphedFunction step_;      // of a batch's picks
  Evaluator validator_;
  NamedTensors best_weights_;  // copies; empty before the first validation
  int64_t steps_per_epoch_;
  TrainingSpeed speed_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_TRAINER_H_
