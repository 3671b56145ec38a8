#include "lib/base/output_files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/base/errno_status.h"
#include "lib/base/status_macros.h"
#include "lib/base/temporary_file.h"

namespace labelrep {
namespace {

// What was at the paths of a set, under other names until the new set is whole.
class SetAside {
 public:
  SetAside() = default;
  SetAside(const SetAside&) = delete;
  SetAside& operator=(const SetAside&) = delete;

  absl::Status Add(const std::string& path) {
    std::string name = UnusedName(path);
    if (rename(path.c_str(), name.c_str()) == 0) {
      moved_.emplace_back(path, std::move(name));
    } else if (errno != ENOENT) {
      return ErrnoStatus("write", path, errno);
    }
    return absl::OkStatus();
  }

  // In the opposite order, so that the file that readers go by comes back last.
  void PutBack() {
    for (auto file = moved_.rbegin(); file != moved_.rend(); ++file) {
      rename(file->second.c_str(), file->first.c_str());
    }
  }

  void Remove() {
    for (const auto& [path, name] : moved_) unlink(name.c_str());
  }

 private:
  std::vector<std::pair<std::string, std::string>> moved_;  // where it was, where it is
};

absl::Status Exchange(std::vector<TemporaryFile>& files, const std::vector<std::string>& obsolete,
                      SetAside& earlier) {
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    LABELREP_RETURN_IF_ERROR(earlier.Add(file->path()));
  }
  for (const std::string& path : obsolete) LABELREP_RETURN_IF_ERROR(earlier.Add(path));
  for (TemporaryFile& file : files) LABELREP_RETURN_IF_ERROR(file.PutInPlace());
  return absl::OkStatus();
}

absl::Status SyncFoldersOf(const std::vector<OutputFile>& files) {
  std::set<std::string> synced;
  absl::Status status;
  for (const OutputFile& file : files) {
    if (!synced.insert(std::filesystem::path(file.path).parent_path().string()).second) continue;
    status.Update(SyncFolderOf(file.path));
  }
  return status;
}

}  // namespace

absl::Status WriteTogether(const std::vector<OutputFile>& files,
                           const std::vector<std::string>& obsolete) {
  std::vector<TemporaryFile> written;
  for (const OutputFile& file : files) {
    LABELREP_ASSIGN_OR_RETURN(TemporaryFile temporary,
                              TemporaryFile::Write(file.path, file.bytes, Durability::kSynced));
    written.push_back(std::move(temporary));
  }
  SetAside earlier;
  const absl::Status status = Exchange(written, obsolete, earlier);
  if (!status.ok()) {
    // From the last on, as readers go by that.
    for (auto file = written.rbegin(); file != written.rend(); ++file) {
      if (file->is_in_place()) unlink(file->path().c_str());
    }
    earlier.PutBack();
    return status;
  }
  earlier.Remove();
  return SyncFoldersOf(files);
}

}  // namespace labelrep
