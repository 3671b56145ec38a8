// Statistics of the label sets that runs were trained on.
#ifndef EXPERIMENTS_ROBUSTNESS_LABEL_SET_STATISTICS_H_
#define EXPERIMENTS_ROBUSTNESS_LABEL_SET_STATISTICS_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "experiments/report/report.h"
#include "lib/stats/label_statistics.h"

namespace labelrep {

// Of the label sets of a report, and of other draws of them, which are made here: what a draw needs
// is in the recipe and the class names.
class LabelSetStatistics {
 public:
  // Both must outlive it.
  LabelSetStatistics(const ReportSpec& spec, const ReportInputs& inputs)
      : spec_(spec), inputs_(inputs) {}

  // INVALID_ARGUMENT naming data set and kind where the report has no such label set.
  absl::StatusOr<LabelStatistics> Find(const std::string& dataset, const std::string& kind,
                                       uint64_t label_seed);

 private:
  const ReportSpec& spec_;
  const ReportInputs& inputs_;
  std::map<std::tuple<std::string, std::string, uint64_t>, LabelStatistics> known_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_LABEL_SET_STATISTICS_H_
