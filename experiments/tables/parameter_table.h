// Tables 3 and 4: how many parameters the models have, counted in the models themselves.
#ifndef EXPERIMENTS_TABLES_PARAMETER_TABLE_H_
#define EXPERIMENTS_TABLES_PARAMETER_TABLE_H_

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// Rows: category and high-dimensional as in the paper, then the heads for labels of 48x48 (BERT)
// and of 50 values (GloVe); columns: spec.models().encoders(). INVALID_ARGUMENT for no encoders or
// fewer than one class; NOT_FOUND or INVALID_ARGUMENT for an encoder that there is not.
absl::StatusOr<Table> MakeParameterTable(const TableSpec& spec);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_PARAMETER_TABLE_H_
