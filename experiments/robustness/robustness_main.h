// What the programs that make a robustness table or figure have in common.
#ifndef EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_MAIN_H_
#define EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_MAIN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/attack.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

using WriteRobustness = std::function<absl::Status(
    const TableSpec& spec, const std::vector<RunResult>& runs,
    const std::vector<AttackResult>& attacks, const std::string& out_prefix)>;

// The main function of a program with the flags --spec=FILE (TableSpec, text) and --out=PREFIX that
// calls `write` with the results that the spec names. Returns the exit status; an error goes to
// standard error.
int RobustnessMain(int argc, char** argv, const std::string& purpose, const WriteRobustness& write);

using MakeTableOfAttacks =
    std::function<absl::StatusOr<Table>(const TableSpec& spec, const std::vector<RunResult>& runs,
                                        const std::vector<AttackResult>& attacks)>;

// The same for a table, in every format.
int RobustnessTableMain(int argc, char** argv, const std::string& purpose,
                        const MakeTableOfAttacks& make);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_MAIN_H_
