// Attacks on a GPU; skipped where there is none.
#include <stdlib.h>

#include <string>

#include "ATen/Context.h"
#include "absl/strings/str_cat.h"
#include "experiments/attacks/run_attacks.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

class CudaAttacksTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!at::hasCUDA()) GTEST_SKIP() << "no GPU here, or a libtorch without CUDA";
  }

  // With passes recorded as graphs, or without; the bytes of the result.
  static std::string Attack(const TrainingFiles& files, const std::string& recipe, bool graphs) {
    setenv("LABELREP_CUDA_GRAPHS", graphs ? "1" : "0", /*replace=*/1);
    const std::string out = files.Path(graphs ? "graphs" : "plain");
    EXPECT_OK(AttackOneByHand({.model = {.weights = files.Path("run/weights.safetensors"),
                                         .labels = files.Path("labels.pb"),
                                         .data = files.Path("data")},
                               .attack = GetParam(),
                               .changes = absl::StrCat("device: CUDA ", recipe),
                               .out = out}));
    return FileBytes(out + "/result.pb");
  }
};

TEST_P(CudaAttacksTest, GraphsLeaveTheBytesOfPlainPasses) {
  for (const bool decoder : {false, true}) {
    const TrainingFiles files(absl::StrCat(GetParam(), decoder));
    if (decoder) {
      ASSERT_OK(WriteBinaryProto(files.Path("labels.pb"), SyntheticRegressionLabels(2, {64, 64})));
    }
    ASSERT_OK(TrainByHand(files.paths(), files.Path("run")));
    for (const char* precision : {"FP32", "BF16_AUTOCAST"}) {
      // So small that few images are misled, and sizes stay.
      const std::string recipe =
          absl::StrCat("epsilons: [0.0001, 0.001] batch_size: 4 precision: ", precision);
      EXPECT_EQ(Attack(files, recipe, true), Attack(files, recipe, false)) << recipe << decoder;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Attacks, CudaAttacksTest,
                         ::testing::Values("iterative", "pgd", "square", "apgd"));

}  // namespace
}  // namespace labelrep
