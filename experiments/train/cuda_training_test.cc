// Training on a GPU; skipped where there is none.
#include <string>

#include "ATen/Context.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

// Both kinds of encoders and of heads, in both precisions.
struct Case {
  const char* name;
  const char* recipe;
  bool decoder;
};

class CudaTrainingTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (!at::hasCUDA()) GTEST_SKIP() << "no GPU here, or a libtorch without CUDA";
  }

  static TrainingFiles Files(const std::string& name) {
    TrainingFiles files(absl::StrCat(name, "_", GetParam().name));
    if (GetParam().decoder) {
      EXPECT_OK(WriteBinaryProto(files.Path("labels.pb"), SyntheticRegressionLabels(2, {64, 64})));
    }
    return files;
  }

  // Trains by hand on a device; returns the folder.
  static std::string Train(const TrainingFiles& files, const std::string& device,
                           const std::string& out) {
    files.ChangeRecipe(absl::StrCat(GetParam().recipe, " device: ", device));
    EXPECT_OK(TrainByHand(files.paths(), files.Path(out)));
    return files.Path(out);
  }
};

void ExpectSameBytes(const std::string& one, const std::string& other) {
  for (const char* name : {"/result.pb", "/weights.safetensors"}) {
    EXPECT_EQ(FileBytes(one + name), FileBytes(other + name)) << name;
  }
}

TEST_P(CudaTrainingTest, SameSeedSameBytesInWholeAndInSegments) {
  const TrainingFiles files = Files("bytes");
  const std::string whole = Train(files, "CUDA", "whole");
  ExpectSameBytes(Train(files, "CUDA", "again"), whole);
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("cut"), 2));
  ExpectSameBytes(files.Path("cut"), whole);
}

TEST_P(CudaTrainingTest, RecordedStepsGiveTheBytesOfPlainOnes) {
  const TrainingFiles files = Files("graph");
  // With changes of the rate, a smaller last batch, and epochs enough for it to be replayed too.
  const std::string recipe = "CUDA epochs: 8 multi_step { milestones: [4, 6] }";
  const std::string recorded = Train(files, recipe, "recorded");
  setenv("LABELREP_CUDA_GRAPHS", "0", 1);
  const std::string plain = Train(files, recipe, "plain");
  unsetenv("LABELREP_CUDA_GRAPHS");
  ExpectSameBytes(recorded, plain);
}

TEST_P(CudaTrainingTest, TheFirstLossIsThatOfTheCpu) {
  const TrainingFiles files = Files("loss");
  // One step an epoch, so that the first epoch's loss is that of the initial weights.
  const auto first_loss = [&](const std::string& device) {
    const std::string folder = Train(files, device + " batch_size: 32", device);
    return ReadResult(folder + "/result.pb").epochs(0).train_loss();
  };
  const double cpu = first_loss("CPU");
  // A sum of n products in fp32 is off by about sqrt(n) roundings of 2^-24, n <= 576 in ResNet-8,
  // in each of a dozen layers; bf16 rounds at 2^-9 between them.
  const bool bf16 = absl::StrContains(GetParam().recipe, "BF16");
  EXPECT_NEAR(first_loss("CUDA"), cpu, cpu * (bf16 ? 2e-2 : 2e-5));
}

INSTANTIATE_TEST_SUITE_P(
    Recipes, CudaTrainingTest,
    ::testing::Values(Case{"linear", "", false},
                      Case{"linear_bf16", "precision: BF16_AUTOCAST", false},
                      Case{"vgg", "encoder: 'vgg_slim'", false},
                      Case{"decoder", "label { kind: 'regression' }", true},
                      Case{"vgg_decoder_bf16",
                           "encoder: 'vgg_slim' label { kind: 'regression' } "
                           "precision: BF16_AUTOCAST memory_format: CHANNELS_LAST",
                           true},
                      Case{"decoder_bf16", "label { kind: 'regression' } precision: BF16_AUTOCAST",
                           true}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace labelrep
