// A table in every format.
#ifndef LIB_REPORT_WRITE_TABLE_H_
#define LIB_REPORT_WRITE_TABLE_H_

#include <string>

#include "absl/status/status.h"
#include "results/report.pb.h"

namespace labelrep {

// Writes <prefix>.pb, .md, .csv, .tex, .json and .html, or on an error none (WriteFormats). Nothing
// is written for a table that fails CheckTable.
absl::Status WriteTable(const Table& table, const std::string& prefix);

}  // namespace labelrep

#endif  // LIB_REPORT_WRITE_TABLE_H_
