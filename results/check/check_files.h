// The regression check on files and folders of results and tables.
#ifndef RESULTS_CHECK_CHECK_FILES_H_
#define RESULTS_CHECK_CHECK_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "results/check/compare.h"

namespace labelrep {

struct CheckOptions {
  CheckTolerance tolerance = {};
  // Files have to be the same, byte by byte.
  bool bytes = false;
};

// Differences between two files, or between the files of two folders and those below them, one line
// each; none where they agree. A file is a Table or RunResult, binary or, named *.textproto, in
// text form. In folders, files with other endings than .pb and .textproto and provenances
// (*provenance.pb) are left out. NOT_FOUND or INVALID_ARGUMENT naming the file that cannot be read.
absl::StatusOr<std::vector<std::string>> CheckFiles(const std::string& golden,
                                                    const std::string& actual,
                                                    const CheckOptions& options);

// Writes what the file `actual` holds to `golden`, as text where that is named *.textproto.
absl::Status UpdateGolden(const std::string& golden, const std::string& actual);

}  // namespace labelrep

#endif  // RESULTS_CHECK_CHECK_FILES_H_
