#include "experiments/attacks/run_attacks.h"

#include <filesystem>
#include <string>
#include <vector>

#include "ATen/Context.h"
#include "absl/strings/str_cat.h"
#include "experiments/measure/measurement_spec.pb.h"
#include "experiments/record/absent.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/output_folder.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

// A trained run, and the attack program's ways to attack it.
class RunAttacksTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TrainingFiles("attacked");
    ASSERT_OK(TrainByHand(files_->paths(), files_->Path("run")));
  }

  AttackByHand ByHand(const std::string& changes) const {
    return {.model = {.weights = files_->Path("run/weights.safetensors"),
                      .labels = files_->Path("labels.pb"),
                      .data = files_->Path("data")},
            .attack = "fgsm",
            .changes = changes,
            .out = files_->Path(out_)};
  }

  // With an AttackJob in each text.
  MeasurementSpec Spec(const std::vector<std::string>& jobs) const {
    MeasurementSpec spec;
    spec.mutable_model()->set_result(files_->Path("run/result.pb"));
    spec.mutable_model()->set_weights(files_->Path("run/weights.safetensors"));
    spec.mutable_model()->set_labels(files_->Path("labels.pb"));
    spec.mutable_model()->set_data(files_->Path("data"));
    spec.set_provenance(files_->Path("provenance.pb"));
    for (const std::string& asked : jobs) {
      MeasurementSpec::Job& job = *spec.add_jobs();
      job.set_asked(asked);
      const std::string name = files_->Path(absl::StrCat("job", spec.jobs_size()));
      job.set_result(name + ".pb");
      AddFile("successes", name + ".npy", job);
      AddFile("page", name + ".html", job);
    }
    return spec;
  }

  static void AddFile(const std::string& name, const std::string& path, MeasurementSpec::Job& job) {
    MeasurementSpec::Job::File& file = *job.add_files();
    file.set_name(name);
    file.set_path(path);
  }

  absl::Status Run(const MeasurementSpec& spec) const {
    std::string text;
    google::protobuf::TextFormat::PrintToString(spec, &text);
    EXPECT_OK(WriteFileAtomically(files_->Path("spec.textproto"), text));
    return RunAttackSpec(files_->Path("spec.textproto"));
  }

  static AttackResult Result(const std::string& path) {
    AttackResult result;
    EXPECT_OK(ReadBinaryProto(path, &result));
    return result;
  }

  void ExpectNothingWritten() const { EXPECT_FALSE(std::filesystem::exists(files_->Path(out_))); }

  static TrainingFiles* files_;
  std::string out_ = testing::UnitTest::GetInstance()->current_test_info()->name();
};

TrainingFiles* RunAttacksTest::files_ = nullptr;

TEST_F(RunAttacksTest, ByHandLeavesResultProvenanceAndImages) {
  ASSERT_OK(AttackOneByHand(ByHand("epsilons: [0.1, 5]")));
  const AttackResult result = Result(files_->Path(out_ + "/result.pb"));
  EXPECT_EQ(result.classes_size(), 6);
  EXPECT_EQ(result.num_classes(), 2);
  EXPECT_EQ(result.model().encoder(), "resnet8");
  EXPECT_THAT(result.recipe().epsilons(), ElementsAre(0.1, 5));
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(files_->Path(out_ + "/provenance.pb"), &provenance));
  EXPECT_GT(provenance.segments(0).attacked_images_per_s(), 0);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array successes,
                                ReadNpy(files_->Path(out_ + "/successes.npy")));
  EXPECT_THAT(successes.shape, ElementsAre(testing::Le(6), 2, 3, 32, 32));
  EXPECT_THAT(FileBytes(files_->Path(out_ + "/successes.html")),
              testing::StartsWith("<!DOCTYPE html>"));
}

// Nothing but the data set says that they are of another size.
TEST_F(RunAttacksTest, ImagesOfAnotherSizeAreTrainedOnAttackedAndShown) {
  const TrainingFiles large("large", /*image_size=*/64);
  ASSERT_OK(TrainByHand(large.paths(), large.Path("run")));
  EXPECT_EQ(ReadResult(large.Path("run/result.pb")).epochs_size(), 3);
  for (const std::string attack : {"fgsm", "square"}) {
    AttackByHand asked = ByHand("epsilons: 5 queries: 5 objective: MARGIN");
    if (attack == "fgsm") asked.changes = "epsilons: 5";
    asked.attack = attack;
    asked.out = large.Path(attack);
    asked.model.weights = large.Path("run/weights.safetensors");
    asked.model.data = large.Path("data");
    asked.model.labels = large.Path("labels.pb");
    ASSERT_OK(AttackOneByHand(asked));
    EXPECT_EQ(Result(large.Path(attack + "/result.pb")).classes_size(), 6);
    LABELREP_ASSERT_OK_AND_ASSIGN(const Array successes,
                                  ReadNpy(large.Path(attack + "/successes.npy")));
    EXPECT_THAT(successes.shape, ElementsAre(testing::Le(6), 2, 3, 64, 64));
    EXPECT_THAT(FileBytes(large.Path(attack + "/successes.html")),
                testing::StartsWith("<!DOCTYPE html>"));
  }
}

TEST_F(RunAttacksTest, SameAttackSameBytesAloneOrWithOthers) {
  const std::string pgd = "recipe { attack: 'pgd' epsilons: 0.3 objective: MARGIN steps: 3 }";
  ASSERT_OK(Run(Spec({pgd})));
  const std::string alone = FileBytes(files_->Path("job1.pb"));
  ASSERT_OK(
      Run(Spec({"recipe { attack: 'square' epsilons: 0.3 objective: MARGIN queries: 5 }", pgd})));
  EXPECT_EQ(FileBytes(files_->Path("job2.pb")), alone);
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(files_->Path("provenance.pb"), &provenance));
  EXPECT_EQ(provenance.segments_size(), 2);
}

TEST_F(RunAttacksTest, OnAGpuAnAttackDoesWhatItDoesOnTheCpu) {
  if (!at::hasCUDA()) GTEST_SKIP() << "no GPU here, or a libtorch without CUDA";
  const std::string pgd = "attack: 'pgd' epsilons: [0.1, 0.5] objective: MARGIN steps: 5";
  const std::string on_gpu = absl::StrCat("recipe { ", pgd, " device: CUDA }");
  ASSERT_OK(Run(Spec({absl::StrCat("recipe { ", pgd, " }"), on_gpu, on_gpu})));
  EXPECT_EQ(FileBytes(files_->Path("job3.pb")), FileBytes(files_->Path("job2.pb")));
  const AttackResult cpu = Result(files_->Path("job1.pb"));
  const AttackResult gpu = Result(files_->Path("job2.pb"));
  ASSERT_EQ(gpu.epsilons_size(), 2);
  EXPECT_THAT(gpu.clean_decisions(), ElementsAreArray(cpu.clean_decisions()));
  for (int i = 0; i < gpu.epsilons_size(); ++i) {
    EXPECT_THAT(gpu.epsilons(i).decisions(), ElementsAreArray(cpu.epsilons(i).decisions()));
    // An element whose gradient is next to zero may go the other way.
    EXPECT_NEAR(gpu.epsilons(i).mean_l2(), cpu.epsilons(i).mean_l2(),
                0.01 * cpu.epsilons(i).mean_l2());
  }
}

TEST_F(RunAttacksTest, KeepsImagesForOtherModels) {
  MeasurementSpec spec =
      Spec({"recipe { attack: 'fgsm' epsilons: [0.1, 0.2] images: 4 } adversarial: true"});
  AddFile("adversarial", files_->Path("adversarial.npy"), *spec.mutable_jobs(0));
  ASSERT_OK(Run(spec));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array images, ReadNpy(files_->Path("adversarial.npy")));
  EXPECT_THAT(images.shape, ElementsAre(2, 4, 3, 32, 32));
}

// Within epsilon, which is 0.2 * 0.2023 * 255 = 10.3 in the largest standard deviation's channel,
// and half a pixel value of rounding, of the images as the data set's files have them.
TEST_F(RunAttacksTest, PicturesTheFirstImages) {
  MeasurementSpec spec = Spec({"recipe { attack: 'fgsm' epsilons: [0.1, 0.2] } pictured: 3"});
  AddFile("pictured", files_->Path("pictured.npy"), *spec.mutable_jobs(0));
  ASSERT_OK(Run(spec));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array pictured, ReadNpy(files_->Path("pictured.npy")));
  ASSERT_EQ(pictured.dtype, DType::kUint8);
  ASSERT_THAT(pictured.shape, ElementsAre(2, 3, 3, 32, 32));
  LABELREP_ASSERT_OK_AND_ASSIGN(const LoadedModel model,
                                LoadModel({.weights = files_->Path("run/weights.safetensors"),
                                           .labels = files_->Path("labels.pb"),
                                           .data = files_->Path("data")}));
  const AttackResult result = Result(files_->Path("job1.pb"));
  const int64_t bytes = model.test.image_bytes();
  for (int64_t i = 0; i < pictured.NumElements(); ++i) {
    const int64_t in_split = i % (3 * bytes);
    const auto image = static_cast<int>(in_split / bytes);
    const bool attacked = result.clean_decisions(image) == result.classes(image);
    EXPECT_LE(std::abs(static_cast<uint8_t>(pictured.bytes[i]) - model.test.pixels[in_split]),
              attacked ? 10 : 0);
  }
}

TEST_F(RunAttacksTest, PicturesNoMoreImagesThanItAttacks) {
  MeasurementSpec spec =
      Spec({"recipe { attack: 'fgsm' epsilons: 0.1 images: 2 } pictured: 9 adversarial: true"});
  AddFile("pictured", files_->Path("pictured.npy"), *spec.mutable_jobs(0));
  ASSERT_OK(Run(spec));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array pictured, ReadNpy(files_->Path("pictured.npy")));
  EXPECT_THAT(pictured.shape, ElementsAre(1, 2, 3, 32, 32));
}

TEST_F(RunAttacksTest, AttacksOnARunThatFailedSayWhy) {
  RunResult failed = ReadResult(files_->Path("run/result.pb"));
  *failed.mutable_failure() = AbsentFailure("not recorded");
  ASSERT_OK(WriteBinaryProto(files_->Path("failed.pb"), failed));
  MeasurementSpec spec = Spec({"recipe { attack: 'fgsm' epsilons: 0.1 }"});
  spec.mutable_model()->set_result(files_->Path("failed.pb"));
  spec.mutable_model()->set_weights("there are none");
  ASSERT_OK(Run(spec));
  const AttackResult result = Result(files_->Path("job1.pb"));
  EXPECT_THAT(result.failure().message(), HasSubstr("not recorded"));
  EXPECT_EQ(result.classes_size(), 0);
  EXPECT_EQ(FileBytes(files_->Path("job1.npy")), "");
}

TEST_F(RunAttacksTest, AttacksOnARunWhoseWeightsWereNotRecordedAreAbsent) {
  ASSERT_OK(WriteFileAtomically(files_->Path("empty.safetensors"), ""));
  MeasurementSpec spec = Spec({"recipe { attack: 'fgsm' epsilons: 0.1 }"});
  spec.mutable_model()->set_weights(files_->Path("empty.safetensors"));
  ASSERT_OK(Run(spec));
  const AttackResult result = Result(files_->Path("job1.pb"));
  EXPECT_EQ(result.failure().kind(), RunFailure::ABSENT);
  EXPECT_THAT(result.failure().message(), HasSubstr("weights"));
  EXPECT_EQ(result.model().encoder(), "resnet8");
  EXPECT_EQ(result.classes_size(), 0);
}

TEST_F(RunAttacksTest, ARefusedAttackSaysWhyAndKeepsNoOtherFromRunning) {
  const std::string good = "recipe { attack: 'fgsm' epsilons: 0.1 }";
  MeasurementSpec spec = Spec({"recipe { attack: 'fgsm' epsilons: 16 }",
                               "recipe { attack: 'nobody' epsilons: 0.1 }", good});
  ASSERT_OK(Run(spec));
  const AttackResult refused = Result(files_->Path("job1.pb"));
  EXPECT_THAT(refused.failure().message(), HasSubstr("recipe.epsilons: found 16"));
  EXPECT_THAT(refused.recipe().epsilons(), ElementsAre(16));
  EXPECT_EQ(refused.model().encoder(), "resnet8");
  EXPECT_EQ(refused.classes_size(), 0);
  EXPECT_EQ(FileBytes(files_->Path("job1.npy")), "");
  EXPECT_THAT(Result(files_->Path("job2.pb")).failure().message(), HasSubstr("found \"nobody\""));
  EXPECT_FALSE(Result(files_->Path("job3.pb")).has_failure());
  EXPECT_EQ(Result(files_->Path("job3.pb")).classes_size(), 6);
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(files_->Path("provenance.pb"), &provenance));
  EXPECT_EQ(provenance.segments_size(), 1);
}

TEST_F(RunAttacksTest, AModelThatDoesNotFitRefusesAllItsAttacks) {
  ASSERT_OK(WriteBinaryProto(files_->Path("smooth.pb"), SyntheticCategoryLabels(2, 0.1)));
  MeasurementSpec spec =
      Spec({"recipe { attack: 'fgsm' epsilons: 0.1 }", "recipe { attack: 'pgd' epsilons: 0.1 }"});
  spec.mutable_model()->set_labels(files_->Path("smooth.pb"));
  ASSERT_OK(Run(spec));
  for (const char* name : {"job1.pb", "job2.pb"}) {
    EXPECT_THAT(Result(files_->Path(name)).failure().message(), HasSubstr("smooth.pb")) << name;
  }
}

TEST_F(RunAttacksTest, WhatMayBeThereNextTimeIsAnError) {
  MeasurementSpec spec = Spec({"recipe { attack: 'fgsm' epsilons: 0.1 }"});
  // Other tests have files of that name.
  ASSERT_OK(RemoveFile(files_->Path("job1.pb")));
  spec.mutable_model()->set_data(files_->Path("no such folder"));
  EXPECT_THAT(Run(spec), StatusIs(absl::StatusCode::kNotFound, "no such folder"));
  EXPECT_FALSE(std::filesystem::exists(files_->Path("job1.pb")));

  spec.mutable_model()->set_data(files_->Path("data"));
  ASSERT_OK(Run(spec));
  const std::string earlier = FileBytes(files_->Path("job1.pb"));
  absl::Status full_disk;
  {
    const FileSizeLimit limit(100);
    full_disk = RunAttackSpec(files_->Path("spec.textproto"));
  }
  EXPECT_THAT(full_disk, StatusIs(absl::StatusCode::kResourceExhausted, "job1.npy"));
  EXPECT_EQ(FileBytes(files_->Path("job1.pb")), earlier);
}

TEST_F(RunAttacksTest, AnErrorLeavesNoFileOfItsOwn) {
  ASSERT_OK(MakeDirectory(files_->Path(out_ + "/provenance.pb")));
  EXPECT_THAT(AttackOneByHand(ByHand("epsilons: 5")),
              StatusIs(absl::StatusCode::kFailedPrecondition, "provenance.pb"));
  for (const char* name : {"result.pb", "successes.npy", "successes.html"}) {
    EXPECT_FALSE(std::filesystem::exists(files_->Path(out_) + "/" + name)) << name;
  }
}

TEST_F(RunAttacksTest, AFullDiskLeavesAnEarlierAttackAsItWas) {
  ASSERT_OK(AttackOneByHand(ByHand("epsilons: 5")));
  const char* const kFiles[] = {"/result.pb", "/successes.npy", "/successes.html",
                                "/provenance.pb"};
  std::vector<std::string> earlier;
  for (const char* file : kFiles) earlier.push_back(FileBytes(files_->Path(out_) + file));
  absl::Status status;
  {
    const FileSizeLimit limit(100);
    status = AttackOneByHand(ByHand("epsilons: 0.1"));
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, "successes.npy"));
  for (size_t i = 0; i < earlier.size(); ++i) {
    EXPECT_TRUE(FileBytes(files_->Path(out_) + kFiles[i]) == earlier[i]) << kFiles[i];
  }
}

TEST_F(RunAttacksTest, RefusesWhatNoAttackCanDo) {
  const struct {
    const char* changes;
    const char* message;
  } kCases[] = {
      {"epsilons: -0.1", "epsilons"},
      {"attack: 'iterative' steps: 0", "steps"},
      {"attack: 'none'", "fgsm"},
      {"eps: 0.1", "--with"},
  };
  for (const auto& [changes, message] : kCases) {
    EXPECT_THAT(AttackOneByHand(ByHand(changes)),
                StatusIs(absl::StatusCode::kInvalidArgument, message))
        << changes;
  }
  ExpectNothingWritten();
}

TEST_F(RunAttacksTest, RefusesFilesThatAreNoWeights) {
  AttackByHand asked = ByHand("");
  asked.model.weights = files_->Path("labels.pb");
  EXPECT_THAT(AttackOneByHand(asked), StatusIs(absl::StatusCode::kInvalidArgument, "labels.pb"));
  asked.model.weights = files_->Path("nowhere.safetensors");
  EXPECT_THAT(AttackOneByHand(asked), StatusIs(absl::StatusCode::kNotFound, "nowhere.safetensors"));
  asked.attack = "pdg";
  EXPECT_THAT(AttackOneByHand(asked),
              StatusIs(absl::StatusCode::kNotFound,
                       "--attack=pdg: no such attack or file; expected one of apgd, apgd_t, auto"));
  asked.attack = "";
  EXPECT_THAT(AttackOneByHand(asked),
              StatusIs(absl::StatusCode::kNotFound, "--attack=: no such attack or file; expected"));
  ExpectNothingWritten();
}

TEST_F(RunAttacksTest, RefusesLabelsThatTheModelWasNotTrainedWith) {
  LabelSet other = SyntheticCategoryLabels(2, /*smoothing=*/0.1);
  ASSERT_OK(WriteBinaryProto(files_->Path("other.pb"), other));
  AttackByHand asked = ByHand("");
  asked.model.labels = files_->Path("other.pb");
  EXPECT_THAT(AttackOneByHand(asked),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("other.pb"), HasSubstr("trained with"))));
  ExpectNothingWritten();
}

TEST_F(RunAttacksTest, WeightsOfOtherProgramsNeedTheEncoder) {
  LABELREP_ASSERT_OK_AND_ASSIGN(Safetensors weights,
                                ReadSafetensors(files_->Path("run/weights.safetensors")));
  weights.metadata = {{"format", "pt"}};
  ASSERT_OK(WriteFileAtomically(files_->Path("foreign.safetensors"), EncodeSafetensors(weights)));
  AttackByHand asked = ByHand("epsilons: 0.1");
  asked.model.weights = files_->Path("foreign.safetensors");
  EXPECT_THAT(AttackOneByHand(asked), StatusIs(absl::StatusCode::kInvalidArgument, "--encoder"));
  asked.model.encoder = "resnet14";
  EXPECT_THAT(AttackOneByHand(asked),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("foreign.safetensors: "), HasSubstr("encoder.layer1.1"))));
  asked.model.encoder = "resnet8";
  EXPECT_OK(AttackOneByHand(asked));
  EXPECT_EQ(Result(files_->Path(out_ + "/result.pb")).model().normalization(), Recipe::RELEASE);
  asked.model.normalization = "imagenet";
  EXPECT_THAT(AttackOneByHand(asked),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "--normalization: found \"imagenet\"; expected RELEASE or DATA_SET"));
  asked.model.normalization = "DATA_SET";
  EXPECT_OK(AttackOneByHand(asked));
  EXPECT_EQ(Result(files_->Path(out_ + "/result.pb")).model().normalization(), Recipe::DATA_SET);
  // Weights of our own say it themselves.
  asked.model.weights = files_->Path("run/weights.safetensors");
  EXPECT_THAT(AttackOneByHand(asked), StatusIs(absl::StatusCode::kInvalidArgument, "leave out"));
}

TEST_F(RunAttacksTest, AnotherProcessInTheSameFolderIsRefused) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const OutputFolder other, OutputFolder::Take(files_->Path(out_)));
  EXPECT_THAT(AttackOneByHand(ByHand("epsilons: 0.1")),
              StatusIs(absl::StatusCode::kUnavailable, out_ + ": process "));
}

}  // namespace
}  // namespace labelrep
