#include "lib/base/temporary_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/errno_status.h"
#include "lib/base/file_descriptor.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// A process that was killed may have left a file of the same process number.
std::string NextName(const std::string& path) {
  static std::atomic<uint64_t> counter{0};
  return absl::StrCat(path, ".tmp.", getpid(), ".", counter.fetch_add(1));
}

int OpenNew(const std::string& path, std::string& name) {
  int file;
  do {
    name = NextName(path);
    file = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file < 0 && errno == EEXIST);
  return file;
}

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

// A rename would replace a device or pipe by a plain file.
absl::Status CheckReplaceable(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "cannot write ", path, ": it is a ", S_ISDIR(info.st_mode) ? "folder" : "device or pipe",
      "; expected a plain file or a new name"));
}

}  // namespace

TemporaryFile::TemporaryFile(std::string path, std::string name)
    : path_(std::move(path)), name_(std::move(name)) {}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : path_(std::move(other.path_)), name_(std::exchange(other.name_, "")) {}

TemporaryFile::~TemporaryFile() {
  if (!name_.empty()) unlink(name_.c_str());
}

absl::StatusOr<TemporaryFile> TemporaryFile::Write(const std::string& path, absl::string_view bytes,
                                                   Durability durability) {
  LABELREP_RETURN_IF_ERROR(CheckReplaceable(path));
  std::string name;
  FileDescriptor file(OpenNew(path, name));
  if (file.get() < 0) return ErrnoStatus("write", path, errno);
  TemporaryFile temporary(path, name);
  LABELREP_RETURN_IF_ERROR(WriteAll(file.get(), bytes, path, durability));
  // Network file systems report a full disk only on closing.
  if (file.Close() != 0) return ErrnoStatus("write", path, errno);
  return temporary;
}

absl::Status TemporaryFile::PutInPlace() {
  if (rename(name_.c_str(), path_.c_str()) != 0) return ErrnoStatus("write", path_, errno);
  name_.clear();
  return absl::OkStatus();
}

std::string UnusedName(const std::string& path) {
  std::string name;
  do name = NextName(path);
  while (access(name.c_str(), F_OK) == 0);
  return name;
}

bool IsTemporaryName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '.');
  uint64_t number = 0;
  return parts.size() > 3 && parts[parts.size() - 3] == "tmp" &&
         absl::SimpleAtoi(parts[parts.size() - 2], &number) &&
         absl::SimpleAtoi(parts[parts.size() - 1], &number);
}

absl::Status SyncFolderOf(const std::string& path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  const FileDescriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // A folder that may be written but not read cannot be synced.
  if (descriptor.get() < 0 && errno == EACCES) return absl::OkStatus();
  if (descriptor.get() < 0) return ErrnoStatus("open folder", folder, errno);
  // Some file systems cannot sync folders and say EINVAL.
  if (fsync(descriptor.get()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return ErrnoStatus("sync folder", folder, errno);
  }
  return absl::OkStatus();
}

}  // namespace labelrep
