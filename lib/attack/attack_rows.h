// The images of a batch at several epsilons, side by side, so that one pass serves all of them.
#ifndef LIB_ATTACK_ATTACK_ROWS_H_
#define LIB_ATTACK_ATTACK_ROWS_H_

#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/types/span.h"
#include "lib/attack/attack.h"
#include "lib/attack/objective.h"

namespace labelrep {

// R = E * B rows: row e * B + i is image i at epsilon e, until rows are selected.
struct AttackRows {
  at::Tensor clean;     // [R, 3, h, w]
  at::Tensor epsilons;  // [R, 1, 1, 1]
  // [R, 3, h, w]: the largest change downwards and upwards in the L-infinity norm,
  // [fl(x - epsilon), fl(x + epsilon)] cut to the pixel range.
  at::Tensor lowest, highest;
  Aims aims;

  int64_t size() const { return clean.size(0); }
  AttackRows Select(const at::Tensor& rows) const;  // int64
};

AttackRows StackEpsilons(const AttackBatch& batch, absl::Span<const double> epsilons);

// `values`, one for each epsilon, times `factor` for every image: [E * B, 1, 1, 1] of that dtype.
at::Tensor PerRow(absl::Span<const double> values, double factor, const at::Tensor& images);

// Of K rows; an attack's images and what the model decides on them.
struct FoundImages {
  at::Tensor images;     // [K, 3, h, w]
  at::Tensor decisions;  // int64 [K]
};

// What an attack has found for R rows over several starts, at first the clean images. Rows that
// have what the attacker wants are left alone.
class AttackProgress {
 public:
  AttackProgress(const AttackRows& rows, const Objective& goal);

  // int64 [K]: the rows that have not reached the goal.
  at::Tensor Open() const;

  // What one more start found for the rows `open`, [K]. A find that misled, if not to the target,
  // gives way only to one that reaches the target.
  void Keep(const at::Tensor& open, const FoundImages& found);

  const FoundImages& found() const { return found_; }

 private:
  Objective goal_;
  Aims aims_;
  FoundImages found_;
};

// Rows of all epsilons, and their decisions (and queries, where defined), taken apart.
std::vector<EpsilonOutcome> SplitEpsilons(const at::Tensor& images, const at::Tensor& decisions,
                                          const at::Tensor& queries, int64_t epsilons);

// bool [B]: whether an image's gradient, [B, 3, h, w], is zero in every element.
at::Tensor ZeroGradients(const at::Tensor& gradients);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_ROWS_H_
