// Runs for tests, built one by one.
#ifndef EXPERIMENTS_FIGURES_FIGURE_RUNS_TESTING_H_
#define EXPERIMENTS_FIGURES_FIGURE_RUNS_TESTING_H_

#include <string>
#include <vector>

#include "experiments/tables/table_spec.pb.h"
#include "results/run.pb.h"

namespace labelrep {

struct TestRuns {
  TableSpec spec;
  std::vector<RunResult> results;

  explicit TestRuns(const std::string& figure);

  // Adds a measured run on "shapes10" with `accuracy` on 1,000 test images, named
  // <encoder>_<kind>_p<percent>_s<seed>, with two epochs: loss 2 and 1, accuracy 0.25 and 0.5.
  RunResult& Add(const std::string& encoder, const std::string& kind, double percent, int seed,
                 double accuracy);

  // Adds a run that failed at epoch 1.
  void AddFailed(const std::string& encoder, const std::string& kind, double percent, int seed);
};

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FIGURE_RUNS_TESTING_H_
