#include "results/check/check_files.h"

#include <filesystem>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "results/attack.pb.h"
#include "results/check/check_published.h"
#include "results/check/compare_fields.h"
#include "results/decisions.pb.h"
#include "results/features.pb.h"
#include "results/figure.pb.h"
#include "results/listening.pb.h"
#include "results/published/published.h"
#include "results/saliency.pb.h"

namespace labelrep {
namespace {

using Measurement = std::unique_ptr<google::protobuf::Message>;

// The messages that files hold. No file says which, and some bytes can be parsed as several, but
// the names of recorded results do: "<run>.features_0f7b9617.features.pb".
struct FileType {
  const google::protobuf::Message* prototype;
  const char* name_ending;  // "" where files have no ending of their own
};

const std::vector<FileType>& FileTypes() {
  static const auto& types = *new std::vector<FileType>{
      {&Table::default_instance(), ""},
      {&Figure::default_instance(), ""},
      {&RunResult::default_instance(), ".result.pb"},
      {&AttackResult::default_instance(), ".attack.pb"},
      {&DecisionsResult::default_instance(), ".decisions.pb"},
      {&FeaturesResult::default_instance(), ".features.pb"},
      {&ListeningResult::default_instance(), ".listening.pb"},
      {&SaliencyResult::default_instance(), ".saliency.pb"},
  };
  return types;
}

// Those that a file of this name may hold: the one of its ending, or any.
std::vector<const google::protobuf::Message*> TypesOf(const std::string& path) {
  std::vector<const google::protobuf::Message*> any;
  for (const auto& [prototype, ending] : FileTypes()) {
    if (*ending != '\0' && absl::EndsWith(path, ending)) return {prototype};
    any.push_back(prototype);
  }
  return any;
}

const std::string& TypeName(const google::protobuf::Message& message) {
  return message.GetDescriptor()->name();
}

absl::Status CheckComplete(const google::protobuf::Message& message) {
  if (const auto* table = dynamic_cast<const Table*>(&message)) return CheckTable(*table);
  if (const auto* figure = dynamic_cast<const Figure*>(&message)) return CheckFigure(*figure);
  const auto* recipe = message.GetDescriptor()->FindFieldByName("recipe");
  return message.GetReflection()->HasField(message, recipe)
             ? absl::OkStatus()
             : absl::InvalidArgumentError("recipe: absent");
}

absl::StatusOr<Measurement> ReadMeasurement(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::vector<Measurement> fits;
  std::string misfits;
  for (const google::protobuf::Message* prototype : TypesOf(path)) {
    Measurement message(prototype->New());
    absl::Status status = ParseProto(bytes, path, message.get());
    if (status.ok()) status = CheckComplete(*message);
    if (status.ok()) {
      fits.push_back(std::move(message));
    } else {
      absl::StrAppend(&misfits, "\n  no ", TypeName(*prototype), ": ", status.message());
    }
  }
  if (fits.size() == 1) return std::move(fits[0]);
  if (fits.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": holds nothing that can be compared", misfits));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": can be ", TypeName(*fits[0]), " as well as ", TypeName(*fits[1])));
}

// Of one type.
std::vector<std::string> Compare(const google::protobuf::Message& golden,
                                 const google::protobuf::Message& actual,
                                 const CheckTolerance& tolerance) {
  if (const auto* table = dynamic_cast<const Table*>(&golden)) {
    return CompareTables(*table, static_cast<const Table&>(actual), tolerance);
  }
  if (const auto* run = dynamic_cast<const RunResult*>(&golden)) {
    return CompareResults(*run, static_cast<const RunResult&>(actual), tolerance);
  }
  return CompareFields(golden, actual);
}

absl::StatusOr<std::vector<std::string>> CheckFile(const std::string& golden,
                                                   const std::string& actual,
                                                   const CheckOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const std::string golden_bytes, ReadFile(golden));
  LABELREP_ASSIGN_OR_RETURN(const std::string actual_bytes, ReadFile(actual));
  // Also of types that are not known here, as those of a user's own measurements.
  if (golden_bytes == actual_bytes) return std::vector<std::string>();
  LABELREP_ASSIGN_OR_RETURN(const Measurement from, ReadMeasurement(golden));
  LABELREP_ASSIGN_OR_RETURN(const Measurement to, ReadMeasurement(actual));
  if (from->GetDescriptor() != to->GetDescriptor()) {
    return absl::InvalidArgumentError(absl::StrCat(golden, " holds a message of type ",
                                                   TypeName(*from), ", ", actual, " one of type ",
                                                   TypeName(*to)));
  }
  const CheckTolerance tolerance = options.bytes ? CheckTolerance() : options.tolerance;
  std::vector<std::string> differences = Compare(*from, *to, tolerance);
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

// As trainings and attacks leave them, and as they are recorded.
bool MayHoldRunOrAttack(const std::string& name) {
  return absl::EndsWith(name, "result.pb") || absl::EndsWith(name, ".attack.pb") ||
         absl::EndsWith(name, kTextProtoSuffix);
}

// Of all runs and attacks in a folder and below, or of the one in a file.
absl::StatusOr<std::vector<std::string>> CheckPublished(const std::string& golden,
                                                        const std::string& actual,
                                                        const CheckOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const PublishedNumbers published,
                            ReadPublished(golden, options.known_names));
  std::vector<std::string> paths = {actual};
  std::error_code ignored;
  if (std::filesystem::is_directory(actual, ignored)) {
    paths.clear();
    LABELREP_ASSIGN_OR_RETURN(const std::set<std::string> names, ListMeasurements(actual));
    for (const std::string& name : names) {
      if (MayHoldRunOrAttack(name)) paths.push_back(absl::StrCat(actual, "/", name));
    }
  }
  std::vector<RunResult> runs;
  std::vector<AttackResult> attacks;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const Measurement measurement, ReadMeasurement(path));
    if (const auto* run = dynamic_cast<RunResult*>(measurement.get())) runs.push_back(*run);
    if (const auto* attack = dynamic_cast<AttackResult*>(measurement.get())) {
      attacks.push_back(*attack);
    }
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
  const google::protobuf::Message& message = *measurement;
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
