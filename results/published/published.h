// Files of published accuracies, and how a number of one's own compares with them.
#ifndef RESULTS_PUBLISHED_PUBLISHED_H_
#define RESULTS_PUBLISHED_PUBLISHED_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/stats/t_interval.h"
#include "results/attack.pb.h"
#include "results/published/published.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Names that a file may use; an empty set stands for any.
struct KnownNames {
  std::set<std::string> datasets;
  std::set<std::string> encoders;
  std::set<std::string> labels;
  std::set<std::string> attacks;
};

// Reads a PublishedNumbers in text form. INVALID_ARGUMENT "<path>:<line>: numbers[<index>].<field>:
// found ..., expected ..." for an unknown name, a percentage outside [0, 100], a number without a
// split, an attack without its epsilon, and two numbers for one cell; NOT_FOUND without the file.
absl::StatusOr<PublishedNumbers> ReadPublished(const std::string& path, const KnownNames& known);

// What published numbers and runs have in common, as text that is equal where they are of the same
// cell: everything but seed and repetition.
std::string CellOf(const PublishedNumber& number);

// A run's accuracy on the number's split in per cent, where the run is of its cell and has one.
std::optional<double> MatchingPercent(const PublishedNumber& number, const RunResult& run);

// The same for a number under attack: the share of all images that an attack with all that the
// number's recipe says leaves correctly decided.
std::optional<double> MatchingPercent(const PublishedNumber& number, const AttackResult& attack);

enum class Verdict {
  kWithin,   // the published mean is one that as many further runs may well have
  kOutside,  // it is not
  kOneRun,   // a single run says nothing of its spread
  kNotRun,
};

struct Comparison {
  double published_mean = 0;
  std::optional<double> own_mean;
  std::optional<double> own_std;  // of the sample
  // Where the mean of as many further runs lies in 95 of 100 cases.
  std::optional<Interval> prediction;
  Verdict verdict = Verdict::kNotRun;
};

// In per cent. The prediction interval of a mean of k further runs, from n of the same normal
// distribution: mean +- t(n - 1) * std * sqrt(1 / n + 1 / k) (Hahn, Meeker: Statistical Intervals,
// section 4.8). `published` has at least one number.
Comparison ComparePublished(const std::vector<double>& published, const std::vector<double>& own);

}  // namespace labelrep

#endif  // RESULTS_PUBLISHED_PUBLISHED_H_
