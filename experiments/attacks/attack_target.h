// A trained model to attack, with the labels and the test images that belong to it.
#ifndef EXPERIMENTS_ATTACKS_ATTACK_TARGET_H_
#define EXPERIMENTS_ATTACKS_ATTACK_TARGET_H_

#include <memory>
#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "lib/base/safetensors.h"
#include "lib/data/image_set.h"
#include "lib/data/normalization.h"
#include "lib/eval/frozen_model.h"
#include "results/attack.pb.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Each may be a path (see UserPath) or, but for the weights, the name of one that is built in.
struct TargetPaths {
  std::string weights = "";  // .safetensors
  // LabelSet; empty: those built in for the weights' data set and label kind.
  std::string labels = "";
  std::string data = "";  // folder in CIFAR's binary layout; empty: the weights' data set
  // For weights whose metadata hold no recipe: what they are the weights of.
  std::string encoder = "";
};

struct AttackTarget {
  // With model (as the weights' metadata have it) and the digests of weights, labels and data.
  AttackResult header;
  Safetensors weights;
  std::string weights_file;  // for messages
  LabelSet labels;
  ImageSet test;
  Normalization normalization = kReleaseNormalization;
};

// INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION naming the file and what does not fit: weights
// that are none, labels other than those the weights were trained with, a data set of other
// classes.
absl::StatusOr<AttackTarget> LoadAttackTarget(const TargetPaths& paths);

// The model on a device, with batch norm folded. May be called again.
absl::StatusOr<FrozenModel> MakeFrozenModel(const AttackTarget& target, at::Device device,
                                            Arithmetic arithmetic);

// float32 [count, 3, h, w]: the first images of the test split, normalised, row-major on the CPU.
at::Tensor CleanImages(const AttackTarget& target, int64_t count);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_ATTACK_TARGET_H_
