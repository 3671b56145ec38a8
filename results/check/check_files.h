// The regression check on files and folders of results, tables and figures.
#ifndef RESULTS_CHECK_CHECK_FILES_H_
#define RESULTS_CHECK_CHECK_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "results/check/compare.h"
#include "results/published/published.h"

namespace labelrep {

struct CheckOptions {
  CheckTolerance tolerance = {};
  // Files have to be the same, byte by byte.
  bool bytes = false;
  // Files that only the golden folder has are no difference: what was measured anew is a part.
  bool allow_missing = false;
  // Of files of published numbers; see ReadPublished.
  KnownNames known_names = {};
};

// Differences between two files, or between the files of two folders and those below them, one line
// each; none where they agree. A file is a Table, a Figure, or the result of a training, an
// attack or another measurement of a model, binary or, where it is named *.textproto, in text form.
// Of all but tables and trainings every field is compared, whatever the tolerance.
// tolerance.allow_new stands for files of the actual folder too. In folders, provenances
// (*provenance*.pb) and files with other endings than .pb and .textproto are left out. Files with
// the same bytes agree, whatever they hold. Where `golden` is a file of published numbers, the runs
// and attacks of the actual file, or of *result.pb, *.attack.pb and *.textproto in the actual
// folder, are held against it (check_published.h). NOT_FOUND or INVALID_ARGUMENT naming the file
// that cannot be read.
absl::StatusOr<std::vector<std::string>> CheckFiles(const std::string& golden,
                                                    const std::string& actual,
                                                    const CheckOptions& options);

// Whether the file holds published numbers, which nothing measured replaces.
bool HoldsPublishedNumbers(const std::string& path);

// Writes what the file `actual` holds to `golden`, as text where that is named *.textproto.
// FAILED_PRECONDITION where `golden` holds published numbers.
absl::Status UpdateGolden(const std::string& golden, const std::string& actual);

}  // namespace labelrep

#endif  // RESULTS_CHECK_CHECK_FILES_H_
