// Files that belong together, such as a result and its weights: all of them or none.
#ifndef LIB_BASE_OUTPUT_FILES_H_
#define LIB_BASE_OUTPUT_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace labelrep {

struct OutputFile {
  std::string path;
  std::string bytes;
};

// Writes the files as one thing. The last is the one that readers go by, such as the result: where
// it is, the others of the same set are too, whenever the process is killed. On an error (as of
// WriteFileAtomically) what was there before is there again, whole; but where only a folder cannot
// be synced, the new files are there already. `obsolete` are paths of the earlier set that this one
// has no file for; they are removed with it.
absl::Status WriteTogether(const std::vector<OutputFile>& files,
                           const std::vector<std::string>& obsolete = {});

}  // namespace labelrep

#endif  // LIB_BASE_OUTPUT_FILES_H_
