#include "experiments/figures/figure_runs_testing.h"

#include <cmath>

#include "experiments/tables/run_outcome_testing.h"

namespace labelrep {

TestRuns::TestRuns(const std::string& figure) {
  spec.set_name(figure);
  spec.set_profile("smoke");
}

RunResult& TestRuns::Add(const std::string& encoder, const std::string& kind, double percent,
                         int seed, double accuracy) {
  TableSpec::Run& run = *spec.add_runs();
  run = MakeRun("shapes10", encoder, kind, seed);
  run.set_name(encoder + "_" + kind + "_p" + std::to_string(static_cast<int>(percent)) + "_s" +
               std::to_string(seed));
  run.set_train_fraction_percent(percent);
  RunResult& result = results.emplace_back(MakeResult(run));
  result.mutable_recipe()->set_epochs(2);
  for (int epoch : {1, 2}) {
    EpochResult& epoch_result = *result.add_epochs();
    epoch_result.set_epoch(epoch);
    epoch_result.set_train_loss(3 - epoch);
    epoch_result.set_validation_accuracy(0.25 * epoch);
  }
  result.set_best_epoch(2);
  result.mutable_test()->set_images(1000);
  const auto correct = static_cast<int64_t>(std::lround(1000 * accuracy));
  if (kind == "category" || kind == "smooth") {
    result.mutable_test()->set_correct_by_largest_output(correct);
  } else {
    result.mutable_test()->set_correct_by_nearest_label(correct);
  }
  return result;
}

void TestRuns::AddFailed(const std::string& encoder, const std::string& kind, double percent,
                         int seed) {
  RunResult& result = Add(encoder, kind, percent, seed, 0);
  result.clear_test();
  result.mutable_failure()->set_message("the loss is nan");
  result.mutable_failure()->set_epoch(1);
}

}  // namespace labelrep
