// The two label kinds that the front page compares, in the runs of one table or figure.
#ifndef EXPERIMENTS_SITE_COMPARED_RUNS_H_
#define EXPERIMENTS_SITE_COMPARED_RUNS_H_

#include <string>
#include <vector>

#include "experiments/site/site_inputs.h"

namespace labelrep {

// The two label kinds, and a report that has their numbers.
struct Compared {
  const SiteInputs& inputs;
  const SiteReport& report;
  std::string baseline;  // their titles
  std::string compared;

  const Table& table() const { return report.table; }
};

// The report's runs of both kinds without variant, with its first data set and encoder and the
// smallest fraction of the training images.
std::vector<const SiteRun*> RunsOfBoth(const Compared& about);

std::vector<const SiteRun*> AllRuns(const Compared& about);

// The first of a kind; null for none.
const SiteRun* OfKind(const std::vector<const SiteRun*>& runs, const std::string& kind);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_COMPARED_RUNS_H_
