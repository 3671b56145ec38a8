// Attack results for tests, built one by one.
#ifndef EXPERIMENTS_ROBUSTNESS_ATTACK_RESULTS_TESTING_H_
#define EXPERIMENTS_ROBUSTNESS_ATTACK_RESULTS_TESTING_H_

#include <string>
#include <vector>

#include "experiments/figures/figure_runs_testing.h"
#include "results/attack.pb.h"

namespace labelrep {

struct TestAttacks {
  TestRuns runs;
  std::vector<AttackResult> results;

  explicit TestAttacks(const std::string& name) : runs(name) {}

  // Adds a measured attack of this recipe (AttackRecipe, text) on the run added last: 10 images of
  // 10 classes, decided correctly but for the first `wrong`, of which `misled[i]` more are misled
  // at epsilon i, with a change of twice epsilon.
  AttackResult& Add(const std::string& recipe, int wrong, const std::vector<int>& misled);

  // Adds one that could not be made.
  void AddAbsent(const std::string& recipe);
};

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_ATTACK_RESULTS_TESTING_H_
