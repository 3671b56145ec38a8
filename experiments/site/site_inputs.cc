#include "experiments/site/site_inputs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "experiments/report/titles.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "lib/viz/figure_table.h"

namespace labelrep {
namespace {

absl::Status Unknown(const std::string& who, const std::string& run) {
  return absl::InvalidArgumentError(
      absl::StrCat("site: ", who, ": run \"", run, "\" is none of the runs"));
}

absl::Status ReadReport(const SiteSpec::Report& spec, SiteReport& report) {
  report.spec = &spec;
  for (const SiteSpec::File& file : spec.files()) {
    LABELREP_ASSIGN_OR_RETURN(report.files[file.name()], ReadFile(file.path()));
  }
  const auto find = [&](const char* format) { return report.files.find(format); };
  if (find("pb") == report.files.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("site: ", spec.name(), ": files: none is \"pb\", expected one"));
  }
  const std::string& bytes = find("pb")->second;
  // A figure can be drawn.
  if (find("svg") == report.files.end()) {
    LABELREP_RETURN_IF_ERROR(ParseBinaryProto(bytes, spec.name(), &report.table));
    return CheckTable(report.table);
  }
  LABELREP_RETURN_IF_ERROR(ParseBinaryProto(bytes, spec.name(), &report.figure.emplace()));
  LABELREP_RETURN_IF_ERROR(CheckFigure(*report.figure));
  report.table = FigureTable(*report.figure);
  return CheckTable(report.table);
}

// None of an empty file.
absl::StatusOr<std::optional<Provenance>> ReadProvenance(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  if (bytes.empty()) return std::nullopt;
  std::optional<Provenance> provenance(std::in_place);
  LABELREP_RETURN_IF_ERROR(ParseBinaryProto(bytes, path, &*provenance));
  return provenance;
}

absl::Status AddProvenances(SiteInputs& inputs) {
  for (const SiteSpec::Provenance& entry : inputs.spec.provenances()) {
    LABELREP_ASSIGN_OR_RETURN(std::optional<Provenance> provenance, ReadProvenance(entry.path()));
    SiteRun* run = FindEntry(inputs.runs, entry.run());
    if (run == nullptr) return Unknown(entry.path(), entry.run());
    if (!entry.has_measurement()) {
      run->provenance = std::move(provenance);
      continue;
    }
    for (size_t i = 0; i < run->outcome.attacks.size(); ++i) {
      if (run->outcome.attacks[i].name != entry.measurement()) continue;
      run->attack_provenances[i] = provenance;
    }
  }
  return absl::OkStatus();
}

}  // namespace

const SiteReport* SiteInputs::FindReport(const std::string& name) const {
  return FindEntry(reports, name);
}

const SiteRun* SiteInputs::FindRun(const std::string& name) const { return FindEntry(runs, name); }

absl::Status ConnectRuns(SiteInputs& inputs) {
  const ReportSpec& spec = inputs.spec.results();
  for (int i = 0; i < spec.runs_size(); ++i) {
    SiteRun& run = inputs.runs.emplace_back();
    run.outcome.spec = &spec.runs(i);
    run.outcome.result = &inputs.results.runs.at(i);
  }
  for (int i = 0; i < spec.attacks_size(); ++i) {
    const ReportSpec::Measurement& attack = spec.attacks(i);
    SiteRun* run = FindEntry(inputs.runs, attack.run());
    if (run == nullptr) return Unknown(attack.name(), attack.run());
    run->outcome.attacks.push_back(
        MakeReportAttack(spec.catalogue(), attack.name(), inputs.results.attacks.at(i)));
    run->attack_provenances.emplace_back();
  }
  for (const SiteReport& report : inputs.reports) {
    for (const std::string& name : report.spec->runs()) {
      SiteRun* run = FindEntry(inputs.runs, name);
      if (run == nullptr) return Unknown(report.name(), name);
      run->reports.push_back(&report);
    }
  }
  return absl::OkStatus();
}

absl::Status ReadSiteInputs(SiteInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(inputs.results, ReadInputs(inputs.spec.results()));
  inputs.reports.resize(inputs.spec.reports_size());
  for (int i = 0; i < inputs.spec.reports_size(); ++i) {
    LABELREP_RETURN_IF_ERROR(ReadReport(inputs.spec.reports(i), inputs.reports[i]));
  }
  LABELREP_RETURN_IF_ERROR(ConnectRuns(inputs));
  return AddProvenances(inputs);
}

}  // namespace labelrep
