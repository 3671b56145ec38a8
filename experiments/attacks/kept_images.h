// Adversarial images that outlive an attack: the first that misled the model, to be looked at, with
// a picture of them, and all of them, to be tried on other models.
#ifndef EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_
#define EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/attack/attack.h"
#include "lib/data/normalization.h"
#include "lib/viz/png.h"
#include "results/attack.pb.h"

namespace labelrep {

inline constexpr int64_t kKeptSuccesses = 30;

class KeptImages {
 public:
  // `for_transfer` says whether images are for other models. `image_size` is the height and width
  // of the images.
  KeptImages(const AttackRecipe& recipe, bool for_transfer, int64_t image_size = kCifarImageSize);

  // In the order of the split; see AttackObserver.
  void Add(const AttackBatch& batch, const AttackOutcome& outcome);

  // float32 [K, 2, 3, h, w], K <= 30: each before the attack and after it, at the smallest
  // epsilon that reached what the attacker wants. Normalised, on the CPU.
  at::Tensor Successes() const;

  // float32 [E, N, 3, h, w]: `clean`, [N, 3, h, w], with the attacked images as they are at each
  // epsilon. After a KeptImages for_transfer.
  at::Tensor ForTransfer(const at::Tensor& clean) const;

 private:
  void AddSuccesses(const AttackBatch& batch, const AttackOutcome& outcome);

  Objective objective_;
  int64_t image_size_;
  std::vector<at::Tensor> successes_;  // [2, 3, h, w]
  int64_t epsilons_;
  bool for_transfer_;
  std::vector<at::Tensor> transfer_images_;  // [E, b, 3, h, w]
  std::vector<int64_t> transfer_rows_;
};

// `successes` as of KeptImages, ten pairs in a row, each image as it was above what the attack made
// of it, each pixel as 2 x 2. What lies outside the range of pixels (the release's iterative method
// leaves it) is shown as black or white. Without successes one empty row.
RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_
