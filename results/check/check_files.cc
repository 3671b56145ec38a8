#include "results/check/check_files.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using Measurement = std::variant<Table, RunResult>;

absl::StatusOr<Measurement> ReadMeasurement(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  Table table;
  RunResult result;
  const absl::Status as_table = ParseProto(bytes, path, &table);
  const absl::Status as_result = ParseProto(bytes, path, &result);
  if (as_table.ok() && !as_result.ok()) {
    const absl::Status check = CheckTable(table);
    if (check.ok()) return table;
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", check.message()));
  }
  if (as_result.ok() && !as_table.ok()) return result;
  if (as_table.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": holds nothing, expected a Table or a RunResult"));
  }
  return absl::InvalidArgumentError(absl::StrCat(path, ": neither a Table (", as_table.message(),
                                                 ") nor a RunResult (", as_result.message(), ")"));
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
    return absl::InvalidArgumentError(
        absl::StrCat(golden, " and ", actual, ": one is a Table, the other a RunResult"));
  }
  const CheckTolerance tolerance = options.bytes ? CheckTolerance() : options.tolerance;
  std::vector<std::string> differences =
      from.index() == 0
          ? CompareTables(std::get<Table>(from), std::get<Table>(to), tolerance)
          : CompareResults(std::get<RunResult>(from), std::get<RunResult>(to), tolerance);
  if (options.bytes && differences.empty()) differences.push_back("bytes differ, but no number");
  return differences;
}

bool IsMeasurementFile(const std::string& name) {
  return absl::EndsWith(name, kTextProtoSuffix) ||
         (absl::EndsWith(name, ".pb") && !absl::EndsWith(name, "provenance.pb"));
}

// Paths relative to the folder.
absl::StatusOr<std::set<std::string>> ListMeasurements(const std::string& folder) {
  std::set<std::string> names;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(error)) {
    const std::string name = std::filesystem::relative(entry->path(), folder).string();
    if (!entry->is_directory() && IsMeasurementFile(name)) names.insert(name);
  }
  if (error)
    return absl::UnavailableError(
        absl::StrCat(folder, ": cannot list the folder: ", error.message()));
  return names;
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
    if (golden_names.count(name) == 0) differences.push_back(absl::StrCat(name, ": is new"));
  }
  for (const std::string& name : golden_names) {
    if (actual_names.count(name) == 0) {
      differences.push_back(absl::StrCat(name, ": is gone"));
      continue;
    }
    LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> lines,
                              CheckFile(golden + "/" + name, actual + "/" + name, options));
    for (const std::string& line : lines) differences.push_back(absl::StrCat(name, ": ", line));
  }
  return differences;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CheckFiles(const std::string& golden,
                                                    const std::string& actual,
                                                    const CheckOptions& options) {
  std::error_code ignored;
  if (std::filesystem::is_directory(golden, ignored)) return CheckFolders(golden, actual, options);
  return CheckFile(golden, actual, options);
}

absl::Status UpdateGolden(const std::string& golden, const std::string& actual) {
  LABELREP_ASSIGN_OR_RETURN(const Measurement measurement, ReadMeasurement(actual));
  const google::protobuf::Message& message = std::visit(
      [](const auto& held) -> const google::protobuf::Message& { return held; }, measurement);
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
