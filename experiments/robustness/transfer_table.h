// Which models' adversarial images mislead which other models.
#ifndef EXPERIMENTS_ROBUSTNESS_TRANSFER_TABLE_H_
#define EXPERIMENTS_ROBUSTNESS_TRANSFER_TABLE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/attack.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// For each data set and encoder a row for each label kind that images were made against, and a
// column for each that they were tried on: the share of images that the latter decided correctly as
// they were and still does. Where images were tried on the model they were made against, that is
// its accuracy under the attack itself. `runs` and `attacks` are those of the spec, in its order.
// INVALID_ARGUMENT where nothing was transferred, and as GroupAttacks.
absl::StatusOr<Table> MakeTransferTable(const TableSpec& spec, const std::vector<RunResult>& runs,
                                        const std::vector<AttackResult>& attacks);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_TRANSFER_TABLE_H_
