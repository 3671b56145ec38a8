#include "experiments/plan/image_cost.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "lib/base/process_memory.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/torch_status.h"
#include "lib/stats/median.h"
#include "lib/train/step_bench.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {
namespace {

// Where a CPU stands in for a GPU: a step on a whole batch would take it seconds.
constexpr int32_t kStandInBatch = 8;

// Median seconds of `step`, after one call that does not count.
double MedianSeconds(double budget_s, const std::function<void()>& step) {
  step();
  std::vector<double> seconds;
  for (const Stopwatch all; seconds.size() < 2 || all.Elapsed_s() < budget_s;) {
    const Stopwatch one;
    step();
    seconds.push_back(one.Elapsed_s());
  }
  return UpperMedian(std::move(seconds));
}

// Keeps `benches` training on threads of their own while `body` runs. The first error of any.
absl::Status WithOthersTraining(const std::vector<std::unique_ptr<StepBench>>& benches, int threads,
                                const std::function<void()>& body) {
  std::atomic<bool> stop = false;
  std::vector<absl::Status> statuses(benches.size());
  std::vector<std::thread> others;
  for (size_t i = 0; i < benches.size(); ++i) {
    others.emplace_back([&stop, threads, bench = benches[i].get(), status = &statuses[i]] {
      // The thread count of ATen's kernels is each thread's own.
      at::set_num_threads(threads);
      *status = CatchTorchErrors("training beside the timed steps", [&] {
        while (!stop) bench->Train();
        return absl::OkStatus();
      });
    });
  }
  auto join = absl::MakeCleanup([&] {
    stop = true;
    for (std::thread& other : others) other.join();
  });
  body();
  std::move(join).Invoke();
  for (const absl::Status& status : statuses) LABELREP_RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

Recipe TimedRecipe(Recipe recipe) {
  if (DeviceIsHere(recipe.device())) return recipe;
  recipe.set_device(Recipe::CPU);
  recipe.set_precision(Recipe::FP32);
  recipe.set_batch_size(std::min(recipe.batch_size(), kStandInBatch));
  return recipe;
}

}  // namespace

bool DeviceIsHere(Recipe::Device device) {
  return device == Recipe::CPU || (device == Recipe::CUDA && at::hasCUDA());
}

absl::StatusOr<StepCost> TimeSteps(const Recipe& recipe, absl::Span<const int32_t> label_shape,
                                   int64_t image_size, int jobs, double budget_s) {
  if (!DeviceIsHere(recipe.device())) {
    return absl::FailedPreconditionError("this machine has no CUDA GPU, or libtorch has no CUDA");
  }
  StepCost cost;
  RestartPeak();
  const std::optional<ProcessMemory> before = ReadProcessMemory();
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("timing training steps", [&]() -> absl::Status {
    at::set_num_threads(recipe.threads());
    at::globalContext().setAllowTF32CuBLAS(recipe.allow_tf32());
    at::globalContext().setAllowTF32CuDNN(recipe.allow_tf32());
    std::vector<std::unique_ptr<StepBench>> others;
    std::unique_ptr<StepBench> bench;
    for (int job = 0; job < jobs; ++job) {
      LABELREP_ASSIGN_OR_RETURN(
          std::shared_ptr<Classifier> model,
          MakeInitializedClassifier(recipe.encoder(), label_shape, recipe.seed(), image_size));
      bench = std::make_unique<StepBench>(recipe, std::move(model), label_shape);
      if (job + 1 < jobs) others.push_back(std::move(bench));
    }
    return WithOthersTraining(others, recipe.threads(), [&] {
      cost.training_s_per_image =
          MedianSeconds(budget_s, [&] { bench->Train(); }) / recipe.batch_size();
      cost.evaluation_s_per_image =
          MedianSeconds(budget_s / 4, [&] { bench->Evaluate(); }) / recipe.batch_size();
    });
  }));
  if (const std::optional<ProcessMemory> after = ReadProcessMemory(); after && before) {
    cost.memory_bytes =
        before->resident_bytes + (after->peak_resident_bytes - before->resident_bytes) / jobs;
  }
  return cost;
}

absl::Status CountOperations(ImageCosts::Cost& cost) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(cost.run().recipe().encoder(),
                                               cost.run().label_shape(), cost.run().image_size()));
  return CatchTorchErrors("counting operations", [&] {
    cost.set_forward_flops(2.0 * static_cast<double>(MeasureComplexity(*model).multiply_adds()));
    return absl::OkStatus();
  });
}

absl::Status CostMeter::Measure(ImageCosts::Cost& cost) {
  LABELREP_RETURN_IF_ERROR(CountOperations(cost));
  const double flops = cost.forward_flops();
  const Recipe recipe = TimedRecipe(cost.run().recipe());
  // Runs of the same key have the same layers but for the size of the head's last.
  const std::string key = absl::StrCat(
      cost.run().label_shape_size(), " ", cost.run().image_size(), " ", recipe.encoder(), " ",
      recipe.batch_size(), " ", recipe.precision(), " ", recipe.memory_format(), " ",
      recipe.allow_tf32(), " ", recipe.device(), " ", recipe.threads());
  if (!timed_.contains(key)) {
    LABELREP_ASSIGN_OR_RETURN(
        const StepCost step,
        TimeSteps(recipe, cost.run().label_shape(), cost.run().image_size(), jobs_, budget_s_));
    timed_[key].set_forward_flops(flops);
    timed_[key].set_training_s(step.training_s_per_image);
    timed_[key].set_evaluation_s(step.evaluation_s_per_image);
    if (step.memory_bytes && cost.run().recipe().device() == Recipe::CPU) {
      timed_[key].set_memory_bytes(*step.memory_bytes);
    }
  }
  const ImageCosts::Cost& timed = timed_[key];
  const double share = flops / timed.forward_flops();
  cost.set_training_s(share * timed.training_s());
  cost.set_evaluation_s(share * timed.evaluation_s());
  if (timed.has_memory_bytes()) cost.set_memory_bytes(timed.memory_bytes());
  return absl::OkStatus();
}

}  // namespace labelrep
