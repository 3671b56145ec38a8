// Published accuracies beside those of one's own runs and attacks.
#ifndef RESULTS_PUBLISHED_MATCH_H_
#define RESULTS_PUBLISHED_MATCH_H_

#include <optional>
#include <vector>

#include "lib/stats/t_interval.h"
#include "results/attack.pb.h"
#include "results/published/published.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A run's accuracy on the number's split in per cent, where the run is of its cell and has one.
std::optional<double> MatchingPercent(const PublishedNumber& number, const RunResult& run);

// The same for a number under attack: the share of all images that an attack with all that the
// number's recipe says leaves correctly decided.
std::optional<double> MatchingPercent(const PublishedNumber& number, const AttackResult& attack);

// Numbers of one cell, in per cent.
struct PublishedCell {
  PublishedNumber number;  // the first of them
  std::vector<double> published;
  std::vector<double> own;  // of the runs, or attacks, of this cell
};

// Every cell, in the order of its first number.
std::vector<PublishedCell> MatchPublished(const PublishedNumbers& published,
                                          const std::vector<RunResult>& runs,
                                          const std::vector<AttackResult>& attacks);

enum class Verdict {
  kWithin,   // the published mean is one that as many further runs may well have
  kOutside,  // it is not
  kOneRun,   // a single run says nothing of its spread
  kNotRun,
};

struct Comparison {
  double published_mean = 0;
  std::optional<double> published_std;  // of the sample, where it has several
  std::optional<double> own_mean;
  std::optional<double> own_std;  // of the sample
  // The 95 % PredictionInterval of the mean of as many further runs as are published.
  std::optional<Interval> prediction;
  Verdict verdict = Verdict::kNotRun;
};

// In per cent; `published` has at least one number.
Comparison ComparePublished(const std::vector<double>& published, const std::vector<double>& own);

}  // namespace labelrep

#endif  // RESULTS_PUBLISHED_MATCH_H_
