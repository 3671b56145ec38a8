#include "experiments/record/recorded.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "experiments/record/envelope.h"
#include "google/protobuf/descriptor.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/output_files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

using google::protobuf::Message;

constexpr char kDigestSuffix[] = "_sha256";
constexpr size_t kDigestCharacters = 8;

// What the result says of a side file; empty where it says nothing.
std::string ExpectedDigest(const Message& result, const std::string& name) {
  const std::string field = name + kDigestSuffix;
  return result.GetDescriptor()->FindFieldByName(field) == nullptr ? "" : FieldText(result, field);
}

// FAILED_PRECONDITION where a file that would be replaced holds a measurement of other recipes: it
// may be hours of work.
absl::Status CheckMayReplace(const MeasurementKind& kind, const std::string& file,
                             const Message& result) {
  const std::unique_ptr<Message> recorded(result.New());
  // One that cannot be read is no recorded measurement.
  if (!ReadBinaryProto(file, recorded.get()).ok()) return absl::OkStatus();
  std::map<std::string, std::string> found = RecipeDigests(kind, *recorded);
  for (const auto& [field, expected] : RecipeDigests(kind, result)) {
    if (found[field] == expected) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        file, ": not recorded, as its ", field, " has the digest ", found[field], ", expected ",
        expected, "; give another folder with --out, or delete what was recorded"));
  }
  return absl::OkStatus();
}

// The first stem in a folder under which the result may be recorded.
absl::StatusOr<std::string> FreeStem(const MeasurementKind& kind, const Message& result,
                                     const std::string& folder) {
  absl::Status status;
  for (const std::string& name : RecordedNames(kind, result)) {
    const std::string stem = absl::StrCat(folder, "/", name);
    status = CheckMayReplace(kind, stem + kind.result_suffix, result);
    if (status.ok()) return stem;
  }
  return status;
}

// The side files that are to be recorded, by name.
absl::StatusOr<std::map<std::string, std::string>> ReadSideFiles(const MeasuredFiles& measured,
                                                                 const Message& result,
                                                                 const RecordOptions& options) {
  std::map<std::string, std::string> contents;
  if (options.max_file_bytes <= 0) return contents;
  for (const auto& [name, path] : measured.files) {
    LABELREP_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path));
    const std::string expected = ExpectedDigest(result, name);
    if (const std::string digest = Sha256Hex(bytes); !expected.empty() && digest != expected) {
      return absl::FailedPreconditionError(absl::StrCat(path, ": not recorded, as its SHA-256 is ",
                                                        digest, ", expected ", expected, " as in ",
                                                        measured.result, "; measure it again"));
    }
    if (static_cast<int64_t>(bytes.size()) <= options.max_file_bytes) {
      contents[name] = std::move(bytes);
    }
  }
  return contents;
}

// Side files of an earlier measurement, unless they are this one's too.
std::vector<std::string> StaleFiles(const MeasurementKind& kind, const Message& result,
                                    const std::string& stem) {
  std::vector<std::string> stale;
  for (const auto& [name, suffix] : kind.files) {
    const absl::StatusOr<std::string> bytes = ReadFile(stem + suffix);
    if (bytes.ok() && Sha256Hex(*bytes) == ExpectedDigest(result, name)) continue;
    stale.push_back(stem + suffix);
  }
  return stale;
}

}  // namespace

absl::StatusOr<std::optional<Recorded>> FindRecorded(const MeasurementKind& kind,
                                                     const Message& asked,
                                                     std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (!absl::EndsWith(file, kind.result_suffix)) continue;
    std::unique_ptr<Message> result(kind.result->New());
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file, result.get()));
    LABELREP_RETURN_IF_ERROR(CheckStatedDigests(kind, file, *result));
    if (IsOfMeasurement(kind, asked, *result)) {
      return Recorded{std::string(absl::StripSuffix(file, kind.result_suffix)), std::move(result)};
    }
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<Recorded>> FindRecordedRun(const std::string& folder,
                                                        const Recipe& recipe) {
  LABELREP_ASSIGN_OR_RETURN(const MeasurementKind* kind, FindMeasurementKind("run"));
  RunResult asked;
  *asked.mutable_recipe() = recipe;
  std::vector<std::string> files;
  for (const std::string& name : RecordedRunNames(recipe)) {
    const std::string file = absl::StrCat(folder, "/", name, kind->result_suffix);
    if (PathExists(file)) files.push_back(file);
  }
  return FindRecorded(*kind, asked, files);
}

absl::StatusOr<std::string> ReadRecordedFile(const MeasurementKind& kind, const Recorded& recorded,
                                             const std::string& name) {
  const std::string file = recorded.stem + kind.files.at(name);
  absl::StatusOr<std::string> bytes = ReadFile(file);
  if (absl::IsNotFound(bytes.status())) {
    return absl::NotFoundError(absl::StrCat(file, " was not recorded: ", bytes.status().message()));
  }
  LABELREP_RETURN_IF_ERROR(bytes.status());
  const std::string expected = ExpectedDigest(*recorded.result, name);
  if (const std::string digest = Sha256Hex(*bytes); !expected.empty() && digest != expected) {
    return absl::NotFoundError(absl::StrCat(file, ": SHA-256 ", digest, ", expected ", expected,
                                            " as in ", recorded.stem, kind.result_suffix,
                                            "; record it again"));
  }
  return bytes;
}

std::string RecordedRunName(const Recipe& recipe) {
  std::string name = absl::StrCat(recipe.dataset(), "_", recipe.encoder(), "_",
                                  recipe.label().kind(), "_e", recipe.epochs());
  if (recipe.train_fraction_percent() != 100) {
    const std::string percent = absl::StrCat(recipe.train_fraction_percent());
    absl::StrAppend(&name, "_p", absl::StrReplaceAll(percent, {{".", "_"}}));
  }
  return absl::StrCat(name, "_s", recipe.seed());
}

std::vector<std::string> RecordedRunNames(const Recipe& recipe) {
  const std::string name = RecordedRunName(recipe);
  return {name, absl::StrCat(name, "_", RecipeSha256(recipe).substr(0, kDigestCharacters))};
}

std::vector<std::string> RecordedNames(const MeasurementKind& kind, const Message& result) {
  std::string parts;
  for (const NamePart& part : kind.name_parts) {
    std::string value = part.field.empty() ? "" : FieldText(result, part.field);
    if (!part.field.empty() && value.empty()) continue;
    if (!part.value.empty() && value != part.value) continue;
    if (absl::EndsWith(part.field, kDigestSuffix)) value.resize(kDigestCharacters);
    absl::StrAppend(&parts, part.text, part.value.empty() ? value : "");
  }
  std::vector<std::string> names = RecordedRunNames(RunRecipeOf(result));
  for (std::string& name : names) name += parts;
  return names;
}

absl::StatusOr<std::string> RecordMeasurement(const MeasurementKind& kind,
                                              const MeasuredFiles& measured,
                                              const RecordOptions& options) {
  const std::unique_ptr<Message> result(kind.result->New());
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(measured.result, result.get()));
  if (const RunFailure* failure = FailureOf(*result); failure != nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat(measured.result, ": not recorded, as it failed: ", failure->message()));
  }
  LABELREP_RETURN_IF_ERROR(CheckStatedDigests(kind, measured.result, *result));
  Provenance provenance;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(measured.provenance, &provenance));
  if (!options.git_commit.empty()) {
    provenance.set_git_commit(options.git_commit);
    provenance.set_git_dirty(options.git_dirty);
  }
  LABELREP_ASSIGN_OR_RETURN(const auto contents, ReadSideFiles(measured, *result, options));
  LABELREP_RETURN_IF_ERROR(MakeDirectory(options.out));
  LABELREP_ASSIGN_OR_RETURN(const std::string stem, FreeStem(kind, *result, options.out));
  std::vector<OutputFile> outputs;
  for (const auto& [name, bytes] : contents) outputs.push_back({stem + kind.files.at(name), bytes});
  outputs.push_back({stem + kind.provenance_suffix, SerializeDeterministically(provenance)});
  // Look-ups go by the result.
  outputs.push_back({stem + kind.result_suffix, SerializeDeterministically(*result)});
  LABELREP_RETURN_IF_ERROR(WriteTogether(outputs, StaleFiles(kind, *result, stem)));
  return stem;
}

}  // namespace labelrep
