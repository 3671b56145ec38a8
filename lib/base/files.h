// Whole files, read and written so that a reader never sees half of one.
#ifndef LIB_BASE_FILES_H_
#define LIB_BASE_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// The bytes of a file. NOT_FOUND, PERMISSION_DENIED or UNAVAILABLE, naming the file.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Writes to a temporary name in the same folder, syncs, renames, and syncs the folder. On an error
// (full disk: RESOURCE_EXHAUSTED) the temporary file is removed and what was at `path` stays as it
// was; but where only the folder cannot be synced, the new bytes are there already.
absl::Status WriteFileAtomically(const std::string& path, absl::string_view bytes);

// The same without syncing, for what is of no use after a power failure.
absl::Status ReplaceFile(const std::string& path, absl::string_view bytes);

// OK where there is none.
absl::Status RemoveFile(const std::string& path);

// Whether a file or folder is there; not where that cannot be found out.
bool PathExists(const std::string& path);

// Makes the folder and those above it; OK where it exists.
absl::Status MakeDirectory(const std::string& path);

// Full paths of the plain files in a folder, sorted by name.
absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& folder);

// `path` itself where it is absolute, else relative to the folder in which the user typed the
// command: $BUILD_WORKING_DIRECTORY under `bazel run`, else the working directory. "~" and "~user"
// at its beginning are home folders, as shells expand them where they are neither quoted nor behind
// a flag's "=".
std::string UserPath(const std::string& path);

}  // namespace labelrep

#endif  // LIB_BASE_FILES_H_
