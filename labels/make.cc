#include "labels/make.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"

namespace labelrep {
namespace {

constexpr char kArrayKind[] = "npy";
constexpr char kRecordingsKind[] = "speech";

std::optional<LabelKind> FindKind(const std::string& name) {
  for (const LabelKind& kind : RegisteredLabelKinds()) {
    if (kind.name == name) return kind;
  }
  return std::nullopt;
}

// A kind by its name, or the family whose member it is; the member's parameter goes into `request`.
std::optional<LabelKind> FindRegistered(LabelRequest& request) {
  const std::string& name = request.recipe.kind();
  const std::optional<LabelKind> kind = FindKind(name);
  if (kind && kind->example.empty()) return kind;
  const size_t parameter = name.rfind('_');
  if (parameter == std::string::npos) return std::nullopt;
  const std::optional<LabelKind> family = FindKind(name.substr(0, parameter));
  if (!family || family->example.empty()) return std::nullopt;
  request.parameter = name.substr(parameter + 1);
  return family;
}

// The registered kind, or the one that makes labels of the user's own name from what there is.
absl::StatusOr<LabelKind> KindOf(LabelRequest& request) {
  const std::string& name = request.recipe.kind();
  if (name.empty()) return absl::InvalidArgumentError("--kind: empty; expected a label kind");
  std::optional<LabelKind> kind = FindRegistered(request);
  if (!kind && !request.npy.empty()) kind = FindKind(kArrayKind);
  if (!kind && !request.wavs.empty()) kind = FindKind(kRecordingsKind);
  if (kind) return *kind;
  std::vector<std::string> names;
  for (const LabelKind& known : RegisteredLabelKinds()) {
    names.push_back(known.example.empty() ? known.name
                                          : absl::StrCat(known.name, "_", known.example));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--kind=", name, ": no such kind; expected one of ", absl::StrJoin(names, ", "),
                   ", or a name of your own together with --npy=FILE or --wavs=FOLDER"));
}

absl::Status CheckInputs(const LabelKind& kind, const LabelRequest& request) {
  const std::string flag = absl::StrCat("--kind=", request.recipe.kind());
  if (request.recipe.seed() != 0 && kind.input != LabelInput::kSeed) {
    return absl::InvalidArgumentError(absl::StrCat(
        flag, ": --seed=", request.recipe.seed(),
        " has no effect, as this kind draws no random numbers of its own; leave --seed out"));
  }
  const bool array = !request.npy.empty();
  const bool recordings = !request.wavs.empty();
  // A kind that is made from recordings can also start from labels that were made from them.
  if (kind.input == LabelInput::kRecordings && array == recordings) {
    return absl::InvalidArgumentError(absl::StrCat(
        flag, array ? ": found both --wavs and --npy" : ": found neither --wavs nor --npy",
        "; expected --wavs=FOLDER with a recording of each class, or --npy=FILE with speech "
        "labels"));
  }
  if (kind.input == LabelInput::kArray && !array) {
    return absl::InvalidArgumentError(absl::StrCat(flag, ": expected --npy=FILE"));
  }
  if (kind.input != LabelInput::kRecordings && recordings) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": found --wavs, but this kind uses no recordings"));
  }
  if (array && kind.input != LabelInput::kArray && kind.input != LabelInput::kRecordings) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": found --npy, but this name belongs to a kind that is computed; give ",
                     "labels from a file another name"));
  }
  if (!request.npy_order.empty() && !array) {
    return absl::InvalidArgumentError("--npy_order: found without --npy");
  }
  return absl::OkStatus();
}

// Labels from a file are identified by its content.
absl::StatusOr<std::string> Source(const LabelRequest& request) {
  if (request.npy.empty()) return request.recipe.source();
  LABELREP_ASSIGN_OR_RETURN(std::string bytes, ReadFile(request.npy));
  if (request.npy_order.empty()) return Sha256Hex(bytes);
  // The order belongs to the content as much as the values do.
  LABELREP_ASSIGN_OR_RETURN(const std::string order, ReadFile(request.npy_order));
  return Sha256Hex(Sha256Hex(bytes) + Sha256Hex(order));
}

// For messages: the kind, and the file or folder that it was made from.
std::string Origin(const LabelRequest& request) {
  const std::string& input = request.npy.empty() ? request.wavs : request.npy;
  return absl::StrCat("labels of kind ", request.recipe.kind(),
                      input.empty() ? "" : absl::StrCat(", made from ", input));
}

}  // namespace

absl::StatusOr<LabelSet> MakeLabels(LabelRequest request) {
  LABELREP_ASSIGN_OR_RETURN(const LabelKind kind, KindOf(request));
  LABELREP_RETURN_IF_ERROR(CheckInputs(kind, request));
  if (request.class_names.empty()) {
    return absl::InvalidArgumentError("--class_names: no class; expected one name a line");
  }
  LABELREP_ASSIGN_OR_RETURN(LabelSet labels, kind.make(request));
  LABELREP_ASSIGN_OR_RETURN(const std::string source, Source(request));
  LabelRecipe& recipe = *labels.mutable_recipe();
  recipe.set_kind(request.recipe.kind());
  if (!source.empty()) recipe.set_source(source);
  recipe.set_seed(request.recipe.seed());
  for (const std::string& name : request.class_names) labels.add_class_names(name);
  LABELREP_RETURN_IF_ERROR(ValidateLabelSet(labels, Origin(request)));
  return labels;
}

}  // namespace labelrep
