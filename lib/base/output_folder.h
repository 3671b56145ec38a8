// The folder of a run that a user starts by hand: one process at a time writes there.
#ifndef LIB_BASE_OUTPUT_FOLDER_H_
#define LIB_BASE_OUTPUT_FOLDER_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/file_lock.h"

namespace labelrep {

// Held until it is destroyed, or its process ends however it does. A file system without locks
// keeps nobody out.
class OutputFolder {
 public:
  // Makes the folder where there is none, and removes what writers that were killed left
  // half-written in it. UNAVAILABLE where another process holds it, naming the folder and, where it
  // is known, the process; errors as of MakeDirectory.
  static absl::StatusOr<OutputFolder> Take(const std::string& path);

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&& other) = delete;
  // Removes a folder that it made and in which nothing was left.
  ~OutputFolder();

 private:
  OutputFolder(std::string path, bool is_new, std::optional<FileLock> lock);

  std::string path_;  // empty in one that was moved from
  bool is_new_;
  std::optional<FileLock> lock_;
};

}  // namespace labelrep

#endif  // LIB_BASE_OUTPUT_FOLDER_H_
