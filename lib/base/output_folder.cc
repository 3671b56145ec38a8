#include "lib/base/output_folder.h"

#include <unistd.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/files.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "lib/base/temporary_file.h"

namespace labelrep {
namespace {

constexpr char kLockFile[] = "/.in_use";

std::string ThisProcess() {
  char host[256] = {};
  if (gethostname(host, sizeof(host) - 1) != 0) host[0] = '\0';
  return absl::StrCat("process ", getpid(), " on ", host);
}

absl::Status InUse(const std::string& path) {
  const absl::StatusOr<std::string> holder = ReadFile(path + kLockFile);
  const std::string name =
      holder.ok() && !holder->empty() ? Printable(holder->substr(0, 300)) : "another process";
  return absl::UnavailableError(absl::StrCat(
      path, ": ", name, " writes there; give another folder with --out, or wait until it is done"));
}

absl::Status RemoveLeftovers(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(path));
  for (const std::string& file : files) {
    if (IsTemporaryName(std::filesystem::path(file).filename().string())) {
      LABELREP_RETURN_IF_ERROR(RemoveFile(file));
    }
  }
  return absl::OkStatus();
}

}  // namespace

OutputFolder::OutputFolder(std::string path, bool is_new, std::optional<FileLock> lock)
    : path_(std::move(path)), is_new_(is_new), lock_(std::move(lock)) {}

absl::StatusOr<OutputFolder> OutputFolder::Take(const std::string& path) {
  const std::string file = path + kLockFile;
  while (true) {
    const bool is_new = !PathExists(path);
    LABELREP_RETURN_IF_ERROR(MakeDirectory(path));
    absl::StatusOr<std::optional<FileLock>> lock =
        FileLock::Try(file, 0, FileLock::IfAbsent::kMakeFile);
    if (absl::IsUnimplemented(lock.status())) {
      RemoveFile(file).IgnoreError();
      return OutputFolder(path, is_new, std::nullopt);
    }
    LABELREP_RETURN_IF_ERROR(lock.status());
    if (!lock->has_value()) return InUse(path);
    // One that its holder has removed meanwhile keeps nobody out.
    if (!(*lock)->IsOf(file)) continue;
    OutputFolder folder(path, is_new, *std::move(lock));
    folder.lock_->LeaveNote(ThisProcess());
    LABELREP_RETURN_IF_ERROR(RemoveLeftovers(path));
    return folder;
  }
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::exchange(other.path_, "")),
      is_new_(other.is_new_),
      lock_(std::exchange(other.lock_, std::nullopt)) {}

OutputFolder::~OutputFolder() {
  if (path_.empty()) return;
  if (lock_.has_value()) unlink((path_ + kLockFile).c_str());
  if (is_new_) rmdir(path_.c_str());
}

}  // namespace labelrep
