// Attacks on a GPU; skipped where there is none. On the CPU, which records nothing, the same test
// looks at itself.
#include <stdlib.h>

#include <string>
#include <tuple>

#include "ATen/Context.h"
#include "absl/strings/str_cat.h"
#include "experiments/attacks/run_attacks.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/graph/device_graph.h"

namespace labelrep {
namespace {

// Device and attack.
class CudaAttacksTest : public ::testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  static const std::string& device() { return std::get<0>(GetParam()); }
  static const std::string& attack() { return std::get<1>(GetParam()); }

  // Steps enough for some of them to be replayed.
  static std::string Changes() {
    if (attack() == "square") return "queries: 20";
    return attack() == "iterative" ? "" : "steps: 8";
  }

  void SetUp() override {
    if (device() == "CPU") return;
    if (!at::hasCUDA()) GTEST_SKIP() << "no GPU here, or a libtorch without CUDA";
    ASSERT_TRUE(DeviceGraphsOf(c10::Device(c10::kCUDA, 0))) << "built without CUDA's headers";
  }

  // With passes recorded as graphs, or without; the bytes of the result.
  static std::string Attack(const TrainingFiles& files, const std::string& recipe, bool graphs) {
    setenv("LABELREP_CUDA_GRAPHS", graphs ? "1" : "0", /*replace=*/1);
    const std::string out = files.Path(graphs ? "graphs" : "plain");
    EXPECT_OK(AttackOneByHand({.model = {.weights = files.Path("run/weights.safetensors"),
                                         .labels = files.Path("labels.pb"),
                                         .data = files.Path("data")},
                               .attack = attack(),
                               .changes = absl::StrCat("device: ", device(), " ", recipe),
                               .out = out}));
    return FileBytes(out + "/result.pb");
  }
};

TEST_P(CudaAttacksTest, GraphsLeaveTheBytesOfPlainPasses) {
  for (const bool decoder : {false, true}) {
    const TrainingFiles files(absl::StrCat(device(), attack(), decoder));
    if (decoder) {
      files.ChangeRecipe("label { kind: 'regression' }");
      ASSERT_OK(WriteBinaryProto(files.Path("labels.pb"), SyntheticRegressionLabels(2, {64, 64})));
    }
    ASSERT_OK(TrainByHand(files.paths(), files.Path("run")));
    for (const char* precision : {"FP32", "BF16_AUTOCAST"}) {
      // So small that few images are misled, and sizes stay.
      const std::string recipe = absl::StrCat("epsilons: [0.0001, 0.001] batch_size: 4 ", Changes(),
                                              " precision: ", precision);
      EXPECT_TRUE(Attack(files, recipe, true) == Attack(files, recipe, false)) << recipe << decoder;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Attacks, CudaAttacksTest,
                         ::testing::Combine(::testing::Values("CPU", "CUDA"),
                                            ::testing::Values("iterative", "pgd", "square", "apgd",
                                                              "apgd_t", "fab_t")),
                         [](const auto& info) {
                           return absl::StrCat(std::get<0>(info.param), "_",
                                               std::get<1>(info.param));
                         });

}  // namespace
}  // namespace labelrep
