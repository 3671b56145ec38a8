#include "experiments/site/site_testing.h"

#include "experiments/site/pages.h"
#include "lib/base/check.h"
#include "lib/base/proto_io.h"
#include "lib/viz/figure_table.h"

namespace labelrep {

TestSite::TestSite(const TestReport& results) : results_(results) {
  *inputs_.spec.mutable_results() = results.spec;
  inputs_.spec.set_command("//experiments:site --config=smoke");
  inputs_.spec.set_baseline("category");
  inputs_.spec.set_compared("speech");
  inputs_.spec.set_labels_report("labels");
  inputs_.results = results.inputs;
}

SiteSpec::Report& TestSite::AddReport(const std::string& name, const std::string& title) {
  SiteSpec::Report& report = *inputs_.spec.add_reports();
  report.set_name(name);
  report.set_title(title);
  for (const ReportSpec::Run& run : results_.spec.runs()) report.add_runs(run.name());
  return report;
}

void TestSite::AddTable(const std::string& name, const Table& table) {
  AddReport(name, table.title());
  inputs_.reports.emplace_back().table = table;
  inputs_.reports.back().files = {{"pb", SerializeDeterministically(table)}, {"csv", "a,b"}};
}

void TestSite::AddFigure(const std::string& name, const Figure& figure) {
  AddReport(name, figure.title());
  SiteReport& report = inputs_.reports.emplace_back();
  report.figure = figure;
  report.table = FigureTable(figure);
  report.files = {{"pb", SerializeDeterministically(figure)}, {"svg", "<svg/>"}};
}

void TestSite::SetProvenance(const std::string& run, const Provenance& provenance) {
  provenances_[run] = provenance;
}

const SiteInputs& TestSite::Inputs() {
  for (size_t i = 0; i < inputs_.reports.size(); ++i) {
    inputs_.reports[i].spec = &inputs_.spec.reports(static_cast<int>(i));
  }
  const absl::Status status = ConnectRuns(inputs_);
  LABELREP_CHECK(status.ok(), status.ToString().c_str());
  for (SiteRun& run : inputs_.runs) {
    const auto found = provenances_.find(run.name());
    if (found != provenances_.end()) run.provenance = found->second;
  }
  return inputs_;
}

std::map<std::string, std::string> TestSite::Files() {
  const auto files = MakeSite(Inputs());
  LABELREP_CHECK(files.ok(), files.status().ToString().c_str());
  return *files;
}

}  // namespace labelrep
