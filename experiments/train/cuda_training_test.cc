// Training on a GPU; skipped where there is none. On the CPU, which records nothing, the same tests
// look at themselves.
#include <string>
#include <tuple>

#include "ATen/Context.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/graph/device_graph.h"

namespace labelrep {
namespace {

enum class Head { kLinear, kDecoder };

enum class Arithmetic { kFp32, kTf32, kBf16 };

// Device, encoder, head and arithmetic of a training.
using Case = std::tuple<std::string, std::string, Head, Arithmetic>;

std::string CaseName(const Case& the_case) {
  const auto& [device, encoder, head, arithmetic] = the_case;
  return absl::StrCat(device, "_", encoder, head == Head::kDecoder ? "_decoder" : "_linear",
                      arithmetic == Arithmetic::kBf16   ? "_bf16"
                      : arithmetic == Arithmetic::kTf32 ? "_tf32"
                                                        : "_fp32");
}

std::string CaseRecipe(const Case& the_case) {
  const auto& [device, encoder, head, arithmetic] = the_case;
  return absl::StrCat("encoder: '", encoder, "'",
                      head == Head::kDecoder ? " label { kind: 'regression' }" : "",
                      arithmetic == Arithmetic::kBf16 ? " precision: BF16_AUTOCAST" : "",
                      arithmetic == Arithmetic::kTf32 ? " allow_tf32: true" : "");
}

class CudaTrainingTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (device() == "CPU") return;
    if (!at::hasCUDA()) GTEST_SKIP() << "no GPU here, or a libtorch without CUDA";
    ASSERT_TRUE(DeviceGraphsOf(c10::Device(c10::kCUDA, 0))) << "built without CUDA's headers";
  }

  static const std::string& device() { return std::get<0>(GetParam()); }

  static TrainingFiles Files(const std::string& name) {
    TrainingFiles files(absl::StrCat(name, "_", CaseName(GetParam())));
    if (std::get<Head>(GetParam()) == Head::kDecoder) {
      EXPECT_OK(WriteBinaryProto(files.Path("labels.pb"), SyntheticRegressionLabels(2, {64, 64})));
    }
    return files;
  }

  // Trains by hand on a device; returns the folder.
  static std::string Train(const TrainingFiles& files, const std::string& device,
                           const std::string& out) {
    files.ChangeRecipe(absl::StrCat(CaseRecipe(GetParam()), " device: ", device));
    // A checkpoint after each epoch would take VGG19 longer than the epoch.
    EXPECT_OK(TrainByHand(files.paths(), files.Path(out), absl::Hours(1)));
    return files.Path(out);
  }
};

// Tests that take several trainings, which the small encoders are enough for.
class CudaSmallTrainingTest : public CudaTrainingTest {};

// A rate that changes, whose steps are recorded (those of a rate that moves with each step are
// not), a smaller last batch, and epochs enough for it to be replayed too.
constexpr char kRecorded[] = " epochs: 8 multi_step { milestones: [4, 6] }";

void ExpectSameBytes(const std::string& one, const std::string& other) {
  for (const char* name : {"/result.pb", "/weights.safetensors"}) {
    // EXPECT_EQ would look for the lines that differ, for which the weights are too long.
    EXPECT_TRUE(FileBytes(one + name) == FileBytes(other + name)) << name;
  }
}

TEST_P(CudaSmallTrainingTest, SameSeedSameBytesInWholeAndInSegments) {
  const TrainingFiles files = Files("bytes");
  const std::string whole = Train(files, device() + kRecorded, "whole");
  ExpectSameBytes(Train(files, device() + kRecorded, "again"), whole);
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("cut"), 3));
  ExpectSameBytes(files.Path("cut"), whole);
}

TEST_P(CudaTrainingTest, RecordedStepsGiveTheBytesOfPlainOnes) {
  const TrainingFiles files = Files("graph");
  const std::string recorded = Train(files, device() + kRecorded, "recorded");
  setenv("LABELREP_CUDA_GRAPHS", "0", 1);
  const std::string plain = Train(files, device() + kRecorded, "plain");
  unsetenv("LABELREP_CUDA_GRAPHS");
  ExpectSameBytes(recorded, plain);
}

TEST_P(CudaSmallTrainingTest, TheFirstLossIsThatOfTheCpu) {
  const TrainingFiles files = Files("loss");
  // One step an epoch, so that the first epoch's loss is that of the initial weights.
  const auto first_loss = [&](const std::string& which) {
    const std::string folder = Train(files, which + " batch_size: 32", which);
    return ReadResult(folder + "/result.pb").epochs(0).train_loss();
  };
  const double cpu = first_loss("CPU");
  // A sum of n products in fp32 is off by about sqrt(n) roundings of 2^-24, n <= 576 in ResNet-8,
  // in each of a dozen layers; bf16 rounds at 2^-9 between them, TF32 at 2^-11.
  const bool is_fp32 = std::get<Arithmetic>(GetParam()) == Arithmetic::kFp32;
  EXPECT_NEAR(first_loss(device()), cpu, cpu * (is_fp32 ? 2e-5 : 2e-2));
}

const auto kHeads = ::testing::Values(Head::kLinear, Head::kDecoder);
const auto kArithmetics =
    ::testing::Values(Arithmetic::kFp32, Arithmetic::kTf32, Arithmetic::kBf16);
const auto kCuda = ::testing::Values("CUDA");
const auto kSmallCases =
    ::testing::Combine(kCuda, ::testing::Values("resnet8", "vgg_slim"), kHeads, kArithmetics);
const auto kPaperCases = ::testing::Combine(
    kCuda, ::testing::Values("vgg19", "resnet32", "resnet110"), kHeads, kArithmetics);
const auto kCpuCases =
    ::testing::Combine(::testing::Values("CPU"), ::testing::Values("resnet8"), kHeads,
                       ::testing::Values(Arithmetic::kFp32, Arithmetic::kBf16));

std::string NameOf(const ::testing::TestParamInfo<Case>& info) { return CaseName(info.param); }

INSTANTIATE_TEST_SUITE_P(Small, CudaTrainingTest, kSmallCases, NameOf);
INSTANTIATE_TEST_SUITE_P(OfThePaper, CudaTrainingTest, kPaperCases, NameOf);
INSTANTIATE_TEST_SUITE_P(Small, CudaSmallTrainingTest, kSmallCases, NameOf);
INSTANTIATE_TEST_SUITE_P(OnTheCpu, CudaTrainingTest, kCpuCases, NameOf);
INSTANTIATE_TEST_SUITE_P(OnTheCpu, CudaSmallTrainingTest, kCpuCases, NameOf);

}  // namespace
}  // namespace labelrep
