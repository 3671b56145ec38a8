// What the runs of a table or figure are compared by: data set and encoder, and label kind.
#ifndef EXPERIMENTS_REPORT_COMPARED_RUNS_H_
#define EXPERIMENTS_REPORT_COMPARED_RUNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/catalogue.pb.h"
#include "experiments/report/report_spec.pb.h"
#include "experiments/report/run_outcome.h"
#include "results/run.pb.h"

namespace labelrep {

// Each run of the spec with its result; both arguments must outlive them. INVALID_ARGUMENT for no
// runs; FAILED_PRECONDITION for a result that is not of its run's recipe.
absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const ReportSpec& spec,
                                                        const std::vector<RunResult>& results);

// The models of a column of a table, or of a panel of a figure.
struct ComparedModels {
  std::string dataset;
  std::string encoder;
  // "CIFAR-10", "ResNet-32".
  std::string dataset_title;
  std::string encoder_title;
  // "ResNet-32", with the data set where there are several.
  std::string title;

  bool Include(const ReportSpec::Run& run) const {
    return run.dataset() == dataset && run.encoder() == encoder;
  }
};

// For each data set and encoder that some run has: in the catalogue's order, by data set first.
std::vector<ComparedModels> ModelsOf(const Catalogue& catalogue,
                                     const std::vector<RunOutcome>& outcomes);

// The label kinds of the runs, in the catalogue's order.
std::vector<std::string> LabelKinds(const Catalogue& catalogue,
                                    const std::vector<RunOutcome>& outcomes);

// Whether two runs differ in their label kind only, if at all, so that what is measured of them
// tells about the labels.
bool DifferInLabelOnly(const ReportSpec::Run& one, const ReportSpec::Run& other);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_COMPARED_RUNS_H_
