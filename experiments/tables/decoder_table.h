// Table 5: the layers of the label decoder with input and output shapes, observed in a forward
// pass.
#ifndef EXPERIMENTS_TABLES_DECODER_TABLE_H_
#define EXPERIMENTS_TABLES_DECODER_TABLE_H_

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// Rows: the layers with weights of the decoder for labels of 64x64, then for 48x48. Where the
// encoders of spec.models() differ in what they hand to the decoder, a shape names them.
// INVALID_ARGUMENT for no encoders; NOT_FOUND or INVALID_ARGUMENT for one that there is not.
absl::StatusOr<Table> MakeDecoderTable(const TableSpec& spec);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_DECODER_TABLE_H_
