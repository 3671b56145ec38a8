// Forward outputs and input gradients against plain PyTorch, which
// benchmarks/reference/make_goldens.py ran on the same weights and images.
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "c10/core/GradMode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"
#include "models/registry.h"

namespace labelrep {
namespace {

constexpr uint64_t kSeed = 3;
constexpr char kFolder[] = "models/testdata";
constexpr int64_t kTrainBatch = 4;
constexpr int64_t kEvalBatch = 2;

// Same machine type and memory format: equal but for weights whose last bit the two languages'
// libraries round differently.
constexpr double kTolerance = 1e-5;
// Batch norm over as few as four values amplifies rounding: an AVX2 machine was seen to differ by
// 8e-5 from an AVX-512 one with the same weights and the same PyTorch.
constexpr double kTrainTolerance = 1e-3;

struct Case {
  std::string encoder;
  std::string head;
  std::vector<int32_t> label_shape;

  std::string File(const std::string& quantity) const {
    return absl::StrCat(encoder, "_", head, "_", quantity, ".npy");
  }
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.encoder << " " << c.head; }

const char* const kQuantities[] = {"train_outputs", "eval_outputs", "input_gradient"};

std::vector<Case> AllCases() {
  std::vector<Case> cases;
  for (const char* encoder : {"vgg19", "resnet32", "resnet110"}) {
    cases.push_back({encoder, "linear10", {10}});
    cases.push_back({encoder, "decoder64", {64, 64}});
  }
  return cases;
}

at::Tensor Images() {
  at::Tensor images = at::empty({kTrainBatch, 3, 32, 32});
  RandomStream stream(kSeed, "golden images");
  float* data = images.mutable_data_ptr<float>();
  for (int64_t i = 0; i < images.numel(); ++i) data[i] = static_cast<float>(stream.NextNormal());
  return images;
}

// max |a - b| / max |b|
void ExpectClose(const at::Tensor& values, const std::string& file, double tolerance) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array array, ReadNpy(absl::StrCat(kFolder, "/", file)));
  const at::Tensor golden = TensorFromArray(array);
  ASSERT_EQ(values.sizes(), golden.sizes()) << file;
  const double difference = (values - golden).abs().max().item<double>();
  const double relative = difference / golden.abs().max().item<double>();
  EXPECT_LE(relative, tolerance) << file;
  testing::Test::RecordProperty(file, absl::StrCat(relative));
}

class GoldenTest : public testing::TestWithParam<Case> {};

TEST_P(GoldenTest, EqualsPlainPyTorch) {
  at::set_num_threads(1);
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const auto model,
      MakeInitializedClassifier(GetParam().encoder, GetParam().label_shape, kSeed));
  const at::Tensor images = Images();
  model->SetTraining(true);
  {
    const c10::AutoGradMode no_grad(false);
    ExpectClose(model->Forward(images).narrow(0, 0, kEvalBatch), GetParam().File("train_outputs"),
                kTrainTolerance);
  }
  model->SetTraining(false);
  const at::Tensor inputs = images.narrow(0, 0, kEvalBatch).clone().requires_grad_();
  const at::Tensor outputs = model->Forward(inputs);
  outputs.square().sum().backward();
  ExpectClose(outputs.detach(), GetParam().File("eval_outputs"), kTolerance);
  ExpectClose(inputs.grad(), GetParam().File("input_gradient"), kTolerance);
}

INSTANTIATE_TEST_SUITE_P(AllModels, GoldenTest, testing::ValuesIn(AllCases()),
                         [](const testing::TestParamInfo<Case>& info) {
                           return absl::StrCat(info.param.encoder, "_", info.param.head);
                         });

TEST(GoldenFilesTest, EveryFileIsUsed) {
  std::set<std::string> used;
  for (const Case& c : AllCases()) {
    for (const char* quantity : kQuantities)
      used.insert(absl::StrCat(kFolder, "/", c.File(quantity)));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files, ListFiles(kFolder));
  EXPECT_THAT(files, testing::UnorderedElementsAreArray(used));
}

}  // namespace
}  // namespace labelrep
