// Adversarial images that outlive an attack: the first that misled the model, to be looked at, with
// a picture of them, and all of them at one epsilon, to be tried on other models.
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
  // `transfer_epsilon` is one of the recipe's, or absent where no images are for other models.
  // `image_size` is the height and width of the images.
  KeptImages(const AttackRecipe& recipe, std::optional<double> transfer_epsilon,
             int64_t image_size = kCifarImageSize);

  // In the order of the split; see AttackObserver.
  void Add(const AttackBatch& batch, const AttackOutcome& outcome);

  // float32 [K, 2, 3, h, w], K <= 30: each before the attack and after it, at the smallest
  // epsilon that reached what the attacker wants. Normalised, on the CPU.
  at::Tensor Successes() const;

  // float32 [N, 3, h, w]: `clean`, with the attacked images as they are at that epsilon.
  at::Tensor ForTransfer(const at::Tensor& clean) const;

 private:
  void AddSuccesses(const AttackBatch& batch, const AttackOutcome& outcome);

  Objective objective_;
  int64_t image_size_;
  std::vector<at::Tensor> successes_;  // [2, 3, h, w]
  std::optional<size_t> transfer_index_;
  std::vector<at::Tensor> transfer_images_;  // [b, 3, h, w]
  std::vector<int64_t> transfer_rows_;
};

// `successes` as of KeptImages, ten pairs in a row, each image as it was above what the attack made
// of it, each pixel as 2 x 2. What lies outside the range of pixels (the release's iterative method
// leaves it) is shown as black or white. Without successes one empty row.
RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_
