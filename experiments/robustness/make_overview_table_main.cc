// Makes the overview of attacks; see robustness_main.h.
#include "experiments/robustness/overview_table.h"
#include "experiments/robustness/robustness_main.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"

namespace labelrep {
namespace {

absl::Status Write(const TableSpec& spec, const std::vector<RunResult>& runs,
                   const std::vector<AttackResult>& attacks, const std::string& out_prefix) {
  LABELREP_ASSIGN_OR_RETURN(const Table table, MakeOverviewTable(spec, runs, attacks));
  return WriteTable(table, out_prefix);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RobustnessMain(argc, argv, "Makes the overview of attacks", &labelrep::Write);
}
