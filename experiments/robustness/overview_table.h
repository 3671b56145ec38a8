// What every attack leaves of every label kind at one epsilon: the robustness table in short.
#ifndef EXPERIMENTS_ROBUSTNESS_OVERVIEW_TABLE_H_
#define EXPERIMENTS_ROBUSTNESS_OVERVIEW_TABLE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/attack.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A column for each label kind, and for each data set, encoder and seed: accuracy without attack
// and under each attack, on the true class and over all images that the attack was given; under all
// images together that were made against the models of the other kinds; in the worst case; and the
// verdict on masked gradients. The epsilon is the one that most attacks ran at (of several the
// smallest); attacks that did not, and those in the release's variant or in bf16 that are there in
// the paper's and in fp32, are left to the whole table (robustness_table.h). `runs` and `attacks`
// are those of the spec, in its order; cells without a measurement are marked. INVALID_ARGUMENT
// where no attack has an epsilon, and as GroupAttacks, Summarize and WorstCase.
absl::StatusOr<Table> MakeOverviewTable(const TableSpec& spec, const std::vector<RunResult>& runs,
                                        const std::vector<AttackResult>& attacks);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_OVERVIEW_TABLE_H_
