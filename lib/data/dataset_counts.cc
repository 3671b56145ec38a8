#include "lib/data/dataset_counts.h"

#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr char kAdvice[] = "; give the files of this data set, or mend the numbers of its entry";

absl::Status CheckImages(const std::vector<std::string>& paths, const CifarFiles& files,
                         const std::string& split, int64_t expected) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int64_t> counts, CountRecords(paths, files));
  const int64_t found = std::accumulate(counts.begin(), counts.end(), int64_t{0});
  if (found == expected) return absl::OkStatus();
  std::vector<std::string> parts;
  for (size_t i = 0; i < paths.size(); ++i) {
    parts.push_back(absl::StrCat(paths[i], ": ", counts[i], " images"));
  }
  return absl::FailedPreconditionError(absl::StrCat(absl::StrJoin(parts, ", "), "; expected ",
                                                    expected, " ", split, " images, found ", found,
                                                    kAdvice));
}

}  // namespace

absl::Status CheckCounts(const CifarFiles& files, const DatasetCounts& expected) {
  const auto classes = static_cast<int64_t>(files.class_names.size());
  if (classes != expected.classes) {
    return absl::FailedPreconditionError(absl::StrCat(
        files.names_path, ": ", classes, " class names; expected ", expected.classes, kAdvice));
  }
  if (files.image_size != expected.image_size) {
    const std::string folder = std::filesystem::path(files.names_path).parent_path().string();
    return absl::FailedPreconditionError(absl::StrCat(
        folder, ": images of ", files.image_size, "x", files.image_size, " (", kImageSizeFile,
        " says it where they are not ", kCifarImageSize, "x", kCifarImageSize, "); expected ",
        expected.image_size, "x", expected.image_size, kAdvice));
  }
  LABELREP_RETURN_IF_ERROR(
      CheckImages(files.train_paths, files, "training", expected.train_images));
  return CheckImages(files.test_paths, files, "test", expected.test_images);
}

}  // namespace labelrep
