// A lock on a byte of a file, which ends with its process however that ends.
#ifndef LIB_BASE_FILE_LOCK_H_
#define LIB_BASE_FILE_LOCK_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/file_descriptor.h"

namespace labelrep {

// Holds the lock until it is destroyed. It is one of F_OFD_SETLK (fcntl), which works between
// processes, inside sandboxes, and between machines where the file system has it.
class FileLock {
 public:
  enum class IfAbsent { kFail, kMakeFile };

  // Nothing where another holds the lock. UNIMPLEMENTED where the file system has no locks,
  // UNAVAILABLE where the file cannot be opened for writing or locked, each naming the file.
  static absl::StatusOr<std::optional<FileLock>> Try(const std::string& file, int byte,
                                                     IfAbsent if_absent = IfAbsent::kFail);

  // Makes the note all that the file holds, for those who do not get the lock; not on a full disk.
  void LeaveNote(absl::string_view note) const;

  // Whether the locked file is still the one of that name.
  bool IsOf(const std::string& file) const;

 private:
  explicit FileLock(FileDescriptor descriptor);

  FileDescriptor descriptor_;
};

}  // namespace labelrep

#endif  // LIB_BASE_FILE_LOCK_H_
