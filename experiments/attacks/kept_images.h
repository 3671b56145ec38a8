// Adversarial images that outlive an attack: the first that misled the model, and the first or all
// of the split, to be looked at or tried on other models.
#ifndef EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_
#define EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/attack/attack.h"
#include "lib/data/normalization.h"
#include "results/attack.pb.h"

namespace labelrep {

inline constexpr int64_t kKeptSuccesses = 30;

// An image at the smallest epsilon at which the attack reached its aim.
struct Success {
  at::Tensor
      images;  // float32 [2, 3, h, w]: before the attack and after it, normalised, on the CPU
  int64_t index = 0;  // in the test split
  int64_t true_class = 0;
  int64_t decision = 0;  // of the model, after the attack
  double epsilon = 0;
};

class KeptImages {
 public:
  // Of the first `first_images` of the split what the attack makes of them is kept. `image_size` is
  // the height and width of the images.
  KeptImages(const AttackRecipe& recipe, int64_t first_images,
             int64_t image_size = kCifarImageSize);

  // In the order of the split; see AttackObserver.
  void Add(const AttackBatch& batch, const AttackOutcome& outcome);

  // The first, at most kKeptSuccesses.
  const std::vector<Success>& successes() const { return successes_; }

  // float32 [K, 2, 3, h, w]: their images.
  at::Tensor SuccessImages() const;

  // float32 [E, N, 3, h, w]: `clean`, [N, 3, h, w], the first images of the split, with the
  // attacked ones as they are at each epsilon. N is at most `first_images`, and no image beyond
  // them was attacked and kept.
  at::Tensor AtEpsilons(const at::Tensor& clean) const;

 private:
  void AddSuccesses(const AttackBatch& batch, const AttackOutcome& outcome);

  Objective objective_;
  int64_t image_size_;
  std::vector<Success> successes_;
  std::vector<double> epsilons_;
  int64_t first_images_;
  std::vector<at::Tensor> images_;  // [E, b, 3, h, w]
  std::vector<int64_t> rows_;       // their places in the split
};

// uint8 [..., 3, h, w]: images that are normalised so, float32 of that shape, as pixels. What lies
// outside their range is at its end.
at::Tensor ToPixels(const at::Tensor& images, const Normalization& normalization);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_KEPT_IMAGES_H_
