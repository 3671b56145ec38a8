// What attacks say about every model, in numbers: accuracy by epsilon, worst case and verdict.
#ifndef EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_TABLE_H_
#define EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_TABLE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/attack.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// For each model a row for each attack: accuracy at each epsilon, the area under that curve, and
// how much larger the area is than under the release's variant of the attack and in bf16. Then a
// row with the worst case over all attacks and the verdict on masked gradients
// (lib/attack/masking_verdict.h), whose warnings are spelled out below the table. `runs` and
// `attacks` are those of the spec, in its order; cells without a measurement are marked, with the
// reason. Errors as GroupAttacks, Summarize and WorstCase.
absl::StatusOr<Table> MakeRobustnessTable(const TableSpec& spec, const std::vector<RunResult>& runs,
                                          const std::vector<AttackResult>& attacks);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_TABLE_H_
