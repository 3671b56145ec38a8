#include "experiments/plan/step_timer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/cleanup/cleanup.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/torch_status.h"
#include "lib/stats/median.h"
#include "lib/train/step_bench.h"
#include "models/registry.h"

namespace labelrep {
namespace {

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

}  // namespace

bool DeviceIsHere(Recipe::Device device) {
  return device == Recipe::CPU || (device == Recipe::CUDA && at::hasCUDA());
}

absl::StatusOr<SecondsPerImage> TimeSteps(const Recipe& recipe,
                                          absl::Span<const int32_t> label_shape, int64_t image_size,
                                          int jobs, double budget_s) {
  if (!DeviceIsHere(recipe.device())) {
    return absl::FailedPreconditionError("this machine has no CUDA GPU, or libtorch has no CUDA");
  }
  SecondsPerImage seconds;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("timing training steps", [&]() -> absl::Status {
    at::set_num_threads(recipe.threads());
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
      seconds.training = MedianSeconds(budget_s, [&] { bench->Train(); }) / recipe.batch_size();
      seconds.evaluation =
          MedianSeconds(budget_s / 4, [&] { bench->Evaluate(); }) / recipe.batch_size();
    });
  }));
  return seconds;
}

}  // namespace labelrep
