// Saliency maps against PyPI's grad-cam on plain PyTorch models, which
// benchmarks/reference/make_saliency_goldens.py ran in float64 on the same weights and images.
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"
#include "lib/data/resident_data.h"
#include "lib/eval/model_storage.h"
#include "lib/saliency/grad_cam.h"
#include "lib/saliency/model_saliency.h"
#include "models/registry.h"

namespace labelrep {
namespace {

constexpr uint64_t kSeed = 3;
constexpr int64_t kImages = 4;
constexpr int32_t kClasses = 10;
constexpr char kFolder[] = "tests/testdata";

struct Case {
  std::string encoder;
  std::string head;
  std::vector<int32_t> label_shape;
  int64_t stages;

  std::string File() const {
    return absl::StrCat(kFolder, "/saliency_", encoder, "_", head, ".npy");
  }
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.encoder << " " << c.head; }

std::vector<Case> AllCases() {
  return {{"resnet8", "category", {kClasses}, 3},
          {"resnet8", "decoder", {64, 64}, 3},
          {"vgg_slim", "category", {kClasses}, 5}};
}

// kImages, then one for each class's label.
at::Tensor Images(at::ScalarType dtype) {
  RandomStream random(kSeed, "golden pixels");
  ImageSet images;
  images.labels.resize(kImages + kClasses);
  for (int64_t i = 0; i < images.size() * kCifarImageBytes; ++i) {
    images.pixels.push_back(static_cast<uint8_t>(random.NextUint32() >> 24));
  }
  const ResidentImages resident(images, at::kCPU);
  return Batches::InOrder(resident, {.batch_size = images.size()}).Get(0).images.to(dtype);
}

LabelSet MakeLabels(const Case& c, const at::Tensor& outputs) {
  const bool category = c.head == "category";
  LabelSet labels;
  for (int i = 0; i < kClasses; ++i) labels.add_class_names(absl::StrCat("class ", i));
  const at::Tensor values =
      category ? at::eye(kClasses) : outputs.to(at::kFloat).contiguous().flatten();
  for (int64_t i = 0; i < values.numel(); ++i) {
    labels.add_values(values.const_data_ptr<float>()[i]);
  }
  labels.set_loss(category ? LabelSet::CROSS_ENTROPY : LabelSet::SMOOTH_L1);
  labels.set_decision(category ? LabelSet::LARGEST_OUTPUT : LabelSet::NEAREST_LABEL);
  return labels;
}

// [stages + 1, images, 32, 32], as the script stacks them.
at::Tensor Maps(const Case& c, at::ScalarType dtype) {
  const auto model = MakeInitializedClassifier(c.encoder, c.label_shape, kSeed).value();
  model->SetTraining(false);
  ConvertTo(at::kDouble, *model);
  const at::Tensor images = Images(at::kDouble);
  at::Tensor label_outputs;
  {
    const at::NoGradGuard no_gradients;
    label_outputs = model->Forward(images.narrow(0, kImages, kClasses));
  }
  ConvertTo(dtype, *model);
  const LabelTensors labels = MakeLabelTensors(MakeLabels(c, label_outputs), at::kCPU, dtype);
  const at::Tensor classes = at::arange(kImages);
  std::vector<int64_t> stages;
  for (int64_t i = 0; i < c.stages; ++i) stages.push_back(i);
  const ModelSaliency found = FindSaliency(*model, labels, images.narrow(0, 0, kImages).to(dtype),
                                           classes, stages, SaliencyRecipe::CLASS_SCORE);
  std::vector<at::Tensor> maps;
  for (const at::Tensor& grad_cam : found.grad_cams) {
    maps.push_back(ImageMaps(grad_cam, kCifarImageSize));
  }
  maps.push_back(found.input_gradients);
  return at::stack(maps).to(at::kDouble);
}

// Of each kind of maps, relative to its largest number.
void ExpectClose(const at::Tensor& found, const Case& c, double tolerance) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array array, ReadNpy(c.File()));
  const at::Tensor golden = TensorFromArray(array).to(at::kDouble);
  ASSERT_EQ(found.sizes(), golden.sizes());
  for (int64_t i = 0; i < found.size(0); ++i) {
    const double scale = golden[i].abs().max().item<double>();
    EXPECT_GT(scale, 0);
    EXPECT_LE((found[i] - golden[i]).abs().max().item<double>() / scale, tolerance)
        << "kind of maps " << i;
  }
}

class SaliencyGoldenTest : public testing::TestWithParam<Case> {};

TEST_P(SaliencyGoldenTest, EqualsGradCamOfPyPI) {
  at::set_num_threads(1);
  // The script's maps are rounded to float32 four times, 4 * 6e-8.
  ExpectClose(Maps(GetParam(), at::kDouble), GetParam(), 1e-6);
}

TEST_P(SaliencyGoldenTest, EqualsGradCamOfPyPIInTheArithmeticOfMeasurements) {
  at::set_num_threads(1);
  // Sums of up to 1e3 products of either sign lose up to three digits of float32's seven.
  ExpectClose(Maps(GetParam(), at::kFloat), GetParam(), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(AllModels, SaliencyGoldenTest, testing::ValuesIn(AllCases()),
                         [](const testing::TestParamInfo<Case>& info) {
                           return absl::StrCat(info.param.encoder, "_", info.param.head);
                         });

TEST(SaliencyGoldenFilesTest, EveryFileIsUsed) {
  std::set<std::string> used;
  for (const Case& c : AllCases()) used.insert(c.File());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files, ListFiles(kFolder));
  EXPECT_THAT(files, testing::UnorderedElementsAreArray(used));
}

}  // namespace
}  // namespace labelrep
