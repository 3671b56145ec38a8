#include "lib/attack/attack_testing.h"

#include <memory>
#include <numeric>
#include <vector>

#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_recipe.h"
#include "lib/data/resident_data.h"
#include "lib/eval/fake_classifier.h"

namespace labelrep {

FrozenModel FakeFrozenModel(const LabelSet& labels, Arithmetic arithmetic) {
  // More would wait for each other longer than the work on so small tensors takes.
  at::set_num_threads(1);
  const std::vector<int64_t> shape(labels.shape().begin(), labels.shape().end());
  auto model = FrozenModel::Make(std::make_shared<FakeClassifier>(shape, /*seed=*/4), labels,
                                 at::kCPU, arithmetic);
  EXPECT_TRUE(model.ok()) << model.status();
  return *std::move(model);
}

AttackBatch FakeAttackBatch(const ModelView& model, int64_t count) {
  const int32_t classes = static_cast<int32_t>(model.num_classes());
  const ResidentImages images(FakeImages(count, classes, /*seed=*/6), at::kCPU);
  AttackBatch batch;
  batch.images = Batches::InOrder(images, {.batch_size = count}).Get(0).images.to(model.dtype());
  batch.aims.classes = DecideOnImages(model, batch.images, count);
  batch.aims.targets = (batch.aims.classes + 1).remainder(classes);
  batch.indices.resize(count);
  std::iota(batch.indices.begin(), batch.indices.end(), 0);
  batch.range = PixelRangeOf(kReleaseNormalization, batch.images.options());
  return batch;
}

AttackBatch PartOf(const AttackBatch& batch, int64_t first, int64_t count) {
  return {batch.images.narrow(0, first, count),
          batch.aims.Narrow(first, count),
          {batch.indices.begin() + first, batch.indices.begin() + first + count},
          batch.range};
}

AttackRecipe RecipeFromText(const std::string& text) {
  AttackRecipe recipe;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &recipe)) << text;
  const absl::Status status = ValidateAttackRecipe(recipe, "test");
  EXPECT_TRUE(status.ok()) << status;
  return CanonicalAttackRecipe(recipe);
}

}  // namespace labelrep
