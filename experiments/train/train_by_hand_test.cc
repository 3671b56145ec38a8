#include "experiments/train/train_by_hand.h"

#include <filesystem>
#include <string>

#include "experiments/train/train_segment.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

TEST(TrainByHandTest, LeavesResultWeightsAndProvenance) {
  const TrainingFiles files("by_hand");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const RunResult result = ReadResult(files.Path("out/result.pb"));
  EXPECT_EQ(result.epochs_size(), 3);
  EXPECT_EQ(result.test().images(), 6);
  EXPECT_TRUE(result.test().has_correct_by_largest_output());
  EXPECT_EQ(result.parameters(), 77522);
  EXPECT_EQ(result.weights_sha256(), Sha256Hex(FileBytes(files.Path("out/weights.safetensors"))));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors weights,
                                ReadSafetensors(files.Path("out/weights.safetensors")));
  EXPECT_THAT(weights.metadata.at("recipe"), HasSubstr("encoder: \"resnet8\""));
  const Provenance provenance = ReadProvenance(files.Path("out/provenance.pb"));
  ASSERT_EQ(provenance.segments_size(), 1);
  EXPECT_EQ(provenance.segments(0).last_epoch(), 3);
  EXPECT_GT(provenance.segments(0).startup_s(), 0);

  // Once more there is nothing left to train.
  const std::string result_bytes = FileBytes(files.Path("out/result.pb"));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), result_bytes);
  EXPECT_EQ(ReadProvenance(files.Path("out/provenance.pb")).segments_size(), 1);
}

TEST(TrainByHandTest, GoesOnFromItsCheckpoint) {
  const TrainingFiles files("goes_on");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("whole")));
  // What a run that was killed in its second epoch leaves behind.
  SegmentFiles first;
  first.checkpoint_out = files.Path("killed/checkpoint.safetensors");
  ASSERT_OK(MakeDirectory(files.Path("killed")));
  ASSERT_OK(TrainSegment(files.paths(), {1, 3}, first, false));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("killed")));
  for (const char* name : {"/result.pb", "/weights.safetensors"}) {
    EXPECT_EQ(FileBytes(files.Path("killed") + name), FileBytes(files.Path("whole") + name));
  }
  EXPECT_EQ(ReadProvenance(files.Path("killed/provenance.pb")).segments(0).first_epoch(), 2);
}

TEST(TrainByHandTest, RefusesTheCheckpointOfAnotherRun) {
  const TrainingFiles files("another");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  files.ChangeRecipe("seed: 8");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "out/checkpoint.safetensors: checkpoint of another run"));
}

TEST(TrainByHandTest, BadInputLeavesNoOutput) {
  const TrainingFiles files("bad_input");
  files.ChangeRecipe("epochs: 0");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kInvalidArgument, "recipe.epochs: found 0"));
  EXPECT_FALSE(std::filesystem::exists(files.Path("out")));
}

TEST(TrainByHandTest, DivergenceIsAnErrorAndAResultThatSaysSo) {
  const TrainingFiles files("diverges");
  files.ChangeRecipe("learning_rate: 1e38");
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k1"), 1));
  // The second process starts anew where the first one failed.
  for (int process = 1; process <= 2; ++process) {
    EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
                StatusIs(absl::StatusCode::kAborted, "diverged: "));
    EXPECT_EQ(FileBytes(files.Path("out/result.pb")), FileBytes(files.Path("k1/result.pb")));
    EXPECT_EQ(ReadProvenance(files.Path("out/provenance.pb")).segments_size(), 1);
    EXPECT_FALSE(std::filesystem::exists(files.Path("out/checkpoint.safetensors")));
    EXPECT_FALSE(std::filesystem::exists(files.Path("out/weights.safetensors")));
  }
}

TEST(TrainByHandTest, AnEarlierFailureIsNoResultOfTheSameRun) {
  const TrainingFiles files("failed_before");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const std::string finished = FileBytes(files.Path("out/result.pb"));
  RunResult failed = ReadResult(files.Path("out/result.pb"));
  failed.mutable_failure()->set_message("diverged: on another machine");
  std::filesystem::remove(files.Path("out/checkpoint.safetensors"));
  ASSERT_OK(WriteBinaryProto(files.Path("out/result.pb"), failed));
  {
    // What is not finished is open.
    const FileSizeLimit limit(100000);
    EXPECT_FALSE(TrainByHand(files.paths(), files.Path("out")).ok());
    EXPECT_FALSE(std::filesystem::exists(files.Path("out/result.pb")));
  }
  ASSERT_OK(WriteBinaryProto(files.Path("out/result.pb"), failed));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), finished);
}

TEST(TrainByHandTest, AnErrorLeavesWhatAnEarlierProcessFinished) {
  const TrainingFiles files("finished");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const std::string result = FileBytes(files.Path("out/result.pb"));
  const std::string weights = FileBytes(files.Path("out/weights.safetensors"));
  std::filesystem::remove(files.Path("data/test_batch.bin"));
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kNotFound, "test_batch.bin"));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), result);
  EXPECT_TRUE(FileBytes(files.Path("out/weights.safetensors")) == weights);
}

TEST(TrainByHandTest, DivergenceLeavesAFinishedResultOfTheSameRun) {
  const TrainingFiles files("finished_same");
  files.ChangeRecipe("learning_rate: 1e38");
  EXPECT_FALSE(TrainByHand(files.paths(), files.Path("out")).ok());
  RunResult finished = ReadResult(files.Path("out/result.pb"));
  finished.clear_failure();
  ASSERT_OK(WriteBinaryProto(files.Path("out/result.pb"), finished));
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kAborted, "diverged: "));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), SerializeDeterministically(finished));
}

TEST(TrainByHandTest, DivergenceLeavesWhatAnotherRunFinished) {
  const TrainingFiles files("finished_other");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const std::string result = FileBytes(files.Path("out/result.pb"));
  std::filesystem::remove(files.Path("out/checkpoint.safetensors"));
  files.ChangeRecipe("learning_rate: 1e38");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kAborted, "diverged: "));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), result);
  EXPECT_TRUE(std::filesystem::exists(files.Path("out/weights.safetensors")));
}

TEST(TrainByHandTest, AFullDiskIsAnErrorAndLeavesNoOutput) {
  const TrainingFiles files("full");
  const FileSizeLimit limit(100000);
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kResourceExhausted, "checkpoint.safetensors"));
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("out")));
}

}  // namespace
}  // namespace labelrep
