#include "lib/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

namespace fs = std::filesystem;

absl::Status ErrnoStatus(absl::string_view doing, absl::string_view path, int error) {
  const std::string message = absl::StrCat("cannot ", doing, " ", path, ": ", std::strerror(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(absl::StrCat(message, "; check the path"));
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(
          absl::StrCat(message, "; change its permissions or choose another path"));
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return absl::ResourceExhaustedError(
          absl::StrCat(message, "; free space there or choose another path"));
    default:
      return absl::UnavailableError(message);
  }
}

// Closes on every way out; Close() for the one whose error matters.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  int Close() {
    const int fd = fd_;
    fd_ = -1;
    return close(fd);
  }

 private:
  int fd_;
};

std::string FolderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// Makes the rename itself survive a power failure.
absl::Status SyncFolder(const std::string& folder) {
  FileDescriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // A folder that may be written but not read cannot be synced.
  if (descriptor.get() < 0 && errno == EACCES) return absl::OkStatus();
  if (descriptor.get() < 0) return ErrnoStatus("open folder", folder, errno);
  // Some file systems cannot sync folders and say EINVAL.
  if (fsync(descriptor.get()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return ErrnoStatus("sync folder", folder, errno);
  }
  return absl::OkStatus();
}

enum class Durability { kSynced, kUnsynced };

absl::Status WriteAll(int file, absl::string_view bytes, const std::string& path,
                      Durability durability) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return ErrnoStatus("write", path, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (durability == Durability::kSynced && fsync(file) != 0) {
    return ErrnoStatus("sync", path, errno);
  }
  return absl::OkStatus();
}

// Opens a new file next to `path` and sets its name. A process that was killed may have left one of
// the same process number.
int OpenTemporary(const std::string& path, std::string& name) {
  static std::atomic<uint64_t> counter{0};
  int file;
  do {
    name = absl::StrCat(path, ".tmp.", getpid(), ".", counter.fetch_add(1));
    file = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file < 0 && errno == EEXIST);
  return file;
}

absl::Status Replace(const std::string& path, absl::string_view bytes, Durability durability) {
  struct stat info;
  if (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    // A rename would replace a device or pipe by a plain file.
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot write ", path, ": it is a ", S_ISDIR(info.st_mode) ? "folder" : "device or pipe",
        "; expected a plain file or a new name"));
  }
  std::string temporary;
  FileDescriptor file(OpenTemporary(path, temporary));
  if (file.get() < 0) return ErrnoStatus("write", path, errno);
  absl::Status status = WriteAll(file.get(), bytes, path, durability);
  // Network file systems report a full disk only on closing.
  if (status.ok() && file.Close() != 0) status = ErrnoStatus("write", path, errno);
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) {
    status = ErrnoStatus("write", path, errno);
  }
  if (!status.ok()) {
    unlink(temporary.c_str());
    return status;
  }
  return durability == Durability::kSynced ? SyncFolder(FolderOf(path)) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return ErrnoStatus("read", path, errno);
  struct stat info;
  if (fstat(file.get(), &info) != 0) return ErrnoStatus("read", path, errno);
  std::string bytes;
  // Pipes have no size, so the size is only a hint.
  bytes.resize(S_ISREG(info.st_mode) ? static_cast<size_t>(info.st_size) + 1 : 1 << 16);
  size_t length = 0;
  while (true) {
    if (length == bytes.size()) bytes.resize(2 * length);
    const ssize_t count = read(file.get(), bytes.data() + length, bytes.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus("read", path, errno);
    if (count == 0) break;
    length += static_cast<size_t>(count);
  }
  bytes.resize(length);
  return bytes;
}

absl::Status WriteFileAtomically(const std::string& path, absl::string_view bytes) {
  return Replace(path, bytes, Durability::kSynced);
}

absl::Status ReplaceFile(const std::string& path, absl::string_view bytes) {
  return Replace(path, bytes, Durability::kUnsynced);
}

absl::Status RemoveFile(const std::string& path) {
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
  return ErrnoStatus("remove", path, errno);
}

bool PathExists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

absl::Status MakeDirectory(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return ErrnoStatus("make folder", path, error.value());
  if (!fs::is_directory(path, error)) return ErrnoStatus("make folder", path, ENOTDIR);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> files;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    std::error_code ignored;  // A link that leads nowhere is no plain file.
    if (entry->is_regular_file(ignored)) files.push_back(entry->path().string());
  }
  if (error) return ErrnoStatus("list folder", folder, error.value());
  std::sort(files.begin(), files.end());
  return files;
}

std::string UserPath(const std::string& path) {
  if (path.empty() || fs::path(path).is_absolute()) return path;
  const char* folder = std::getenv("BUILD_WORKING_DIRECTORY");
  if (folder == nullptr || *folder == '\0') return path;
  return (fs::path(folder) / path).string();
}

}  // namespace labelrep
