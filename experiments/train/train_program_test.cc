#include "experiments/train/train_program.h"

#include <signal.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"
#include "lib/train/checkpoint.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

bool Exists(const std::string& path) { return std::filesystem::exists(path); }

std::string Bytes(const std::string& path) {
  absl::StatusOr<std::string> bytes = ReadFile(path);
  EXPECT_OK(bytes);
  return bytes.ok() ? *bytes : "";
}

RunResult Result(const std::string& path) {
  RunResult result;
  EXPECT_OK(ReadBinaryProto(path, &result));
  return result;
}

// The files of segment i of k in a folder.
SegmentFiles FilesOf(const std::string& folder, int i, int k) {
  SegmentFiles files;
  if (i > 1) files.checkpoint_in = absl::StrCat(folder, "/checkpoint", i - 1);
  if (i < k) {
    files.checkpoint_out = absl::StrCat(folder, "/checkpoint", i);
    return files;
  }
  files.result = folder + "/result.pb";
  files.provenance = folder + "/provenance.pb";
  files.weights = folder + "/weights.safetensors";
  return files;
}

absl::Status RunSegments(const RunPaths& paths, const std::string& folder, int k) {
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
  for (int i = 1; i <= k; ++i) {
    LABELREP_RETURN_IF_ERROR(TrainSegment(paths, {i, k}, FilesOf(folder, i, k), true));
  }
  return absl::OkStatus();
}

TEST(TrainProgramTest, ByHandLeavesResultWeightsAndProvenance) {
  const TrainingFiles files("by_hand");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  const RunResult result = Result(files.Path("out/result.pb"));
  EXPECT_EQ(result.epochs_size(), 3);
  EXPECT_EQ(result.test().images(), 6);
  EXPECT_TRUE(result.test().has_correct_by_largest_output());
  EXPECT_EQ(result.parameters(), 77522);
  EXPECT_EQ(result.weights_sha256(), Sha256Hex(Bytes(files.Path("out/weights.safetensors"))));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors weights,
                                ReadSafetensors(files.Path("out/weights.safetensors")));
  EXPECT_THAT(weights.metadata.at("recipe"), HasSubstr("encoder: \"resnet8\""));
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(files.Path("out/provenance.pb"), &provenance));
  ASSERT_EQ(provenance.segments_size(), 1);
  EXPECT_EQ(provenance.segments(0).last_epoch(), 3);
}

TEST(TrainProgramTest, SegmentsGiveTheBytesOfARunByHand) {
  const TrainingFiles files("segments");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  // More segments than epochs leave some without any.
  for (const int k : {1, 2, 3, 5}) {
    const std::string folder = files.Path(absl::StrCat("k", k));
    ASSERT_OK(RunSegments(files.paths(), folder, k));
    for (const char* name : {"/result.pb", "/weights.safetensors"}) {
      EXPECT_EQ(Bytes(folder + name), Bytes(files.Path("out") + name)) << k;
    }
  }
}

TEST(TrainProgramTest, ByHandGoesOnFromItsCheckpoint) {
  const TrainingFiles files("goes_on");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("whole")));
  // What a run that was killed in its second epoch leaves behind.
  SegmentFiles first;
  first.checkpoint_out = files.Path("killed/checkpoint.safetensors");
  ASSERT_OK(MakeDirectory(files.Path("killed")));
  ASSERT_OK(TrainSegment(files.paths(), {1, 3}, first, false));
  ASSERT_OK(TrainByHand(files.paths(), files.Path("killed")));
  for (const char* name : {"/result.pb", "/weights.safetensors"}) {
    EXPECT_EQ(Bytes(files.Path("killed") + name), Bytes(files.Path("whole") + name));
  }
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(files.Path("killed/provenance.pb"), &provenance));
  EXPECT_EQ(provenance.segments(0).first_epoch(), 2);
}

TEST(TrainProgramTest, RefusesTheCheckpointOfAnotherRun) {
  const TrainingFiles files("another");
  ASSERT_OK(TrainByHand(files.paths(), files.Path("out")));
  files.ChangeRecipe("seed: 8");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "out/checkpoint.safetensors: checkpoint of another run"));
}

TEST(TrainProgramTest, BadInputLeavesNoOutput) {
  const TrainingFiles files("bad_input");
  files.ChangeRecipe("epochs: 0");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kInvalidArgument, "recipe.epochs: found 0"));
  EXPECT_FALSE(Exists(files.Path("out")));
}

TEST(TrainProgramTest, DivergenceByHandIsAnErrorAndLeavesNoOutput) {
  const TrainingFiles files("diverges");
  files.ChangeRecipe("learning_rate: 1e38");
  EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
              StatusIs(absl::StatusCode::kAborted, "diverged: "));
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("out")));
}

TEST(TrainProgramTest, AFailureIsAResultThatSegmentsHandOn) {
  const TrainingFiles files("failure");
  files.ChangeRecipe("learning_rate: 1e38");
  ASSERT_OK(RunSegments(files.paths(), files.Path("k1"), 1));
  ASSERT_OK(RunSegments(files.paths(), files.Path("k3"), 3));
  const RunResult result = Result(files.Path("k3/result.pb"));
  EXPECT_THAT(result.failure().message(), HasSubstr("diverged: "));
  EXPECT_GE(result.failure().step(), 1);
  EXPECT_FALSE(result.has_test());
  EXPECT_EQ(result.recipe().learning_rate(), 1e38);
  EXPECT_EQ(Bytes(files.Path("k3/result.pb")), Bytes(files.Path("k1/result.pb")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors weights,
                                ReadSafetensors(files.Path("k3/weights.safetensors")));
  EXPECT_TRUE(weights.tensors.empty());
}

TEST(TrainProgramTest, BadInputIsAResultWhereAsked) {
  const TrainingFiles files("bad_result");
  files.ChangeRecipe("encoder: \"lenet\"");
  ASSERT_OK(RunSegments(files.paths(), files.Path("k2"), 2));
  const RunResult result = Result(files.Path("k2/result.pb"));
  EXPECT_THAT(result.failure().message(), HasSubstr("lenet"));
  EXPECT_FALSE(result.failure().has_step());
  EXPECT_EQ(result.recipe().encoder(), "lenet");
  EXPECT_THAT(TrainSegment(files.paths(), {1, 1}, FilesOf(files.Path("k2"), 1, 1), false),
              StatusIs(absl::StatusCode::kNotFound, "lenet"));
}

TEST(TrainProgramTest, NoGpuIsAnErrorAndNoResult) {
  const TrainingFiles files("no_gpu");
  files.ChangeRecipe("device: CUDA");
  setenv("CUDA_VISIBLE_DEVICES", "", 1);
  EXPECT_THAT(RunSegments(files.paths(), files.Path("k1"), 1),
              StatusIs(absl::StatusCode::kUnavailable, "no GPU found"));
  EXPECT_FALSE(Exists(files.Path("k1/result.pb")));
}

// Files may have at most so many bytes, as on a full disk, while this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_ = {};
};

TEST(TrainProgramTest, AFullDiskIsAnErrorAndLeavesNoOutput) {
  const TrainingFiles files("full");
  {
    const FileSizeLimit limit(100000);
    EXPECT_THAT(TrainByHand(files.paths(), files.Path("out")),
                StatusIs(absl::StatusCode::kResourceExhausted, "checkpoint.safetensors"));
    EXPECT_THAT(RunSegments(files.paths(), files.Path("k1"), 1),
                StatusIs(absl::StatusCode::kResourceExhausted, "weights.safetensors"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("out")));
  EXPECT_TRUE(std::filesystem::is_empty(files.Path("k1")));
}

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

TEST(SegmentTest, NamesAMissingFlag) {
  const TrainingFiles files("flags");
  EXPECT_THAT(TrainSegment(files.paths(), {1, 2}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--checkpoint_out"));
  EXPECT_THAT(TrainSegment(files.paths(), {2, 2}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--checkpoint_in"));
  EXPECT_THAT(TrainSegment(files.paths(), {1, 1}, {}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "--result"));
}

}  // namespace
}  // namespace labelrep
