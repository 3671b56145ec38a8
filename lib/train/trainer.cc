#include "lib/train/trainer.h"

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/torch_status.h"
#include "lib/eval/evaluate.h"
#include "lib/eval/model_storage.h"
#include "lib/train/best_epoch.h"
#include "lib/train/epoch_losses.h"
#include "lib/train/schedule.h"

namespace labelrep {
namespace {

NamedTensors ParametersAndBuffers(const Classifier& model) {
  NamedTensors tensors = model.Parameters();
  for (auto& buffer : model.Buffers()) tensors.push_back(std::move(buffer));
  return tensors;
}

NamedTensors Copies(const NamedTensors& tensors) {
  NamedTensors copies;
  for (const auto& [name, tensor] : tensors) copies.emplace_back(name, tensor.detach().clone());
  return copies;
}

BatchOptions BatchOptionsOf(const TrainingInputs& inputs) {
  const Recipe& recipe = inputs.header.recipe();
  return {.batch_size = recipe.batch_size(),
          .normalization = inputs.normalization,
          .memory_format = MemoryFormatOf(recipe)};
}

// A recording holds the rate, and costs as much as some tens of plain steps.
MakeDeviceGraph StepGraphs(const Recipe& recipe, const MakeDeviceGraph& make_graph) {
  return recipe.has_one_cycle() ? nullptr : make_graph;
}

}  // namespace

TrainingRun::TrainingRun(TrainingInputs inputs, std::optional<int64_t> loss_group,
                         MakeDeviceGraph make_graph)
    : inputs_(std::move(inputs)),
      loss_group_(loss_group),
      result_(inputs_.header),
      weights_(ParametersAndBuffers(*inputs_.model)),
      train_batches_(inputs_.train, BatchOptionsOf(inputs_)),
      stepper_(MakeStepper(result_.recipe(), inputs_.labels.loss, *inputs_.model)),
      step_(
          [this](const GraphedFunction::Tensors& picks) {
            const Batch batch = train_batches_.Make(picks[0]);
            const TrainingBatch training = {batch.images, inputs_.labels.Targets(batch.labels)};
            return GraphedFunction::Tensors{stepper_->Step(training, learning_rate_)};
          },
          StepGraphs(result_.recipe(), make_graph)),
      validator_(*inputs_.model, Batches::InOrder(inputs_.validation, BatchOptionsOf(inputs_)),
                 inputs_.labels, make_graph),
      steps_per_epoch_(CountBatches(inputs_.train.size(), result_.recipe().batch_size())) {
  result_.set_parameters(CountElements(inputs_.model->Parameters()));
  result_.set_training_images(inputs_.train.size());
  result_.set_validation_images(inputs_.validation.size());
}

absl::Status TrainingRun::Restore(const Checkpoint& checkpoint, absl::string_view name) {
  LABELREP_RETURN_IF_ERROR(CheckSameRun(checkpoint.progress, result_, name));
  if (checkpoint.progress.has_failure()) {
    *result_.mutable_failure() = checkpoint.progress.failure();
  }
  *result_.mutable_epochs() = checkpoint.progress.epochs();
  if (checkpoint.progress.has_best_epoch()) {
    result_.set_best_epoch(checkpoint.progress.best_epoch());
  }
  if (result_.has_failure()) return absl::OkStatus();
  const at::NoGradGuard no_grad;
  LABELREP_RETURN_IF_ERROR(CopyTensors(checkpoint.weights, weights_, name));
  LABELREP_RETURN_IF_ERROR(CopyTensors(checkpoint.stepper_state, stepper_->State(), name));
  best_weights_.clear();
  if (!result_.has_best_epoch()) return absl::OkStatus();
  best_weights_ = Copies(weights_);
  return CopyTensors(checkpoint.best_weights, best_weights_, name);
}

absl::Status TrainingRun::Train(int32_t last_epoch, const TrainingCallbacks& callbacks) {
  return CatchTorchErrors("training", [&]() -> absl::Status {
    inputs_.model->SetTraining(true);
    while (!result_.has_failure() && result_.epochs_size() < last_epoch) {
      LABELREP_RETURN_IF_ERROR(TrainEpoch(result_.epochs_size() + 1, callbacks));
      if (callbacks.on_epoch && !result_.has_failure()) {
        LABELREP_RETURN_IF_ERROR(callbacks.on_epoch());
      }
    }
    return absl::OkStatus();
  });
}

at::Tensor TrainingRun::Step(const at::Tensor& picks, double learning_rate) {
  if (learning_rate != learning_rate_) {
    learning_rate_ = learning_rate;
    step_.RecordAnew();
  }
  return step_.Call({picks})[0].clone();
}

absl::Status TrainingRun::TrainEpoch(int32_t epoch, const TrainingCallbacks& callbacks) {
  const Recipe& recipe = result_.recipe();
  const Stopwatch stopwatch;
  const Batches batches = Batches::ForEpoch(inputs_.train, BatchOptionsOf(inputs_), recipe.seed(),
                                            epoch, recipe.augment());
  const int64_t first_step = (epoch - 1) * steps_per_epoch_;
  TrainingProgress progress{.images_done = (epoch - 1) * batches.num_images(),
                            .images_total = recipe.epochs() * batches.num_images()};
  for (const EpochResult& earlier : result_.epochs()) {
    progress.loss = earlier.train_loss();
    if (earlier.has_validation_accuracy()) {
      progress.validation_accuracy = earlier.validation_accuracy();
    }
  }
  EpochLosses losses(loss_group_);
  double learning_rate = 0;
  for (int64_t i = 0; i < steps_per_epoch_; ++i) {
    learning_rate = LearningRate(recipe, steps_per_epoch_, first_step + i);
    const at::Tensor picks = batches.Picks(i);
    const int64_t batch_size = picks.size(1);
    if (!losses.Add(Step(picks, learning_rate), batch_size)) break;
    progress.images_done += batch_size;
    if (losses.Mean().has_value()) progress.loss = losses.Mean();
    if (callbacks.on_step) callbacks.on_step(progress);
  }
  if (!losses.Flush()) {
    Fail(absl::StrCat("the training loss is ", losses.bad_loss()), epoch,
         first_step + *losses.bad_step() + 1);
    return absl::OkStatus();
  }
  speed_.AddEpoch(batches.num_images(), stopwatch.Elapsed_s());
  EpochResult done;
  done.set_epoch(epoch);
  done.set_train_loss(*losses.Mean());
  done.set_last_learning_rate(learning_rate);
  if (epoch % recipe.validate_every_epochs() == 0 || epoch == recipe.epochs()) Validate(done);
  if (!result_.has_failure()) *result_.add_epochs() = done;
  return absl::OkStatus();
}

void TrainingRun::Validate(EpochResult& epoch) {
  const Evaluation evaluation = validator_.Evaluate();
  if (!std::isfinite(evaluation.loss)) {
    Fail(absl::StrCat("the validation loss is ", evaluation.loss), epoch.epoch(),
         epoch.epoch() * steps_per_epoch_);
    return;
  }
  epoch.set_validation_loss(evaluation.loss);
  epoch.set_validation_accuracy(evaluation.Accuracy());
  KeepBest(epoch);
}

void TrainingRun::KeepBest(const EpochResult& epoch) {
  if (result_.has_best_epoch() && !IsBetterEpoch(epoch, result_.epochs(result_.best_epoch() - 1))) {
    return;
  }
  result_.set_best_epoch(epoch.epoch());
  best_weights_ = Copies(weights_);
}

void TrainingRun::Fail(std::string message, int32_t epoch, int64_t step) {
  RunFailure& failure = *result_.mutable_failure();
  failure.set_message(absl::StrCat("diverged: ", message, " at epoch ", epoch, ", step ", step,
                                   "; a lower recipe.learning_rate may help"));
  failure.set_epoch(epoch);
  failure.set_step(step);
}

absl::Status TrainingRun::Test(const ResidentImages& test) {
  return CatchTorchErrors("testing", [&]() -> absl::Status {
    {
      const at::NoGradGuard no_grad;
      LABELREP_RETURN_IF_ERROR(CopyTensors(best_weights_, weights_, "best weights"));
    }
    const Evaluation evaluation =
        Evaluate(*inputs_.model, Batches::InOrder(test, BatchOptionsOf(inputs_)), inputs_.labels);
    TestResult& result = *result_.mutable_test();
    result.set_images(evaluation.images);
    result.set_loss(evaluation.loss);
    if (const auto& count = evaluation.correct_by_largest_output; count.has_value()) {
      result.set_correct_by_largest_output(*count);
    }
    if (const auto& count = evaluation.correct_by_nearest_label; count.has_value()) {
      result.set_correct_by_nearest_label(*count);
    }
    if (const auto& count = evaluation.correct_by_threshold; count.has_value()) {
      result.set_correct_by_threshold(*count);
    }
    return absl::OkStatus();
  });
}

Checkpoint TrainingRun::MakeCheckpoint() const {
  Checkpoint checkpoint;
  checkpoint.progress = result_;
  if (result_.has_failure()) return checkpoint;
  checkpoint.weights = weights_;
  checkpoint.stepper_state = stepper_->State();
  checkpoint.best_weights = best_weights_;
  return checkpoint;
}

}  // namespace labelrep
