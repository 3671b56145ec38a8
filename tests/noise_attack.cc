// An attack of the user's own, as lib/attack/attack.h says: noise that asks the model nothing.
#include "ATen/TensorOperators.h"
#include "ATen/ops/empty_like.h"
#include "lib/attack/attack.h"
#include "lib/attack/objective.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

// Uniform in [-1, 1], of the image's own stream.
at::Tensor NoiseLike(const AttackBatch& batch) {
  at::Tensor noise = at::empty_like(batch.images, at::MemoryFormat::Contiguous);
  float* values = noise.mutable_data_ptr<float>();
  const int64_t size = noise[0].numel();
  for (int64_t i = 0; i < batch.size(); ++i) {
    RandomStream random(/*seed=*/0, "noise attack", batch.indices[i]);
    for (int64_t j = 0; j < size; ++j) values[i * size + j] = 2 * random.NextFloat() - 1;
  }
  return noise;
}

AttackOutcome Noise(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const at::Tensor noise = NoiseLike(batch);
  AttackOutcome outcome;
  for (const double epsilon : recipe.epsilons()) {
    const at::Tensor images = batch.range.Clamp(batch.images + epsilon * noise);
    outcome.epsilons.push_back({images, DecideOnImages(model, images, recipe.batch_size()), {}});
  }
  return outcome;
}

const AttackRegistration kNoise("noise", Noise);

}  // namespace
}  // namespace labelrep
