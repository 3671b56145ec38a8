#include "experiments/plan/step_timer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "absl/cleanup/cleanup.h"
#include "c10/core/GradMode.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/image_set.h"
#include "lib/eval/label_tensors.h"
#include "lib/eval/loss.h"
#include "lib/train/autocast.h"
#include "lib/train/sgd.h"
#include "models/registry.h"

namespace labelrep {
namespace {

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Labels whose values do not matter: one-hot for a linear head, zeros for a decoder.
LabelTensors SyntheticLabels(absl::Span<const int32_t> label_shape, at::Device device) {
  LabelSet labels;
  const bool linear = label_shape.size() == 1;
  const int64_t classes = linear ? label_shape[0] : 10;
  int64_t size = 1;
  for (const int32_t dimension : label_shape) {
    labels.add_shape(dimension);
    size *= dimension;
  }
  for (int64_t i = 0; i < classes; ++i) labels.add_class_names();
  for (int64_t i = 0; i < classes * size; ++i) {
    labels.add_values(linear && i / size == i % size ? 1.0f : 0.0f);
  }
  labels.set_loss(linear ? LabelSet::CROSS_ENTROPY : LabelSet::SMOOTH_L1);
  labels.set_decision(linear ? LabelSet::LARGEST_OUTPUT : LabelSet::NEAREST_LABEL);
  return MakeLabelTensors(labels, device);
}

// A model with a batch of random images.
class Workbench {
 public:
  Workbench(const Recipe& recipe, std::shared_ptr<Classifier> model,
            absl::Span<const int32_t> label_shape)
      : device_(recipe.device() == Recipe::CUDA ? at::kCUDA : at::kCPU),
        bf16_(recipe.precision() == Recipe::BF16_AUTOCAST),
        model_(std::move(model)),
        labels_(SyntheticLabels(label_shape, device_)) {
    const bool channels_last = recipe.memory_format() == Recipe::CHANNELS_LAST;
    const auto format = channels_last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    model_->to(device_);
    for (at::Tensor& parameter : model_->parameters()) {
      if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(format));
    }
    images_ = at::rand({recipe.batch_size(), kImageChannels, kImageSize, kImageSize})
                  .to(device_).contiguous(format);
    classes_ = at::zeros({recipe.batch_size()}, at::kLong).to(device_);
    sgd_ = std::make_unique<Sgd>(model_->parameters(),
                                 SgdOptions{recipe.momentum(), recipe.weight_decay()});
  }

  void Train() {
    model_->train();
    at::Tensor loss;
    {
      AutocastScope autocast(device_.type(), bf16_);
      loss = LabelLoss(model_->Forward(images_), classes_, labels_);
    }
    loss.backward();
    // Rate 0, as the numbers are of no interest; reading the loss waits for a GPU.
    sgd_->Step(0);
    loss.item<float>();
  }

  void Evaluate() {
    c10::NoGradGuard no_grad;
    model_->eval();
    LabelLoss(model_->Forward(images_), classes_, labels_).item<float>();
  }

 private:
  at::Device device_;
  bool bf16_;
  std::shared_ptr<Classifier> model_;
  LabelTensors labels_;
  at::Tensor images_;
  at::Tensor classes_;
  std::unique_ptr<Sgd> sgd_;
};

// Median seconds of `step`, after one call that does not count.
double MedianSeconds(double budget_s, const std::function<void()>& step) {
  step();
  std::vector<double> seconds;
  for (const double end = Now() + budget_s; seconds.size() < 2 || Now() < end;) {
    const double start = Now();
    step();
    seconds.push_back(Now() - start);
  }
  std::nth_element(seconds.begin(), seconds.begin() + seconds.size() / 2, seconds.end());
  return seconds[seconds.size() / 2];
}

// Keeps `benches` training on threads of their own while `body` runs.
void WithOthersTraining(const std::vector<std::unique_ptr<Workbench>>& benches, int threads,
                        const std::function<void()>& body) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> others;
  for (const std::unique_ptr<Workbench>& bench : benches) {
    others.emplace_back([&stop, threads, bench = bench.get()] {
      // The thread count of ATen's kernels is each thread's own.
      at::set_num_threads(threads);
      while (!stop) bench->Train();
    });
  }
  const auto join = absl::MakeCleanup([&] {
    stop = true;
    for (std::thread& other : others) other.join();
  });
  body();
}

}  // namespace

bool DeviceIsHere(Recipe::Device device) {
  return device == Recipe::CPU || (device == Recipe::CUDA && at::hasCUDA());
}

absl::StatusOr<SecondsPerImage> TimeSteps(const Recipe& recipe,
                                          absl::Span<const int32_t> label_shape, int jobs,
                                          double budget_s) {
  if (!DeviceIsHere(recipe.device())) {
    return absl::FailedPreconditionError("this machine has no CUDA GPU, or libtorch has no CUDA");
  }
  SecondsPerImage seconds;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("timing training steps", [&]() -> absl::Status {
    at::set_num_threads(recipe.threads());
    std::vector<std::unique_ptr<Workbench>> others;
    std::unique_ptr<Workbench> bench;
    for (int job = 0; job < jobs; ++job) {
      LABELREP_ASSIGN_OR_RETURN(std::shared_ptr<Classifier> model,
                                BuildClassifier(recipe.encoder(), label_shape, recipe.seed()));
      bench = std::make_unique<Workbench>(recipe, std::move(model), label_shape);
      if (job + 1 < jobs) others.push_back(std::move(bench));
    }
    WithOthersTraining(others, recipe.threads(), [&] {
      seconds.training = MedianSeconds(budget_s, [&] { bench->Train(); }) / recipe.batch_size();
      seconds.evaluation =
          MedianSeconds(budget_s / 4, [&] { bench->Evaluate(); }) / recipe.batch_size();
    });
    return absl::OkStatus();
  }));
  return seconds;
}

}  // namespace labelrep
