// Whether a model's robustness may be an illusion: the signs of masked gradients, of a loss that
// hides what can be done to the model, and of a search that was too weak to find it.
// Reference: Athalye et al., arXiv:1802.00420, section 3.1; Carlini et al., arXiv:1902.06705; Croce
// & Hein, arXiv:2003.01690.
#ifndef LIB_ATTACK_MASKING_VERDICT_H_
#define LIB_ATTACK_MASKING_VERDICT_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "results/attack.pb.h"

namespace labelrep {

// All of one model and on the first images of one test split. A transferred attack is a result
// whose decisions are this model's on another model's adversarial images.
struct MaskingEvidence {
  std::vector<const AttackResult*> white_box = {};  // attacks that took this model's gradients
  // Attacks that saw scores only, and transferred ones.
  std::vector<const AttackResult*> black_box = {};
  int64_t num_classes = 0;
  // Suites of attacks (AttackResult.suite), each on what those before it left.
  std::vector<const AttackResult*> suites = {};
  // Names of attacks of suites that see scores only.
  std::set<std::string> scores_only = {};
};

struct MaskingCheck {
  // Not judged: measured on a model of which it says nothing.
  enum class Reading { kPass, kWarn, kNotMeasured, kNotJudged };

  std::string name;
  Reading reading = Reading::kNotMeasured;
  std::optional<double> number;  // a share of images; absent where it is not measured
  std::string detail;            // what the number is, where it was found and where it would warn
};

struct MaskingVerdict {
  // In this order, all always there:
  //   zero gradients       attacked images whose gradient is zero in every element
  //   one step             how much more accurate the model is under many steps than under one,
  //                        untargeted, same objective and variant
  //   black box            how much more accurate it is under all attacks on its gradients, those
  //                        of suites too, than under all black-box ones
  //   huge epsilon         accuracy under the white-box attacks where epsilon is at least 1
  //   largest epsilon      accuracy in the worst case at the largest epsilon below 1, of a model
  //                        that decides most images rightly without attack
  //   own loss             how much more accurate it is under an attack on the model's own loss
  //                        than under the same attack on the margin: what the loss hides
  //   search               how much more accurate it is under the white-box attacks together than
  //                        under all, a suite among them: what they did not find
  // Each is the largest number over the epsilons that both sides have, and over their common
  // images.
  std::vector<MaskingCheck> checks;

  bool warns() const;
};

// Above these a check warns.

// A rectified network has none at a few images at most, where all of a layer is off.
inline constexpr double kZeroGradientShare = 0.01;
// Of one step, black box and search. Both sides decide on the same images, so that what differs is
// the share of images on which they disagree: of 1,000 images 20, whose 95 % interval (Wilson's) is
// 1.3 to 3.1 %, so that chance alone does not explain it.
inline constexpr double kAccuracySlack = 0.02;
// About a fifth of the way from black to white: every image can be made one of another class.
inline constexpr double kHugeEpsilon = 1;
// Of 1 / num_classes, at a huge epsilon: what a model that follows its images keeps by accident.
inline constexpr double kTimesChance = 2;
// At the largest epsilon. Networks that were trained as usual keep none; 10 of 1,000 images.
inline constexpr double kUndefendedAccuracy = 0.01;
// Without attack, for the largest epsilon to be judged. A model that decides most images wrongly
// may go by little of what it sees, which no small epsilon changes.
inline constexpr double kLearnedAccuracy = 0.5;
// Both losses lead the same search to nearly the same images where the decision follows the model's
// own. Label kinds are compared by some 20 to 40 points (Figure 7): what hides half of that hides
// the comparison.
inline constexpr double kOwnLossGap = 0.1;

// INVALID_ARGUMENT as WorstCase (robustness_summary.h).
absl::StatusOr<MaskingVerdict> JudgeMasking(const MaskingEvidence& evidence);

}  // namespace labelrep

#endif  // LIB_ATTACK_MASKING_VERDICT_H_
