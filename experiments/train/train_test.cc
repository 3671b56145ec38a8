#include "experiments/train/train.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/output_folder.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(SegmentTest, CutsTheEpochs) {
  EXPECT_EQ((Segment{1, 10}.LastEpoch(200)), 20);
  EXPECT_EQ((Segment{3, 3}.LastEpoch(8)), 8);
  EXPECT_EQ((Segment{1, 3}.LastEpoch(8)), 2);
  EXPECT_EQ((Segment{2, 3}.LastEpoch(8)), 5);
}

TEST(SegmentTest, ParsesTheFlag) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Segment segment, ParseSegment("2/8"));
  EXPECT_EQ(segment.index, 2);
  EXPECT_EQ(segment.count, 8);
  for (const char* bad : {"", "2", "0/8", "9/8", "a/b", "1/2/3", "-1/3"}) {
    EXPECT_THAT(ParseSegment(bad), StatusIs(absl::StatusCode::kInvalidArgument,
                                            HasSubstr(absl::StrCat("found \"", bad, "\""))));
  }
}

TEST(TrainSegmentTest, SegmentsGiveTheBytesOfARunByHand) {
  const TrainingFiles files("segments");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  // More segments than epochs leave some without any.
  for (const int k : {1, 2, 3, 5}) {
    const std::string folder = files.Path(absl::StrCat("k", k));
    ASSERT_OK(TrainInSegments(files.paths(), folder, k));
    for (const char* name : {"/result.pb", "/weights.safetensors"}) {
      EXPECT_EQ(FileBytes(folder + name), FileBytes(files.Path("out") + name)) << k;
    }
  }
}

TEST(TrainSegmentTest, AFailureIsAResultThatSegmentsHandOn) {
  const TrainingFiles files("failure");
  files.ChangeRecipe("learning_rate: 1e38");
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k1"), 1));
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k3"), 3));
  const RunResult result = ReadResult(files.Path("k3/result.pb"));
  EXPECT_THAT(result.failure().message(), HasSubstr("diverged: "));
  EXPECT_GE(result.failure().step(), 1);
  EXPECT_FALSE(result.has_test());
  EXPECT_EQ(result.recipe().learning_rate(), 1e38);
  EXPECT_EQ(FileBytes(files.Path("k3/result.pb")), FileBytes(files.Path("k1/result.pb")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors weights,
                                ReadSafetensors(files.Path("k3/weights.safetensors")));
  EXPECT_TRUE(weights.tensors.empty());
}

TEST(TrainSegmentTest, TheProvenanceOfAFailureSaysHowFarItCame) {
  const TrainingFiles files("failure_provenance");
  files.ChangeRecipe("learning_rate: 1e38");
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k1"), 1));
  const Provenance provenance = ReadProvenance(files.Path("k1/provenance.pb"));
  ASSERT_EQ(provenance.segments_size(), 1);
  const Provenance::Segment& segment = provenance.segments(0);
  EXPECT_EQ(segment.first_epoch(), 1);
  EXPECT_EQ(segment.last_epoch(), ReadResult(files.Path("k1/result.pb")).failure().epoch() - 1);
  EXPECT_GT(segment.wall_s(), 0);
  EXPECT_GT(segment.peak_memory_bytes(), 0);
  // A segment that only hands it on did nothing itself.
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k3"), 3));
  EXPECT_EQ(ReadProvenance(files.Path("k3/provenance.pb")).segments_size(), 0);
}

TEST(TrainSegmentTest, AMissingFileIsAnErrorAndNoResult) {
  const TrainingFiles files("missing");
  std::filesystem::remove(files.Path("data/test_batch.bin"));
  EXPECT_THAT(TrainInSegments(files.paths(), files.Path("k1"), 1),
              StatusIs(absl::StatusCode::kNotFound, "test_batch.bin"));
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("k1")));
}

TEST(TrainSegmentTest, BadInputIsAResultWhereAsked) {
  const TrainingFiles files("bad_result");
  files.ChangeRecipe("encoder: \"lenet\"");
  ASSERT_OK(TrainInSegments(files.paths(), files.Path("k2"), 2));
  const RunResult result = ReadResult(files.Path("k2/result.pb"));
  EXPECT_THAT(result.failure().message(), HasSubstr("lenet"));
  EXPECT_FALSE(result.failure().has_step());
  EXPECT_EQ(result.recipe().encoder(), "lenet");
  EXPECT_THAT(TrainSegment(files.paths(), {1, 1}, SegmentFilesIn(files.Path("k2"), 1, 1), false),
              StatusIs(absl::StatusCode::kInvalidArgument, "lenet"));
}

TEST(TrainSegmentTest, WhatTheMachineLacksIsAnErrorAndNoResult) {
  const TrainingFiles files("machine");
  files.ChangeRecipe("device: CUDA");
  const struct {
    const char* variable;
    const char* value;
    const char* message;
  } kCases[] = {
      {"CUDA_VISIBLE_DEVICES", "", "no GPU found"},
      {"LABELREP_RUNS_PER_GPU", "many", "LABELREP_RUNS_PER_GPU"},
  };
  for (const auto& [variable, value, message] : kCases) {
    setenv(variable, value, 1);
    EXPECT_THAT(TrainInSegments(files.paths(), files.Path("k1"), 1),
                StatusIs(absl::StatusCode::kUnavailable, message));
    EXPECT_THAT(CheckDevice(files.paths().run), StatusIs(absl::StatusCode::kUnavailable, message));
    EXPECT_FALSE(std::filesystem::exists(files.Path("k1/result.pb"))) << variable;
    unsetenv(variable);
  }
}

TEST(TrainSegmentTest, ADamagedCheckpointIsAnErrorAndNoResult) {
  const TrainingFiles files("damaged_segment");
  const SegmentFiles first = SegmentFilesIn(files.Path("k2"), 1, 2);
  ASSERT_OK(MakeDirectory(files.Path("k2")));
  ASSERT_OK(TrainSegment(files.paths(), {1, 2}, first, true));
  LABELREP_ASSERT_OK_AND_ASSIGN(Safetensors file, ReadSafetensors(first.checkpoint_out));
  // Weights that are no numbers would look like a divergence.
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(file.tensors[0].second.bytes.data(), &nan, sizeof(nan));
  ASSERT_OK(WriteFileAtomically(first.checkpoint_out, EncodeSafetensors(file)));
  EXPECT_THAT(TrainSegment(files.paths(), {2, 2}, SegmentFilesIn(files.Path("k2"), 2, 2), true),
              StatusIs(absl::StatusCode::kDataLoss, first.checkpoint_out));
  EXPECT_FALSE(std::filesystem::exists(files.Path("k2/result.pb")));
}

TEST(TrainSegmentTest, NamesAMissingFlag) {
  const TrainingFiles files("flags");
  EXPECT_THAT(TrainSegment(files.paths(), {1, 2}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--checkpoint_out"));
  EXPECT_THAT(TrainSegment(files.paths(), {2, 2}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--checkpoint_in"));
  EXPECT_THAT(TrainSegment(files.paths(), {1, 1}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--result"));
}

TEST(TrainSegmentTest, AFullDiskIsAnErrorAndLeavesNoOutput) {
  const TrainingFiles files("full");
  const FileSizeLimit limit(100000);
  EXPECT_THAT(TrainInSegments(files.paths(), files.Path("k1"), 1),
              StatusIs(absl::StatusCode::kResourceExhausted, "weights.safetensors"));
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("k1")));
}

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

TEST(TrainByHandTest, AnotherProcessInTheSameFolderIsRefused) {
  const TrainingFiles files("two");
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(const OutputFolder other, OutputFolder::Take(files.Path("out")));
    EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
                StatusIs(absl::StatusCode::kUnavailable, "out: process "));
  }
  EXPECT_OK(TrainByHand(files.paths(), files.Path("out")));
}

TEST(TrainByHandTest, ADamagedCheckpointIsAnErrorAndLeavesEverything) {
  const TrainingFiles files("damaged");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const std::string result = FileBytes(files.Path("out/result.pb"));
  const std::string checkpoint = files.Path("out/checkpoint.safetensors");
  std::string damaged = FileBytes(checkpoint);
  damaged[damaged.size() / 2] ^= 0x40;
  ASSERT_OK(WriteFileAtomically(checkpoint, damaged));
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr(checkpoint), HasSubstr("remove it to start over"))));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), result);
  EXPECT_EQ(FileBytes(checkpoint), damaged);
  ASSERT_OK(RemoveFile(checkpoint));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  EXPECT_EQ(FileBytes(files.Path("out/result.pb")), result);
}

TEST(TrainByHandTest, AFullDiskLeavesWhatAnEarlierProcessFinished) {
  const TrainingFiles files("full_again");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const std::string weights = FileBytes(files.Path("out/weights.safetensors"));
  {
    const FileSizeLimit limit(100000);
    EXPECT_FALSE(TrainByHand(files.paths(), files.Path("out")).ok());
  }
  EXPECT_TRUE(FileBytes(files.Path("out/weights.safetensors")) == weights);
  EXPECT_EQ(ReadResult(files.Path("out/result.pb")).weights_sha256(), Sha256Hex(weights));
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

TEST(TrainByHandTest, CheckpointsAreAsFarApartAsAsked) {
  const TrainingFiles files("far_apart");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("each_epoch")));
  EXPECT_TRUE(std::filesystem::exists(files.Path("each_epoch/checkpoint.safetensors")));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("none"), absl::InfiniteDuration()));
  EXPECT_FALSE(std::filesystem::exists(files.Path("none/checkpoint.safetensors")));
  EXPECT_EQ(FileBytes(files.Path("none/result.pb")), FileBytes(files.Path("each_epoch/result.pb")));
  EXPECT_EQ(ReadProvenance(files.Path("none/provenance.pb")).segments_size(), 1);
}

TEST(TrainByHandTest, AFullDiskIsAnErrorAndLeavesNoOutput) {
  const TrainingFiles files("full");
  const FileSizeLimit limit(100000);
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kResourceExhausted, "checkpoint.safetensors"));
  EXPECT_FALSE(std::filesystem::exists(files.Path("out")));
}

}  // namespace
}  // namespace labelrep
