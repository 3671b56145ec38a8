#include "labels/export_labels.h"

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/array.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr char kNpy[] = ".npy";

bool IsFile(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

absl::StatusOr<std::string> FindLabelSetFile(const std::string& path_or_name) {
  const std::string path = UserPath(path_or_name);
  if (IsFile(path)) return path;
  if (absl::StrContains(path_or_name, "/") || absl::StrContains(path_or_name, ".")) {
    return absl::NotFoundError(absl::StrCat(path, ": not there; expected a label set file"));
  }
  const std::string built = absl::StrCat("labels/", path_or_name, ".pb");
  if (IsFile(built)) return built;
  return absl::NotFoundError(absl::StrCat(
      path_or_name,
      ": neither a file nor a label set that comes with this program; `bazel build //labels:",
      path_or_name, "` and give the file bazel-bin/", built));
}

absl::Status ExportLabels(const LabelSet& labels, const std::string& npy) {
  if (!absl::EndsWith(npy, kNpy)) {
    return absl::InvalidArgumentError(absl::StrCat(npy, ": expected a name that ends in ", kNpy));
  }
  std::vector<int64_t> shape = {labels.class_names_size()};
  shape.insert(shape.end(), labels.shape().begin(), labels.shape().end());
  const std::vector<float> values(labels.values().begin(), labels.values().end());
  LABELREP_RETURN_IF_ERROR(WriteFileAtomically(npy, EncodeNpy(Array::FromFloats(shape, values))));
  const std::string stem = npy.substr(0, npy.size() - (sizeof(kNpy) - 1));
  return WriteFileAtomically(stem + ".classes.txt",
                             absl::StrCat(absl::StrJoin(labels.class_names(), "\n"), "\n"));
}

}  // namespace labelrep
