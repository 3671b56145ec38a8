#include "labels/make.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/digest.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"
#include "lib/text/bert_config.h"

namespace labelrep {
namespace {

// What labels can be made from besides names and seeds.
struct InputFile {
  LabelInput input;
  const char* flag;
  std::string LabelRequest::*path;
  // The kind that makes labels from it under a name of the user's own.
  const char* kind;
  const char* expected;
  // What to say where it is given to another kind.
  const char* unused;
};

constexpr InputFile kInputFiles[] = {
    {LabelInput::kArray, "--npy", &LabelRequest::npy, "npy", "--npy=FILE",
     "this name belongs to a kind that is computed; give labels from a file another name"},
    {LabelInput::kRecordings, "--wavs", &LabelRequest::wavs, "speech", "--wavs=FOLDER",
     "this kind uses no recordings"},
    {LabelInput::kBert, "--bert", &LabelRequest::bert, "bert_embedding",
     "--bert=FOLDER with config.json, vocab.txt and model.safetensors of bert-base-uncased",
     "this kind uses no BERT model"},
    {LabelInput::kWordVectors, "--glove", &LabelRequest::glove, "glove_embedding",
     "--glove=FILE, the text file glove.6B.50d.txt of GloVe", "this kind uses no word vectors"},
};

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
  for (const InputFile& file : kInputFiles) {
    if (!kind && !(request.*file.path).empty()) kind = FindKind(file.kind);
  }
  if (kind) return *kind;
  std::vector<std::string> names;
  for (const LabelKind& known : RegisteredLabelKinds()) {
    names.push_back(known.example.empty() ? known.name
                                          : absl::StrCat(known.name, "_", known.example));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--kind=", name, ": no such kind; expected one of ", absl::StrJoin(names, ", "),
      ", or a name of your own together with --npy=FILE, --wavs=FOLDER, --bert=FOLDER ",
      "or --glove=FILE"));
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
  for (const InputFile& file : kInputFiles) {
    const bool given = !(request.*file.path).empty();
    const bool taken = kind.input == file.input ||
                       (kind.input == LabelInput::kRecordings && file.input == LabelInput::kArray);
    if (given && !taken) {
      return absl::InvalidArgumentError(
          absl::StrCat(flag, ": found ", file.flag, ", but ", file.unused));
    }
    if (!given && kind.input == file.input && kind.input != LabelInput::kRecordings) {
      return absl::InvalidArgumentError(absl::StrCat(flag, ": expected ", file.expected));
    }
  }
  if (!request.npy_order.empty() && !array) {
    return absl::InvalidArgumentError("--npy_order: found without --npy");
  }
  return absl::OkStatus();
}

// Of a file, which may be larger than what it is read for.
absl::StatusOr<std::string> FileSha256(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Sha256Accumulator digest;
  std::string buffer(1 << 20, '\0');
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    digest.Update(absl::string_view(buffer).substr(0, static_cast<size_t>(file.gcount())));
  }
  if (!file.eof()) return absl::UnavailableError(absl::StrCat(path, ": cannot be read"));
  return digest.FinishHex();
}

// Labels from files are identified by their content, to which the order of the classes belongs.
absl::StatusOr<std::string> Source(const LabelRequest& request) {
  std::vector<std::string> paths;
  if (!request.bert.empty()) paths = BertFiles(request.bert);
  for (const std::string& path : {request.glove, request.npy, request.npy_order}) {
    if (!path.empty()) paths.push_back(path);
  }
  if (paths.empty()) return request.recipe.source();
  std::string digests;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const std::string digest, FileSha256(path));
    digests += digest;
  }
  return paths.size() == 1 ? digests : Sha256Hex(digests);
}

bool SpansLabelRange(const LabelSet& labels) {
  const auto [low, high] = std::minmax_element(labels.values().begin(), labels.values().end());
  const double range = static_cast<double>(*high) - *low;
  return std::abs(range - kLabelRange) <= 0.01 * kLabelRange;
}

void SetThreshold(LabelInput input, LabelSet& labels) {
  if (labels.loss() != LabelSet::SMOOTH_L1 || labels.shape_size() != 2) return;
  // Recordings give decibels, even where the quietest is not 80 below the loudest.
  if (input != LabelInput::kRecordings && !SpansLabelRange(labels)) return;
  labels.set_threshold(kLabelThreshold);
}

// For messages: the kind, and the file or folder that it was made from.
std::string Origin(const LabelRequest& request) {
  const std::string kind = absl::StrCat("labels of kind ", request.recipe.kind());
  for (const InputFile& file : kInputFiles) {
    const std::string& input = request.*file.path;
    if (!input.empty()) return absl::StrCat(kind, ", made from ", input);
  }
  return kind;
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
  SetThreshold(kind.input, labels);
  return labels;
}

absl::StatusOr<LabelSet> DrawAgain(const LabelSet& labels, uint64_t seed) {
  LabelRequest request;
  request.recipe = labels.recipe();
  request.recipe.set_seed(seed);
  request.class_names = {labels.class_names().begin(), labels.class_names().end()};
  return MakeLabels(std::move(request));
}

}  // namespace labelrep
