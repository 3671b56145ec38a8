// From the spec of a table or figure to its files.
#ifndef EXPERIMENTS_REPORT_WRITE_REPORT_H_
#define EXPERIMENTS_REPORT_WRITE_REPORT_H_

#include <string>

#include "absl/status/status.h"

namespace labelrep {

// Makes what the spec in the file `spec_path` (ReportSpec, text) asks for, and writes it as
// `out_prefix` with .pb and so on, in every format that needs no renderer. Relative paths in the
// spec are UserPaths. An error leaves no file.
absl::Status WriteReport(const std::string& spec_path, const std::string& out_prefix);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_WRITE_REPORT_H_
