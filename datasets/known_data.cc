#include "datasets/known_data.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar.h"

namespace labelrep {
namespace {

struct KnownData {
  absl::string_view name;
  absl::string_view train_sha256;
  absl::string_view test_sha256;
};

constexpr KnownData kKnown[] = {
#include "datasets/known_digests.inc"
};

absl::Status CheckDigest(const std::string& folder, absl::string_view name, absl::string_view split,
                         absl::string_view found, absl::string_view expected) {
  if (found == expected) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(folder, ": its ", split, " images have the SHA-256 ", found, "; expected ",
                   expected, ", that of ", name, "; give the official files of ", name,
                   ", or these under another name (dataset: \"...\")"));
}

}  // namespace

absl::Status CheckIsKnownData(absl::string_view name, const CifarFiles& files,
                              const std::string& train_sha256) {
  for (const KnownData& known : kKnown) {
    if (known.name != name) continue;
    const std::string folder = std::filesystem::path(files.names_path).parent_path().string();
    LABELREP_RETURN_IF_ERROR(
        CheckDigest(folder, name, "training", train_sha256, known.train_sha256));
    LABELREP_ASSIGN_OR_RETURN(const Dataset dataset, ReadCifar(folder, {.read_train = false}));
    LABELREP_RETURN_IF_ERROR(
        CheckDigest(folder, name, "test", dataset.test.sha256, known.test_sha256));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
