// Whether a Table proto can be written: the checks that every format relies on.
#ifndef LIB_REPORT_TABLE_CHECK_H_
#define LIB_REPORT_TABLE_CHECK_H_

#include "absl/status/status.h"
#include "results/report.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming the table and the row or column: no name, no columns, a column without
// heading, a row whose headings or cells do not fit, a cell that is OK without value or text, an
// interval without value, with one end or upside down, a failed cell without note, negative
// decimals or more than 17.
absl::Status CheckTable(const Table& table);

}  // namespace labelrep

#endif  // LIB_REPORT_TABLE_CHECK_H_
