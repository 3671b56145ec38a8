#include "results/check/check_files.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "results/attack.pb.h"
#include "results/check/check_published.h"
#include "results/check/compare_fields.h"
#include "results/figure.pb.h"
#include "results/published/published.h"

namespace labelrep {
namespace {

using Measurement = std::variant<Table, RunResult, AttackResult, Figure>;

const google::protobuf::Message& AsMessage(const Measurement& measurement) {
  return std::visit([](const auto& held) -> const google::protobuf::Message& { return held; },
                    measurement);
}

const std::string& TypeName(const Measurement& measurement) {
  return AsMessage(measurement).GetDescriptor()->name();
}

absl::Status CheckComplete(const Table& table) { return CheckTable(table); }
absl::Status CheckComplete(const Figure& figure) { return CheckFigure(figure); }
template <typename Result>
absl::Status CheckComplete(const Result& result) {
  return result.has_recipe() ? absl::OkStatus() : absl::InvalidArgumentError("recipe: absent");
}

// Adds the message to `fits`, or to `misfits` why the bytes are no complete one of this type.
template <typename Type>
void TryAs(const std::string& bytes, const std::string& path, std::vector<Measurement>& fits,
           std::string& misfits) {
  Type message;
  absl::Status status = ParseProto(bytes, path, &message);
  if (status.ok()) status = CheckComplete(message);
  if (status.ok()) {
    fits.push_back(std::move(message));
  } else {
    absl::StrAppend(&misfits, "\n  no ", Type::descriptor()->name(), ": ", status.message());
  }
}

// No file says what it holds, and some bytes can be parsed as several types.
absl::StatusOr<Measurement> ReadMeasurement(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::vector<Measurement> fits;
  std::string misfits;
  TryAs<Table>(bytes, path, fits, misfits);
  TryAs<RunResult>(bytes, path, fits, misfits);
  TryAs<AttackResult>(bytes, path, fits, misfits);
  TryAs<Figure>(bytes, path, fits, misfits);
  if (fits.size() == 1) return std::move(fits[0]);
  if (fits.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": holds nothing that can be compared", misfits));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": can be ", TypeName(fits[0]), " as well as ", TypeName(fits[1])));
}

std::vector<std::string> Compare(const Measurement& golden, const Measurement& actual,
                                 const CheckTolerance& tolerance) {
  if (std::holds_alternative<Table>(golden)) {
    return CompareTables(std::get<Table>(golden), std::get<Table>(actual), tolerance);
  }
  if (std::holds_alternative<RunResult>(golden)) {
    return CompareResults(std::get<RunResult>(golden), std::get<RunResult>(actual), tolerance);
  }
  return CompareFields(AsMessage(golden), AsMessage(actual));
}

absl::StatusOr<std::vector<std::string>> CheckFile(const std::string& golden,
                                                   const std::string& actual,
                                                   const CheckOptions& options) {
  if (options.bytes) {
    LABELREP_ASSIGN_OR_RETURN(const std::string golden_bytes, ReadFile(golden));
    LABELREP_ASSIGN_OR_RETURN(const std::string actual_bytes, ReadFile(actual));
    if (golden_bytes == actual_bytes) return std::vector<std::string>();
  }
  LABELREP_ASSIGN_OR_RETURN(const Measurement from, ReadMeasurement(golden));
  LABELREP_ASSIGN_OR_RETURN(const Measurement to, ReadMeasurement(actual));
  if (from.index() != to.index()) {
    return absl::InvalidArgumentError(absl::StrCat(golden, " holds a message of type ",
                                                   TypeName(from), ", ", actual, " one of type ",
                                                   TypeName(to)));
  }
  const CheckTolerance tolerance = options.bytes ? CheckTolerance() : options.tolerance;
  std::vector<std::string> differences = Compare(from, to, tolerance);
  if (options.bytes && differences.empty()) differences.push_back("bytes differ, but no number");
  return differences;
}

bool IsMeasurementFile(const std::string& name) {
  return absl::EndsWith(name, kTextProtoSuffix) ||
         (absl::EndsWith(name, ".pb") && !absl::StrContains(name, "provenance"));
}

// Paths relative to the folder.
absl::StatusOr<std::set<std::string>> ListMeasurements(const std::string& folder) {
  std::set<std::string> names;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(error)) {
    if (entry->is_directory() || !IsMeasurementFile(entry->path().filename().string())) continue;
    names.insert(std::filesystem::relative(entry->path(), folder).string());
  }
  if (error)
    return absl::UnavailableError(
        absl::StrCat(folder, ": cannot list the folder: ", error.message()));
  return names;
}

// Of all runs and attacks in a folder and below, or of the one in a file.
absl::StatusOr<std::vector<std::string>> CheckPublished(const std::string& golden,
                                                        const std::string& actual,
                                                        const CheckOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const PublishedNumbers published, ReadPublished(golden, {}));
  std::vector<std::string> paths = {actual};
  std::error_code ignored;
  if (std::filesystem::is_directory(actual, ignored)) {
    paths.clear();
    LABELREP_ASSIGN_OR_RETURN(const std::set<std::string> names, ListMeasurements(actual));
    for (const std::string& name : names) paths.push_back(absl::StrCat(actual, "/", name));
  }
  std::vector<RunResult> runs;
  std::vector<AttackResult> attacks;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const Measurement measurement, ReadMeasurement(path));
    if (const auto* run = std::get_if<RunResult>(&measurement)) runs.push_back(*run);
    if (const auto* attack = std::get_if<AttackResult>(&measurement)) attacks.push_back(*attack);
  }
  return CheckAgainstPublished(published, runs, attacks, options.tolerance.accuracy_points,
                               options.allow_missing);
}

absl::StatusOr<std::vector<std::string>> CheckFolders(const std::string& golden,
                                                      const std::string& actual,
                                                      const CheckOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const std::set<std::string> golden_names, ListMeasurements(golden));
  LABELREP_ASSIGN_OR_RETURN(const std::set<std::string> actual_names, ListMeasurements(actual));
  if (golden_names.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(golden, ": no .pb or .textproto file in this folder or below"));
  }
  std::vector<std::string> differences;
  for (const std::string& name : actual_names) {
    if (options.tolerance.allow_new || golden_names.contains(name)) continue;
    differences.push_back(absl::StrCat(name, ": is new"));
  }
  for (const std::string& name : golden_names) {
    if (!actual_names.contains(name)) {
      if (!options.allow_missing) differences.push_back(absl::StrCat(name, ": is gone"));
      continue;
    }
    LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> lines,
                              CheckFile(golden + "/" + name, actual + "/" + name, options));
    for (const std::string& line : lines) differences.push_back(absl::StrCat(name, ": ", line));
  }
  return differences;
}

}  // namespace

bool HoldsPublishedNumbers(const std::string& path) {
  PublishedNumbers published;
  return absl::EndsWith(path, kTextProtoSuffix) && ReadTextProto(path, &published).ok() &&
         published.numbers_size() > 0;
}

absl::StatusOr<std::vector<std::string>> CheckFiles(const std::string& golden,
                                                    const std::string& actual,
                                                    const CheckOptions& options) {
  std::error_code ignored;
  if (std::filesystem::is_directory(golden, ignored)) return CheckFolders(golden, actual, options);
  if (HoldsPublishedNumbers(golden)) return CheckPublished(golden, actual, options);
  return CheckFile(golden, actual, options);
}

absl::Status UpdateGolden(const std::string& golden, const std::string& actual) {
  if (HoldsPublishedNumbers(golden)) {
    return absl::FailedPreconditionError(
        absl::StrCat(golden, ": holds published numbers, which no measured one replaces"));
  }
  LABELREP_ASSIGN_OR_RETURN(const Measurement measurement, ReadMeasurement(actual));
  const google::protobuf::Message& message = AsMessage(measurement);
  std::string bytes = SerializeDeterministically(message);
  if (absl::EndsWith(golden, kTextProtoSuffix)) {
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    printer.PrintToString(message, &bytes);
    bytes = absl::StrCat("# proto-message: ", message.GetDescriptor()->full_name(), "\n", bytes);
  }
  return WriteFileAtomically(golden, bytes);
}

}  // namespace labelrep
