#include "lib/base/file_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace labelrep {

FileLock::FileLock(FileDescriptor descriptor) : descriptor_(std::move(descriptor)) {}

absl::StatusOr<std::optional<FileLock>> FileLock::Try(const std::string& file, int byte,
                                                      IfAbsent if_absent) {
  // A lock that keeps others out needs a file that is open for writing.
  const int flags = O_RDWR | O_CLOEXEC | (if_absent == IfAbsent::kMakeFile ? O_CREAT : 0);
  FileDescriptor descriptor(open(file.c_str(), flags, 0666));
  if (descriptor.get() < 0) {
    return absl::UnavailableError(absl::StrCat(file, ": cannot be opened: ", std::strerror(errno)));
  }
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  if (fcntl(descriptor.get(), F_OFD_SETLK, &lock) == 0) return FileLock(std::move(descriptor));
  const int error = errno;
  if (error == EAGAIN || error == EACCES) return std::nullopt;
  const std::string message = absl::StrCat(file, ": cannot be locked: ", std::strerror(error));
  if (error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP) {
    return absl::UnimplementedError(message);
  }
  return absl::UnavailableError(message);
}

void FileLock::LeaveNote(absl::string_view note) const {
  if (ftruncate(descriptor_.get(), 0) != 0) return;
  // A file that stays empty says nothing, which is what its readers expect of one.
  [[maybe_unused]] const ssize_t written = pwrite(descriptor_.get(), note.data(), note.size(), 0);
}

bool FileLock::IsOf(const std::string& file) const {
  struct stat named = {};
  struct stat locked = {};
  return stat(file.c_str(), &named) == 0 && fstat(descriptor_.get(), &locked) == 0 &&
         named.st_dev == locked.st_dev && named.st_ino == locked.st_ino;
}

}  // namespace labelrep
