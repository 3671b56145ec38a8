// The files of one measurement, all or none.
#ifndef EXPERIMENTS_MEASURE_OUTPUT_FILES_H_
#define EXPERIMENTS_MEASURE_OUTPUT_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace labelrep {

struct OutputFile {
  std::string path;
  std::string bytes;
};

// Writes the files one after the other, each as of WriteFileAtomically. The last is the result:
// where it is, the others of the same measurement are too. On an error none of them is left, and
// what an earlier measurement left has no result any more.
absl::Status WriteInOrder(const std::vector<OutputFile>& files);

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_OUTPUT_FILES_H_
