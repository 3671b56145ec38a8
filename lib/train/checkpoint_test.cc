#include "lib/train/checkpoint.h"

#include <map>
#include <string>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Checkpoint SomeCheckpoint() {
  Checkpoint checkpoint;
  RunResult& progress = checkpoint.progress;
  progress.set_recipe_sha256("recipe");
  progress.set_train_data_sha256("data");
  progress.set_labels_sha256("labels");
  EpochResult& epoch = *progress.add_epochs();
  epoch.set_epoch(1);
  epoch.set_train_loss(1.0 / 3);
  epoch.set_validation_loss(0.1 + 0.2);
  epoch.set_validation_accuracy(0.5);
  progress.set_best_epoch(1);
  checkpoint.weights = {{"a.weight", at::tensor({1.0f, 2.0f, 3.0f, 4.0f}).view({2, 2})},
                        {"a.count", at::tensor({7}, at::kLong)}};
  checkpoint.stepper_state = {{"momentum/a.weight", at::ones({2, 2})}};
  checkpoint.best_weights = {{"a.weight", at::zeros({2, 2})},
                             {"a.count", at::tensor({5}, at::kLong)}};
  return checkpoint;
}

void ExpectEqual(const NamedTensors& found, const NamedTensors& expected) {
  ASSERT_EQ(found.size(), expected.size());
  const std::map<std::string, at::Tensor> by_name(found.begin(), found.end());
  for (const auto& [name, tensor] : expected) {
    ASSERT_TRUE(by_name.contains(name)) << name;
    EXPECT_TRUE(at::equal(by_name.at(name), tensor)) << name;
  }
}

TEST(CheckpointTest, ComesBackAsItWas) {
  const Checkpoint checkpoint = SomeCheckpoint();
  LABELREP_ASSERT_OK_AND_ASSIGN(const Checkpoint found,
                                DecodeCheckpoint(EncodeCheckpoint(checkpoint), "c"));
  EXPECT_EQ(SerializeDeterministically(found.progress),
            SerializeDeterministically(checkpoint.progress));
  ExpectEqual(found.weights, checkpoint.weights);
  ExpectEqual(found.stepper_state, checkpoint.stepper_state);
  ExpectEqual(found.best_weights, checkpoint.best_weights);
}

TEST(CheckpointTest, RefusesOtherFiles) {
  const std::string bytes = EncodeCheckpoint(SomeCheckpoint());
  EXPECT_THAT(DecodeCheckpoint(bytes.substr(0, bytes.size() - 1), "cut.safetensors"),
              StatusIs(absl::StatusCode::kDataLoss, "cut.safetensors: remove it to start over"));
  Safetensors weights;
  EXPECT_THAT(DecodeCheckpoint(EncodeSafetensors(weights), "w"),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("w: metadata \"format\": found nothing"),
                             HasSubstr("labelrep checkpoint"))));
  weights.metadata["format"] = "pt";
  EXPECT_THAT(DecodeCheckpoint(EncodeSafetensors(weights), "w"),
              StatusIs(absl::StatusCode::kDataLoss, "found \"pt\""));
}

TEST(CheckpointTest, RefusesAnyDamage) {
  const Checkpoint checkpoint = SomeCheckpoint();
  const std::string bytes = EncodeCheckpoint(checkpoint);
  for (size_t i = 0; i < 8 * bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i / 8] ^= static_cast<char>(1 << i % 8);
    EXPECT_THAT(DecodeCheckpoint(damaged, "c"), StatusIs(absl::StatusCode::kDataLoss, "c: "))
        << "bit " << i;
  }
  for (uint64_t i = 0; i < 3000; ++i) {
    const std::string damaged = MutatedBytes(bytes, i);
    EXPECT_EQ(DecodeCheckpoint(damaged, "c").ok(), damaged == bytes) << i;
  }
}

TEST(CheckpointTest, RefusesOneWithoutDigest) {
  LABELREP_ASSERT_OK_AND_ASSIGN(Safetensors file,
                                ParseSafetensors(EncodeCheckpoint(SomeCheckpoint()), "c"));
  file.metadata.erase("content_sha256");
  EXPECT_THAT(DecodeCheckpoint(EncodeSafetensors(file), "c"),
              StatusIs(absl::StatusCode::kDataLoss, "expected one in its metadata"));
}

void ExpectRefused(const std::string& progress, const std::string& message) {
  Checkpoint checkpoint;
  ASSERT_OK(ParseTextProto(progress, "progress", &checkpoint.progress));
  EXPECT_THAT(DecodeCheckpoint(EncodeCheckpoint(checkpoint), "c"),
              StatusIs(absl::StatusCode::kDataLoss, message));
}

TEST(CheckpointTest, RefusesProgressThatCannotBe) {
  ExpectRefused("epochs { epoch: 2 }", "found 2, expected 1");
  ExpectRefused("best_epoch: 1", "best_epoch: found 1");
  ExpectRefused("epochs { epoch: 1 } best_epoch: 1", "expected a validated epoch");
}

TEST(CheckSameRunTest, NamesTheFirstDifference) {
  const RunResult run = SomeCheckpoint().progress;
  EXPECT_OK(CheckSameRun(run, run, "c"));
  const auto expect_named = [&run](const RunResult& other, const std::string& field) {
    EXPECT_THAT(CheckSameRun(other, run, "my checkpoint"),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr("my checkpoint"), HasSubstr(field + " is other"))));
  };
  RunResult other = run;
  other.set_labels_sha256("other");
  expect_named(other, "labels_sha256");
  other.set_train_data_sha256("other");
  expect_named(other, "train_data_sha256");
  other.set_recipe_sha256("other");
  expect_named(other, "recipe_sha256");
}

TEST(CopyTensorsTest, CopiesIntoTheSameMemory) {
  const at::Tensor target = at::zeros({2});
  EXPECT_OK(CopyTensors({{"a", at::ones({2})}}, {{"a", target}}, "c"));
  EXPECT_TRUE(at::equal(target, at::ones({2})));
}

TEST(CopyTensorsTest, NamesWhatDoesNotFit) {
  const NamedTensors target = {{"a", at::zeros({2})}};
  EXPECT_THAT(CopyTensors({}, target, "c"),
              StatusIs(absl::StatusCode::kInvalidArgument, "c: tensor \"a\" is missing"));
  EXPECT_THAT(CopyTensors({{"a", at::zeros({3})}}, target, "c"),
              StatusIs(absl::StatusCode::kInvalidArgument, "found [3], expected [2]"));
  EXPECT_THAT(CopyTensors({{"a", at::zeros({2}, at::kDouble)}}, target, "c"),
              StatusIs(absl::StatusCode::kInvalidArgument, "same dtype"));
  EXPECT_THAT(CopyTensors({{"a", at::zeros({2})}, {"b", at::zeros({2})}}, target, "c"),
              StatusIs(absl::StatusCode::kInvalidArgument, "tensor \"b\" is not of this run"));
}

}  // namespace
}  // namespace labelrep
