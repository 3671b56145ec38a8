// The runs of a figure: what they have in common, and how they are called and coloured.
#ifndef EXPERIMENTS_FIGURES_FIGURE_RUNS_H_
#define EXPERIMENTS_FIGURES_FIGURE_RUNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/run_outcome.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Each run of the spec with its result; both arguments must outlive them. INVALID_ARGUMENT for no
// runs; FAILED_PRECONDITION for a result that is not of its run's recipe.
absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const TableSpec& spec,
                                                        const std::vector<RunResult>& results);

// The models of a panel.
struct PanelModels {
  std::string dataset;
  std::string encoder;
  // "ResNet-32", with the data set where the figure has several.
  std::string title;

  bool Include(const TableSpec::Run& run) const {
    return run.dataset() == dataset && run.encoder() == encoder;
  }
};

// A panel for each data set and encoder that some run has, in the order of the runs.
std::vector<PanelModels> Panels(const std::vector<RunOutcome>& outcomes);

// The label kinds of the runs: the paper's in a fixed order, then the others as they come.
std::vector<std::string> LabelKinds(const std::vector<RunOutcome>& outcomes);

// Fills what all figures of runs have: name, profile, subtitle (data sets, recipes), columns, the
// series with their colours, and the runs that are missing.
void FillFromRuns(const TableSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FIGURE_RUNS_H_
