// Sites of made-up results, for tests.
#ifndef EXPERIMENTS_SITE_SITE_TESTING_H_
#define EXPERIMENTS_SITE_SITE_TESTING_H_

#include <deque>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "experiments/report/report_testing.h"
#include "experiments/site/site_inputs.h"
#include "results/figure.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// Inputs that compare speech with category, and have these tables and figures.
class TestSite {
 public:
  // Of the runs and attacks of `results`, which all tables and figures show.
  explicit TestSite(const TestReport& results);

  void AddTable(const std::string& name, const Table& table);
  void AddFigure(const std::string& name, const Figure& figure);
  void SetProvenance(const std::string& run, const Provenance& provenance);

  SiteSpec& spec() { return inputs_.spec; }
  // With its runs connected, which has to succeed; after all else was added.
  const SiteInputs& Inputs();
  // MakeSite() of these, which has to succeed.
  std::map<std::string, std::string> Files();

 private:
  SiteSpec::Report& AddReport(const std::string& name, const std::string& title);

  TestReport results_;
  SiteInputs inputs_;
  std::map<std::string, Provenance> provenances_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_SITE_TESTING_H_
