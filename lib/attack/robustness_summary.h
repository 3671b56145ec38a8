// What attacks on one model say about it: accuracy by epsilon, the area under that curve, and the
// worst case over several attacks.
#ifndef LIB_ATTACK_ROBUSTNESS_SUMMARY_H_
#define LIB_ATTACK_ROBUSTNESS_SUMMARY_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "results/attack.pb.h"

namespace labelrep {

// Decisions at one epsilon, 0 for the clean images.
struct AccuracyAtEpsilon {
  double epsilon = 0;
  int64_t images = 0;             // that the counts are over
  int64_t initially_correct = 0;  // of those, without attack
  int64_t correct = 0;            // of those, under attack
  // That an image withstood to count as correct, each of a suite for itself; 0 for epsilon 0.
  int attacks = 0;
  // Whether a suite of attacks (AttackResult.suite) was among them, at this very epsilon. Without
  // one the accuracy is an upper bound that stronger attacks may well lower.
  bool has_suite = false;

  // In [0, 1], over all images; 0 where there are none.
  double Accuracy() const;
  // In [0, 1], over the initially correct images, so 1 at epsilon 0; 0 where there are none.
  double AccuracyOfCorrect() const;
};

struct RobustnessSummary {
  // By rising epsilon, from 0.
  std::vector<AccuracyAtEpsilon> curve;

  // Accuracy() at exactly this epsilon; none where the curve has no such point.
  std::optional<double> AccuracyAt(double epsilon) const;

  // That point; null for none.
  const AccuracyAtEpsilon* At(double epsilon) const;

  // In [0, 1]: the area under Accuracy() from 0 to the largest epsilon by the trapezoid rule,
  // divided by that epsilon.
  double AreaUnderCurve() const;
};

// Of one attack, by what it did at each epsilon to its first `max_images` images. INVALID_ARGUMENT
// where the result holds a failure or its fields do not have one entry for each image.
absl::StatusOr<RobustnessSummary> Summarize(
    const AttackResult& result, int64_t max_images = std::numeric_limits<int64_t>::max());

// The worst case over attacks in one norm on one model, all on the first images of one test split,
// at 0 and each epsilon that any of them ran at. An image is correct only if its clean decision is
// right and every attack up to that epsilon failed on it: what misleads within a small bound is
// within a larger one, so an image that is lost stays lost. Counted are the images that all attacks
// up to that epsilon were given, so `images` may fall from epsilon to epsilon; epsilon 0 is over
// the fewest of all. INVALID_ARGUMENT as above, where there are no results, or where they are not
// in the same norm or of the same weights or images.
absl::StatusOr<RobustnessSummary> WorstCase(absl::Span<const AttackResult* const> results);

// For comparing attacks: the same over those that ran at exactly this epsilon, over at most
// `max_images`, for results that WorstCase takes. All counts are 0 where none did.
AccuracyAtEpsilon WorstCaseAtExactly(absl::Span<const AttackResult* const> results, double epsilon,
                                     int64_t max_images = std::numeric_limits<int64_t>::max());

}  // namespace labelrep

#endif  // LIB_ATTACK_ROBUSTNESS_SUMMARY_H_
