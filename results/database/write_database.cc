#include "results/database/write_database.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/stats/label_statistics.h"
#include "results/attack.pb.h"
#include "results/database/sqlite_file.h"
#include "results/database/tables.h"
#include "results/label_set.pb.h"
#include "results/published/published.h"
#include "results/run.pb.h"
#include "results/run_accuracy.h"

namespace labelrep {
namespace {

constexpr char kRunSuffix[] = ".result.pb";
constexpr char kAttackSuffix[] = ".attack.pb";

SqlValue OrNull(std::optional<double> value) {
  return value.has_value() ? SqlValue(*value) : SqlValue();
}

// A file with the folder that it was found in, by the name of that folder below the searched one.
struct Found {
  std::string path;
  std::string folder;
  std::string name;  // without the suffix
};

absl::StatusOr<std::vector<Found>> FindFiles(const std::vector<std::string>& folders,
                                             const std::string& suffix) {
  std::vector<Found> files;
  for (const std::string& folder : folders) {
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entries(folder, error), end;
         !error && entries != end; entries.increment(error)) {
      const std::filesystem::path& path = entries->path();
      std::string name = path.filename();
      if (!absl::EndsWith(name, suffix)) continue;
      files.push_back({path, std::filesystem::relative(path.parent_path(), folder),
                       std::string(absl::StripSuffix(name, suffix))});
    }
    if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  }
  std::sort(files.begin(), files.end(),
            [](const Found& a, const Found& b) { return a.path < b.path; });
  return files;
}

absl::Status AddProvenance(const std::string& path, const SqlValue& run, const SqlValue& attack,
                           Tables& tables) {
  if (!std::filesystem::exists(path)) return absl::OkStatus();
  Provenance provenance;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(path, &provenance));
  LABELREP_RETURN_IF_ERROR(tables.provenances.Insert({run, attack}, provenance));
  for (const Provenance::Segment& segment : provenance.segments()) {
    LABELREP_RETURN_IF_ERROR(tables.segments.Insert({run, attack}, segment));
  }
  return absl::OkStatus();
}

std::string Sibling(const Found& file, const std::string& suffix) {
  return std::filesystem::path(file.path).replace_filename(file.name + suffix);
}

// Gives the number of each run by the digest of its weights.
absl::StatusOr<std::map<std::string, int64_t>> AddRuns(const std::vector<Found>& files,
                                                       Tables& tables) {
  std::map<std::string, int64_t> by_weights;
  int64_t id = 0;
  for (const Found& file : files) {
    RunResult result;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file.path, &result));
    ++id;
    LABELREP_RETURN_IF_ERROR(
        tables.runs.Insert({id, file.folder, file.name, OrNull(TestAccuracy(result)),
                            OrNull(BestValidationAccuracy(result))},
                           result));
    for (const EpochResult& epoch : result.epochs()) {
      LABELREP_RETURN_IF_ERROR(tables.epochs.Insert({id}, epoch));
    }
    LABELREP_RETURN_IF_ERROR(AddProvenance(Sibling(file, ".provenance.pb"), id, {}, tables));
    if (result.has_weights_sha256()) by_weights[result.weights_sha256()] = id;
  }
  return by_weights;
}

// An element of numbers that may not be there.
template <typename Numbers>
SqlValue At(const Numbers& numbers, int i) {
  return i < numbers.size() ? SqlValue(int64_t{numbers[i]}) : SqlValue();
}

absl::Status AddDecisions(int64_t attack, const AttackResult& result, Tables& tables) {
  // Checks the counts, too.
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(result));
  for (int e = 0; e < result.epsilons_size(); ++e) {
    const EpsilonResult& at = result.epsilons(e);
    // The curve begins at epsilon 0.
    const AccuracyAtEpsilon& point = summary.curve[e + 1];
    LABELREP_RETURN_IF_ERROR(tables.attack_epsilons.Insert(
        {attack, point.images, point.initially_correct, point.correct}, at));
    for (int i = 0; i < at.decisions_size(); ++i) {
      LABELREP_RETURN_IF_ERROR(tables.decisions.Insert(
          {attack, at.epsilon(), int64_t{i}, At(result.classes(), i), At(result.targets(), i),
           At(result.clean_decisions(), i), At(at.decisions(), i), At(at.queries(), i),
           At(at.members(), i)}));
    }
  }
  return absl::OkStatus();
}

absl::Status AddAttacks(const std::vector<Found>& files, const std::map<std::string, int64_t>& runs,
                        Tables& tables) {
  int64_t id = 0;
  for (const Found& file : files) {
    AttackResult result;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file.path, &result));
    ++id;
    const auto run = runs.find(result.weights_sha256());
    LABELREP_RETURN_IF_ERROR(tables.attacks.Insert(
        {id, file.folder, file.name, run == runs.end() ? SqlValue() : SqlValue(run->second)},
        result));
    LABELREP_RETURN_IF_ERROR(AddProvenance(Sibling(file, ".attack_provenance.pb"), {}, id, tables));
    if (result.has_failure()) continue;
    const absl::Status added = AddDecisions(id, result, tables);
    if (!added.ok())
      return absl::Status(added.code(), absl::StrCat(file.path, ": ", added.message()));
  }
  return absl::OkStatus();
}

absl::Status AddPublished(const std::vector<std::string>& files, Tables& tables) {
  for (const std::string& path : files) {
    LABELREP_ASSIGN_OR_RETURN(const PublishedNumbers published, ReadPublished(path, KnownNames()));
    for (const PublishedNumber& number : published.numbers()) {
      LABELREP_RETURN_IF_ERROR(
          tables.published.Insert({published.title(), published.source()}, number));
    }
  }
  return absl::OkStatus();
}

absl::Status AddLabels(const std::vector<std::string>& files, Tables& tables) {
  for (const std::string& path : files) {
    LabelSet labels;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(path, &labels));
    const absl::StatusOr<LabelStatistics> statistics = ComputeLabelStatistics(labels);
    if (!statistics.ok()) {
      return absl::Status(statistics.status().code(),
                          absl::StrCat(path, ": ", statistics.status().message()));
    }
    LABELREP_RETURN_IF_ERROR(tables.label_statistics.Insert(
        {std::filesystem::path(path).stem().string(), Sha256Hex(SerializeDeterministically(labels)),
         labels.recipe().kind(), labels.recipe().source(),
         static_cast<int64_t>(labels.recipe().seed()), int64_t{labels.class_names_size()},
         statistics->dimensions, statistics->entropy_bits.mean, statistics->entropy_bits.std,
         statistics->mean_l1, statistics->mean_l2}));
  }
  return absl::OkStatus();
}

absl::Status Fill(const DatabaseInputs& inputs, SqliteFile& file) {
  LABELREP_ASSIGN_OR_RETURN(Tables tables, AddTables(file));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<Found> runs,
                            FindFiles(inputs.result_folders, kRunSuffix));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<Found> attacks,
                            FindFiles(inputs.result_folders, kAttackSuffix));
  if (runs.empty() && attacks.empty()) {
    return absl::NotFoundError(absl::StrCat("no *", kRunSuffix, " or *", kAttackSuffix, " below ",
                                            inputs.result_folders.empty()
                                                ? "any folder, as none was given"
                                                : inputs.result_folders[0]));
  }
  LABELREP_ASSIGN_OR_RETURN(const auto by_weights, AddRuns(runs, tables));
  LABELREP_RETURN_IF_ERROR(AddAttacks(attacks, by_weights, tables));
  LABELREP_RETURN_IF_ERROR(AddPublished(inputs.published_files, tables));
  LABELREP_RETURN_IF_ERROR(AddLabels(inputs.label_files, tables));
  return file.Execute("CREATE INDEX epochs_by_run ON epochs (run);");
}

}  // namespace

absl::Status WriteDatabase(const DatabaseInputs& inputs, const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::unique_ptr<SqliteFile> file, SqliteFile::Create(path));
  LABELREP_RETURN_IF_ERROR(Fill(inputs, *file));
  return file->Commit();
}

}  // namespace labelrep
