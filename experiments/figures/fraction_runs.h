// The runs of Figure 4, grouped by what they have in common.
#ifndef EXPERIMENTS_FIGURES_FRACTION_RUNS_H_
#define EXPERIMENTS_FIGURES_FRACTION_RUNS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "experiments/report/accuracy_cell.h"
#include "experiments/report/compared_runs.h"

namespace labelrep {

// The runs of one panel, label kind and training fraction: one for each seed, measured or not.
struct FractionGroup {
  ComparedModels models;
  std::string kind;
  std::string kind_title;
  double percent = 100;
  std::vector<RunOutcome> seeds;
};

// In the order of the panels, then of the fractions, then of the legend; groups without runs are
// left out.
std::vector<FractionGroup> GroupByFraction(const Catalogue& catalogue,
                                           const std::vector<RunOutcome>& outcomes);

// Whether both are of one data set and encoder.
bool InOnePanel(const FractionGroup& a, const FractionGroup& b);

bool HasSeveralFractions(const std::vector<FractionGroup>& groups);

// Share of test images decided correctly by the label set's own rule: largest output where there is
// one, else nearest label; none where neither was measured.
std::optional<double> TestAccuracy(const RunResult& result);

// Test accuracy by seed.
std::map<uint32_t, double> AccuracyBySeed(const FractionGroup& group);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FRACTION_RUNS_H_
