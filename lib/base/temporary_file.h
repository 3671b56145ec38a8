// A new file beside the one that it is to replace. Use files.h or output_files.h to write whole
// files.
#ifndef LIB_BASE_TEMPORARY_FILE_H_
#define LIB_BASE_TEMPORARY_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Whether the bytes are to survive a power failure.
enum class Durability { kSynced, kUnsynced };

// Gone when it is destroyed, unless it was put in place.
class TemporaryFile {
 public:
  // The bytes, under a name of their own in the folder of `path`: "<path>.tmp.<process>.<number>".
  // FAILED_PRECONDITION where there is something at `path` that is no plain file; else as of
  // ErrnoStatus.
  static absl::StatusOr<TemporaryFile> Write(const std::string& path, absl::string_view bytes,
                                             Durability durability);

  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&& other) = delete;
  ~TemporaryFile();

  // Renames it to `path`, in place of what is there.
  absl::Status PutInPlace();

  const std::string& path() const { return path_; }
  bool is_in_place() const { return name_.empty(); }

 private:
  TemporaryFile(std::string path, std::string name);

  std::string path_;
  std::string name_;  // empty where it is in place
};

// A name in the folder of `path` that no file has.
std::string UnusedName(const std::string& path);

// Whether a file of this name is what a process that was killed left half-written, or one that is
// being written.
bool IsTemporaryName(absl::string_view name);

// Makes renames in the folder of `path` survive a power failure.
absl::Status SyncFolderOf(const std::string& path);

}  // namespace labelrep

#endif  // LIB_BASE_TEMPORARY_FILE_H_
