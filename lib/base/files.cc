#include "lib/base/files.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/base/errno_status.h"
#include "lib/base/file_descriptor.h"
#include "lib/base/status_macros.h"
#include "lib/base/temporary_file.h"

namespace labelrep {
namespace {

namespace fs = std::filesystem;

absl::Status Replace(const std::string& path, absl::string_view bytes, Durability durability) {
  LABELREP_ASSIGN_OR_RETURN(TemporaryFile file, TemporaryFile::Write(path, bytes, durability));
  LABELREP_RETURN_IF_ERROR(file.PutInPlace());
  return durability == Durability::kSynced ? SyncFolderOf(path) : absl::OkStatus();
}

// Of "~" or "~user" at the beginning of a path, as a shell has it; empty where there is none.
std::string HomeOf(const std::string& path) {
  if (path.front() != '~') return "";
  const std::string user = path.substr(1, std::min(path.find('/'), path.size()) - 1);
  const char* home = std::getenv("HOME");
  if (user.empty() && home != nullptr && *home != '\0') return home;
  const passwd* entry = user.empty() ? getpwuid(getuid()) : getpwnam(user.c_str());
  return entry == nullptr ? "" : entry->pw_dir;
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
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
  if (const std::string home = HomeOf(path); !home.empty()) {
    return absl::StrCat(home, path.substr(std::min(path.find('/'), path.size())));
  }
  const char* folder = std::getenv("BUILD_WORKING_DIRECTORY");
  if (folder == nullptr || *folder == '\0') return path;
  return (fs::path(folder) / path).string();
}

}  // namespace labelrep
