#include "experiments/robustness/robustness_main.h"

#include "experiments/robustness/attacked_runs.h"
#include "experiments/tables/run_results.h"
#include "experiments/tables/spec_main.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"

namespace labelrep {

int RobustnessMain(int argc, char** argv, const std::string& purpose,
                   const WriteRobustness& write) {
  const auto write_outputs = [&](const TableSpec& spec,
                                 const std::string& out_prefix) -> absl::Status {
    LABELREP_ASSIGN_OR_RETURN(const std::vector<RunResult> runs, ReadRunResults(spec));
    LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackResult> attacks, ReadAttackResults(spec));
    return write(spec, runs, attacks, out_prefix);
  };
  return SpecMain(argc, argv, purpose, write_outputs);
}

int RobustnessTableMain(int argc, char** argv, const std::string& purpose,
                        const MakeTableOfAttacks& make) {
  const auto write = [&](const TableSpec& spec, const std::vector<RunResult>& runs,
                         const std::vector<AttackResult>& attacks,
                         const std::string& out_prefix) -> absl::Status {
    LABELREP_ASSIGN_OR_RETURN(const Table table, make(spec, runs, attacks));
    return WriteTable(table, out_prefix);
  };
  return RobustnessMain(argc, argv, purpose, write);
}

}  // namespace labelrep
