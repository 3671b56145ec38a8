#include "experiments/train/find_inputs.h"

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/files.h"

namespace labelrep {
namespace {

// A file that was built with this program, by its path from the root of the sources.
std::optional<std::string> BuiltIn(const std::string& path) {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string found = absl::StrCat(program.string(), ".runfiles/labelrep/", path);
  return !error && PathExists(found) ? std::optional<std::string>(found) : std::nullopt;
}

// Whether what is given for a name or a path can only be a path.
bool IsPath(const std::string& asked) { return asked.find_first_of("/~") != std::string::npos; }

}  // namespace

absl::StatusOr<std::string> FindDataFolder(const std::string& asked, const std::string& dataset) {
  const std::string& name = asked.empty() ? dataset : asked;
  if (!asked.empty() && PathExists(UserPath(asked))) return UserPath(asked);
  if (IsPath(asked)) {
    return absl::NotFoundError(absl::StrCat(UserPath(asked),
                                            ": no such folder; give one in CIFAR's ",
                                            "binary layout, or the name of a data set"));
  }
  if (const auto built_in = BuiltIn(absl::StrCat("datasets/", name)); built_in.has_value()) {
    return *built_in;
  }
  const std::string variable = absl::StrCat("LABELREP_", absl::AsciiStrToUpper(name));
  const char* folder = std::getenv(variable.c_str());
  if (folder != nullptr && *folder != '\0') return UserPath(folder);
  return absl::NotFoundError(
      absl::StrCat("data set \"", name, "\": no such folder, and none is built in or named by $",
                   variable, "; give a folder in CIFAR's binary layout with --data or data_dir"));
}

absl::StatusOr<std::string> FindLabels(const std::string& asked, const Recipe& recipe) {
  const std::string name =
      asked.empty() ? absl::StrCat(recipe.dataset(), "_", recipe.label().kind()) : asked;
  if (!asked.empty() && PathExists(UserPath(asked))) return UserPath(asked);
  if (IsPath(asked)) {
    return absl::NotFoundError(absl::StrCat(UserPath(asked), ": no such file; give a label set ",
                                            "file, or the name of one that is built in"));
  }
  if (const auto built_in = BuiltIn(absl::StrCat("labels/", name, ".pb")); built_in.has_value()) {
    return *built_in;
  }
  return absl::NotFoundError(
      absl::StrCat("labels \"", name,
                   "\": no such file, and no label set of that name is built "
                   "in; give a label set file with --labels or labels_file, such as that of "
                   "`./bazelw build //labels:cifar10_speech` in bazel-bin/labels"));
}

absl::Status CheckLabelRecipe(const LabelRecipe& found, const LabelRecipe& expected,
                              const std::string& file) {
  const auto differ = [&file](const char* field, const auto& was, const auto& asked) {
    return absl::FailedPreconditionError(absl::StrCat(file, ": recipe.", field, ": found \"", was,
                                                      "\", expected \"", asked,
                                                      "\", as the run's recipe.label says"));
  };
  if (found.kind() != expected.kind()) return differ("kind", found.kind(), expected.kind());
  if (expected.has_source() && found.source() != expected.source()) {
    return differ("source", found.source(), expected.source());
  }
  if (found.seed() != expected.seed()) return differ("seed", found.seed(), expected.seed());
  return absl::OkStatus();
}

}  // namespace labelrep
