// Whether a model's robustness may be an illusion: the signs of masked gradients.
// Reference: Athalye et al., arXiv:1802.00420, section 3.1; Carlini et al., arXiv:1902.06705.
#ifndef LIB_ATTACK_MASKING_VERDICT_H_
#define LIB_ATTACK_MASKING_VERDICT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "results/attack.pb.h"

namespace labelrep {

// All of one model and on the first images of one test split. A transferred attack is a result
// whose decisions are this model's on another model's adversarial images.
struct MaskingEvidence {
  std::vector<const AttackResult*> white_box;  // attacks that took this model's gradients
  std::vector<const AttackResult*> black_box;  // attacks that saw scores only, and transferred ones
  int64_t num_classes = 0;
};

struct MaskingCheck {
  enum class Reading { kPass, kWarn, kNotMeasured };

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
  //   black box            how much more accurate it is under all white-box attacks together than
  //                        under all black-box ones
  //   huge epsilon         accuracy under the white-box attacks where epsilon is at least 1
  //   largest epsilon      accuracy in the worst case at the largest epsilon below 1
  //   own loss             how much more accurate it is under the untargeted attacks on the model's
  //                        own loss than in the worst case
  // Each is the largest number over the epsilons that both sides have, and over their common
  // images.
  std::vector<MaskingCheck> checks;

  bool warns() const;
};

// Above these a check warns.
inline constexpr double kZeroGradientShare = 0.01;
inline constexpr double kAccuracySlack = 0.02;  // of one step and black box: 20 of 1,000 images
inline constexpr double kHugeEpsilon = 1;       // about a fifth of the way from black to white
inline constexpr double kTimesChance = 2;       // of 1 / num_classes, at a huge epsilon
inline constexpr double kUndefendedAccuracy = 0.01;  // at the largest epsilon
inline constexpr double kOwnLossGap = 0.1;

// INVALID_ARGUMENT as WorstCase (robustness_summary.h).
absl::StatusOr<MaskingVerdict> JudgeMasking(const MaskingEvidence& evidence);

}  // namespace labelrep

#endif  // LIB_ATTACK_MASKING_VERDICT_H_
