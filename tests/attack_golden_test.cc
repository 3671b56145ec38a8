// Decisions under attack against plain PyTorch, one image and one epsilon at a time, which
// benchmarks/reference/make_attack_goldens.py ran on the same weights and images. In float64, where
// rounding turns no decision, with batch norm folded.
#include <memory>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/npy.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"
#include "lib/data/resident_data.h"
#include "lib/eval/frozen_model.h"
#include "lib/eval/model_storage.h"
#include "models/fold_batch_norm.h"
#include "models/registry.h"

namespace labelrep {
namespace {

constexpr uint64_t kSeed = 3;
constexpr int64_t kImages = 12;
constexpr int32_t kClasses = 10;
// Of the logits of the model with label smoothing.
constexpr double kConfidence = 64;
constexpr double kEpsilons[] = {0.005, 0.02, 0.1};

struct Head {
  std::string name;
  std::vector<int32_t> shape;
};

void PrintTo(const Head& head, std::ostream* out) { *out << head.name; }

bool IsCategory(const Head& head) { return head.name == "category" || head.name == "smooth"; }

// Images to attack, then one for each class's label.
at::Tensor Images() {
  RandomStream random(kSeed, "golden pixels");
  ImageSet images;
  images.labels.resize(kImages + kClasses);
  for (int64_t i = 0; i < images.size() * kCifarImageBytes; ++i) {
    images.pixels.push_back(static_cast<uint8_t>(random.NextUint32() >> 24));
  }
  const ResidentImages resident(images, at::kCPU);
  return Batches::InOrder(resident, {.batch_size = images.size()}).Get(0).images.to(at::kDouble);
}

// Category labels where `outputs` are none.
LabelSet MakeLabels(const Head& head, const at::Tensor& outputs) {
  LabelSet labels;
  for (const int32_t dimension : head.shape) labels.add_shape(dimension);
  for (int i = 0; i < kClasses; ++i) labels.add_class_names(absl::StrCat("class ", i));
  const bool category = IsCategory(head);
  const at::Tensor values =
      category ? at::eye(kClasses) : outputs.to(at::kFloat).contiguous().flatten();
  for (int64_t i = 0; i < values.numel(); ++i) {
    labels.add_values(values.const_data_ptr<float>()[i]);
  }
  labels.set_loss(category ? LabelSet::CROSS_ENTROPY : LabelSet::SMOOTH_L1);
  if (head.name == "smooth") labels.set_label_smoothing(0.1);
  labels.set_decision(category ? LabelSet::LARGEST_OUTPUT : LabelSet::NEAREST_LABEL);
  return labels;
}

FrozenModel MakeModel(const Head& head, const at::Tensor& images) {
  auto model = MakeInitializedClassifier("resnet8", head.shape, kSeed).value();
  ConvertTo(at::kDouble, *model);
  model->SetTraining(false);
  const at::NoGradGuard no_grad;
  const at::Tensor outputs = model->Forward(images.narrow(0, kImages, kClasses));
  if (IsCategory(head)) FindTensor(model->Parameters(), "head.bias").sub_(outputs.mean(0));
  if (head.name == "smooth") {
    for (const char* name : {"head.weight", "head.bias"}) {
      FindTensor(model->Parameters(), name).mul_(kConfidence);
    }
  }
  FoldBatchNorm(*model);
  return FrozenModel::Make(model, MakeLabels(head, outputs), at::kCPU, Arithmetic::kFloat64)
      .value();
}

AttackBatch MakeBatch(const ModelView& model, const at::Tensor& images) {
  AttackBatch batch;
  batch.images = images.narrow(0, 0, kImages);
  batch.aims.classes = DecideOnImages(model, batch.images, kImages);
  batch.aims.targets = (batch.aims.classes + 1).remainder(kClasses);
  batch.indices.resize(kImages);
  std::iota(batch.indices.begin(), batch.indices.end(), 0);
  batch.range = PixelRangeOf(kReleaseNormalization, at::kDouble);
  return batch;
}

// In the order of the script.
std::vector<AttackRecipe> AllSettings() {
  std::vector<AttackRecipe> settings;
  for (const char* attack : {"fgsm", "iterative"}) {
    for (const auto variant : {AttackRecipe::PAPER, AttackRecipe::RELEASE}) {
      for (const auto objective : {AttackRecipe::OWN_LOSS, AttackRecipe::MARGIN}) {
        for (const bool targeted : {false, true}) {
          AttackRecipe recipe;
          recipe.set_attack(attack);
          recipe.set_variant(variant);
          recipe.set_objective(objective);
          recipe.set_targeted(targeted);
          for (const double epsilon : kEpsilons) recipe.add_epsilons(epsilon);
          if (recipe.attack() == "iterative") {
            recipe.set_steps(3);
            recipe.set_step_size_per_epsilon(0.6);
          }
          settings.push_back(CanonicalAttackRecipe(recipe));
        }
      }
    }
  }
  return settings;
}

class AttackGoldenTest : public testing::TestWithParam<Head> {};

TEST_P(AttackGoldenTest, DecisionsArePlainPyTorchs) {
  at::set_num_threads(1);
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const Array array, ReadNpy(absl::StrCat("tests/testdata/attack_", GetParam().name, ".npy")));
  const at::Tensor golden = TensorFromArray(array).to(at::kLong);
  const at::Tensor images = Images();
  const FrozenModel model = MakeModel(GetParam(), images);
  const AttackBatch batch = MakeBatch(model, images);
  EXPECT_TRUE(at::equal(batch.aims.classes, golden[0]));
  int64_t row = 1;
  for (const AttackRecipe& recipe : AllSettings()) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const AttackOutcome outcome, RunAttack(model, batch, recipe));
    for (const EpsilonOutcome& found : outcome.epsilons) {
      EXPECT_TRUE(at::equal(found.decisions, golden[row])) << recipe.DebugString() << row;
      ++row;
    }
  }
  EXPECT_EQ(row, golden.size(0));
}

INSTANTIATE_TEST_SUITE_P(AllHeads, AttackGoldenTest,
                         testing::Values(Head{"category", {kClasses}}, Head{"smooth", {kClasses}},
                                         Head{"lowdim", {7}}, Head{"decoder", {64, 64}}),
                         [](const testing::TestParamInfo<Head>& info) { return info.param.name; });

}  // namespace
}  // namespace labelrep
