// What the runs of a table or figure are compared by: data set and encoder, and label kind.
#ifndef EXPERIMENTS_TABLES_COMPARED_RUNS_H_
#define EXPERIMENTS_TABLES_COMPARED_RUNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/run_outcome.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Each run of the spec with its result; both arguments must outlive them. INVALID_ARGUMENT for no
// runs; FAILED_PRECONDITION for a result that is not of its run's recipe.
absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const TableSpec& spec,
                                                        const std::vector<RunResult>& results);

// The models of a column of a table, or of a panel of a figure.
struct ComparedModels {
  std::string dataset;
  std::string encoder;
  // "ResNet-32", with the data set where there are several.
  std::string title;

  bool Include(const TableSpec::Run& run) const {
    return run.dataset() == dataset && run.encoder() == encoder;
  }
};

// For each data set and encoder that some run has: the paper's in its order, then the others as
// they come, by data set first.
std::vector<ComparedModels> ModelsOf(const std::vector<RunOutcome>& outcomes);

// The label kinds of the runs: the paper's in a fixed order, then the others as they come.
std::vector<std::string> LabelKinds(const std::vector<RunOutcome>& outcomes);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_COMPARED_RUNS_H_
