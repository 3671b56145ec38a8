#include "experiments/measure/measure_model.h"

#include <functional>
#include <new>

#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

// A trained run in files, and an attack's messages in place of those of a measurement.
class MeasureModelTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TrainingFiles("measure_model");
    ASSERT_OK(TrainByHand(files_->paths(), files_->Path("run")));
  }

  using MeasureFunction =
      std::function<absl::StatusOr<AttackResult>(const TrainedModel&, SideFiles&)>;

  void SetUp() override {
    out_ = files_->Path(testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_OK(MakeDirectory(out_));
    WriteSpec(files_->Path("run/weights.safetensors"));
  }

  void WriteSpec(const std::string& weights) const {
    ASSERT_OK(WriteFileAtomically(
        out_ + "/spec.textproto",
        absl::StrCat("model { result: '", files_->Path("run/result.pb"), "' weights: '", weights,
                     "' labels: '", files_->Path("labels.pb"), "' data: '", files_->Path("data"),
                     "' } provenance: '", out_, "/provenance.pb' jobs { asked: \"attack: 'none' ",
                     "threads: 1\" result: '", out_, "/result.pb' files { name: 'notes' path: '",
                     out_, "/notes' } }")));
  }

  void ReplaceInSpec(const std::string& text, const std::string& by) const {
    std::string spec = FileBytes(out_ + "/spec.textproto");
    spec.replace(spec.find(text), text.size(), by);
    ASSERT_OK(WriteFileAtomically(out_ + "/spec.textproto", spec));
  }

  absl::Status Run(const MeasureFunction& measure) const {
    return RunMeasurements(out_ + "/spec.textproto",
                           AskFor<AttackRecipe, AttackResult>(
                               [&](const TrainedModel& model, const AttackRecipe&,
                                   SideFiles& files) { return measure(model, files); }));
  }

  bool HasResult() const { return PathExists(out_ + "/result.pb"); }

  AttackResult Written() const {
    AttackResult result;
    EXPECT_OK(ReadBinaryProto(out_ + "/result.pb", &result));
    return result;
  }

  static TrainingFiles* files_;
  std::string out_;
};

TrainingFiles* MeasureModelTest::files_ = nullptr;

TEST_F(MeasureModelTest, WritesResultProvenanceAndSideFiles) {
  ASSERT_OK(Run([&](const TrainedModel& model, SideFiles& files) {
    EXPECT_FALSE(model.classifier->IsTraining());
    EXPECT_EQ(model.run.encoder(), "resnet8");
    AttackResult result;
    result.add_classes(static_cast<int32_t>(model.test.size()));
    files["notes"] = "seen";
    return result;
  }));
  const AttackResult result = Written();
  EXPECT_EQ(result.classes(0), 6);
  EXPECT_EQ(result.recipe().attack(), "none");
  EXPECT_TRUE(result.recipe().has_target_seed()) << "defaults are made explicit";
  EXPECT_EQ(result.recipe_sha256(), Sha256Hex(SerializeDeterministically(result.recipe())));
  EXPECT_EQ(result.model().encoder(), "resnet8");
  EXPECT_EQ(result.weights_sha256(), ReadResult(files_->Path("run/result.pb")).weights_sha256());
  EXPECT_EQ(FileBytes(out_ + "/notes"), "seen");
  EXPECT_EQ(ReadProvenance(out_ + "/provenance.pb").segments_size(), 1);
}

TEST_F(MeasureModelTest, WhatIsRefusedIsAResultThatSaysSo) {
  ASSERT_OK(Run([](const TrainedModel&, SideFiles& files) {
    files["notes"] = "half";
    return absl::InvalidArgumentError("epsilons: found -1");
  }));
  EXPECT_EQ(Written().failure().message(), "epsilons: found -1");
  EXPECT_FALSE(IsAbsent(Written().failure()));
  EXPECT_EQ(Written().model().encoder(), "resnet8");
  EXPECT_EQ(FileBytes(out_ + "/notes"), "");
}

TEST_F(MeasureModelTest, RefusesDevicesAndThreadsThatThereAreNot) {
  for (const auto& [fields, message] :
       {std::pair("threads: 0", "recipe.threads: found 0, expected from 1 to 1024"),
        std::pair("device: DEVICE_UNSPECIFIED", "recipe.device: it is unspecified")}) {
    WriteSpec(files_->Path("run/weights.safetensors"));
    ReplaceInSpec("threads: 1", fields);
    ASSERT_OK(Run([](const TrainedModel&, SideFiles&) {
      ADD_FAILURE() << "there is no such device";
      return AttackResult();
    }));
    EXPECT_THAT(Written().failure().message(), HasSubstr(message));
  }
}

TEST_F(MeasureModelTest, WithoutRecordedWeightsItIsAbsent) {
  ASSERT_OK(WriteFileAtomically(out_ + "/empty.safetensors", ""));
  WriteSpec(out_ + "/empty.safetensors");
  ASSERT_OK(Run([](const TrainedModel&, SideFiles&) {
    ADD_FAILURE() << "there is no model";
    return AttackResult();
  }));
  EXPECT_TRUE(IsAbsent(Written().failure()));
  EXPECT_THAT(Written().failure().message(), HasSubstr("--max_weights_bytes"));
}

TEST_F(MeasureModelTest, WhatMayWorkTheNextTimeIsAnErrorWithoutResult) {
  const auto measure = [](const TrainedModel&, SideFiles&) { return AttackResult(); };
  ASSERT_OK(Run(measure));
  // Of another, earlier measurement.
  ASSERT_TRUE(HasResult());
  EXPECT_THAT(Run([](const TrainedModel&, SideFiles&) -> AttackResult { throw std::bad_alloc(); }),
              StatusIs(absl::StatusCode::kResourceExhausted, "out of memory"));
  EXPECT_THAT(Run([](const TrainedModel&, SideFiles&) {
                return absl::UnavailableError("the GPU is gone");
              }),
              StatusIs(absl::StatusCode::kUnavailable));
  WriteSpec(out_ + "/none.safetensors");
  EXPECT_THAT(Run(measure), StatusIs(absl::StatusCode::kNotFound, "none.safetensors"));
}

TEST_F(MeasureModelTest, AFullDiskLeavesNothing) {
  const auto measure = [](const TrainedModel&, SideFiles& files) {
    files["notes"] = std::string(100000, 'x');
    return AttackResult();
  };
  {
    const FileSizeLimit full(4096);
    EXPECT_FALSE(Run(measure).ok());
  }
  EXPECT_FALSE(HasResult());
  EXPECT_FALSE(PathExists(out_ + "/notes"));
  EXPECT_FALSE(PathExists(out_ + "/provenance.pb"));
  ASSERT_OK(Run(measure));
  EXPECT_TRUE(HasResult());
}

TEST_F(MeasureModelTest, AFullDiskLeavesTheEarlierMeasurement) {
  ASSERT_OK(Run([](const TrainedModel&, SideFiles& files) {
    files["notes"] = "earlier";
    return AttackResult();
  }));
  const std::string earlier = FileBytes(out_ + "/result.pb");
  {
    const FileSizeLimit full(4096);
    EXPECT_FALSE(Run([](const TrainedModel&, SideFiles& files) {
                   files["notes"] = std::string(100000, 'x');
                   AttackResult result;
                   result.add_classes(1);
                   return result;
                 }).ok());
  }
  EXPECT_EQ(FileBytes(out_ + "/result.pb"), earlier);
  EXPECT_EQ(FileBytes(out_ + "/notes"), "earlier");
}

TEST_F(MeasureModelTest, DamagedWeightsAreAnErrorAndNoResult) {
  std::string weights = FileBytes(files_->Path("run/weights.safetensors"));
  weights[weights.size() - 1] ^= 0x40;
  ASSERT_OK(WriteFileAtomically(out_ + "/damaged.safetensors", weights));
  WriteSpec(out_ + "/damaged.safetensors");
  EXPECT_THAT(Run([](const TrainedModel&, SideFiles&) { return AttackResult(); }),
              StatusIs(absl::StatusCode::kDataLoss, "damaged.safetensors"));
  EXPECT_FALSE(HasResult());
}

TEST_F(MeasureModelTest, ACheckpointIsTheModelAsItWasThen) {
  ASSERT_OK(TrainInSegments(files_->paths(), files_->Path("cut"), 3));
  WriteSpec(files_->Path("cut/checkpoint2"));
  ASSERT_OK(Run([](const TrainedModel& model, SideFiles&) {
    EXPECT_EQ(model.checkpoint_epochs, 2);
    return AttackResult();
  }));
  EXPECT_FALSE(Written().has_failure());
  // As long as the checkpoint is one of this run.
  RunResult other = ReadResult(files_->Path("run/result.pb"));
  other.mutable_recipe()->set_seed(other.recipe().seed() + 1);
  ASSERT_OK(WriteBinaryProto(out_ + "/other_run.pb", other));
  ReplaceInSpec(files_->Path("run/result.pb"), out_ + "/other_run.pb");
  EXPECT_THAT(
      Run([](const TrainedModel&, SideFiles&) { return AttackResult(); }),
      StatusIs(absl::StatusCode::kDataLoss, "checkpoint2: a checkpoint of a recipe with the"));
}

TEST_F(MeasureModelTest, ADivergedRunHandsItsFailureOn) {
  RunResult run = ReadResult(files_->Path("run/result.pb"));
  run.mutable_failure()->set_message("diverged");
  ASSERT_OK(WriteBinaryProto(out_ + "/failed_run.pb", run));
  ReplaceInSpec(files_->Path("run/result.pb"), out_ + "/failed_run.pb");
  ASSERT_OK(Run([](const TrainedModel&, SideFiles&) { return AttackResult(); }));
  EXPECT_THAT(Written().failure().message(), HasSubstr("diverged"));
}

}  // namespace
}  // namespace labelrep
