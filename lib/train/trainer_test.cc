#include "lib/train/trainer.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"
#include "lib/data/split.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/eval/weights.h"
#include "lib/graph/graph_testing.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

constexpr int32_t kClasses = 2;

// 20 images: 18 to train on, in batches of 4, 4, 4, 4 and 2, and 2 to validate.
Recipe TinyRecipe(const std::string& changes = "") {
  Recipe recipe;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(dataset: "fake"
           label { kind: "regression" }
           encoder: "fake"
           seed: 7
           epochs: 6
           batch_size: 4
           learning_rate: 0.1
           weight_decay: 5e-4
           one_cycle {})pb",
      &recipe));
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(changes, &recipe));
  return recipe;
}

RunResult Header(const Recipe& recipe) {
  RunResult header;
  *header.mutable_recipe() = recipe;
  header.set_recipe_sha256("recipe");
  header.set_train_data_sha256("data");
  header.set_labels_sha256("labels");
  return header;
}

std::unique_ptr<TrainingRun> NewRun(
    const Recipe& recipe, const LabelSet& labels = SyntheticRegressionLabels(kClasses, {2, 3}),
    std::optional<int64_t> loss_group = std::nullopt, MakeDeviceGraph make_graph = nullptr) {
  const ResidentImages images(FakeImages(20, kClasses, 1), at::kCPU);
  const Split split = *MakeSplit(20, recipe.seed(), 100);
  const std::vector<int64_t> shape(labels.shape().begin(), labels.shape().end());
  return std::make_unique<TrainingRun>(
      TrainingInputs{.header = Header(recipe),
                     .model = std::make_shared<FakeClassifier>(shape, recipe.seed()),
                     .train = images.Subset(split.train),
                     .validation = images.Subset(split.validation),
                     .labels = MakeLabelTensors(labels, at::kCPU)},
      loss_group, std::move(make_graph));
}

ResidentImages TestImages() { return ResidentImages(FakeImages(10, kClasses, 2), at::kCPU); }

// Result and weights in bytes.
struct Outcome {
  std::string result;
  std::string weights;

  bool operator==(const Outcome&) const = default;
};

Outcome Finish(TrainingRun& run) {
  EXPECT_OK(run.Test(TestImages()));
  return {SerializeDeterministically(run.result()), EncodeSafetensors(WeightsOf(run.model(), {}))};
}

// Trains in `count` parts, each in a new object that starts from the checkpoint of the one before.
Outcome TrainInParts(const Recipe& recipe, int32_t count) {
  std::optional<std::string> checkpoint;
  for (int32_t i = 1; i <= count; ++i) {
    std::unique_ptr<TrainingRun> run = NewRun(recipe);
    if (checkpoint.has_value()) {
      EXPECT_OK(run->Restore(*DecodeCheckpoint(*checkpoint, "c"), "c"));
    }
    EXPECT_OK(run->Train(recipe.epochs() * i / count, {}));
    if (i == count) return Finish(*run);
    checkpoint = EncodeCheckpoint(run->MakeCheckpoint());
  }
  return {};
}

class PrecisionTest : public ::testing::TestWithParam<const char*> {};

TEST_P(PrecisionTest, ChainedIsUnchainedBitForBit) {
  const Recipe recipe = TinyRecipe(GetParam());
  const Outcome whole = TrainInParts(recipe, 1);
  EXPECT_EQ(TrainInParts(recipe, 1), whole);
  EXPECT_EQ(TrainInParts(recipe, 2), whole);
  EXPECT_EQ(TrainInParts(recipe, 3), whole);
  EXPECT_EQ(TrainInParts(recipe, 6), whole);
}

INSTANTIATE_TEST_SUITE_P(Recipes, PrecisionTest,
                         ::testing::Values("", "precision: BF16_AUTOCAST",
                                           "memory_format: CONTIGUOUS",
                                           "validate_every_epochs: 4"));

// As on a GPU, but for the device: what is recorded and replayed is what plain steps do.
class RecordedTest : public ::testing::TestWithParam<const char*> {};

TEST_P(RecordedTest, IsThePlainTrainingBitForBit) {
  Recipe recipe = TinyRecipe();
  recipe.clear_one_cycle();
  ASSERT_TRUE(google::protobuf::TextFormat::MergeFromString(GetParam(), &recipe));
  const Outcome plain = TrainInParts(recipe, 1);
  GraphCounts counts;
  std::unique_ptr<TrainingRun> run =
      NewRun(recipe, SyntheticRegressionLabels(kClasses, {2, 3}), 3, DeferredGraphs(counts));
  EXPECT_OK(run->Train(recipe.epochs(), {}));
  EXPECT_EQ(Finish(*run), plain);
  // Whole batches from the fourth step on, the last of an epoch from the fourth epoch on, each anew
  // at the two changes of the rate; validation, of one batch, from the fourth on.
  EXPECT_EQ(counts.recorded, 3 + 2 + 1);
  EXPECT_EQ(counts.replayed, (24 - 3) + (6 - 3) + (6 - 3));
}

INSTANTIATE_TEST_SUITE_P(Recipes, RecordedTest,
                         ::testing::Values("multi_step { milestones: [2, 4] }",
                                           "multi_step { milestones: [2, 4] } "
                                           "precision: BF16_AUTOCAST",
                                           "multi_step { milestones: [2, 4] } "
                                           "memory_format: CONTIGUOUS"));

TEST(TrainerTest, DoesNotRecordStepsWhoseRateChangesAllTheTime) {
  GraphCounts counts;
  const Recipe recipe = TinyRecipe();
  std::unique_ptr<TrainingRun> run = NewRun(recipe, SyntheticRegressionLabels(kClasses, {2, 3}),
                                            std::nullopt, DeferredGraphs(counts));
  EXPECT_OK(run->Train(recipe.epochs(), {}));
  EXPECT_EQ(Finish(*run), TrainInParts(recipe, 1));
  EXPECT_EQ(counts.recorded, 1) << "of validation";
}

TEST(TrainerTest, GoesOnFromTheLastCheckpointAfterBeingKilled) {
  const Recipe recipe = TinyRecipe();
  std::string checkpoint;
  {
    std::unique_ptr<TrainingRun> run = NewRun(recipe);
    const TrainingCallbacks callbacks{.on_step =
                                          [](const TrainingProgress& progress) {
                                            if (progress.images_done > 50)
                                              throw std::runtime_error("killed");
                                          },
                                      .on_epoch =
                                          [&] {
                                            checkpoint = EncodeCheckpoint(run->MakeCheckpoint());
                                            return absl::OkStatus();
                                          }};
    EXPECT_THAT(run->Train(recipe.epochs(), callbacks),
                StatusIs(absl::StatusCode::kInternal, "killed"));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Checkpoint state, DecodeCheckpoint(checkpoint, "c"));
  EXPECT_EQ(state.progress.epochs_size(), 2);
  std::unique_ptr<TrainingRun> run = NewRun(recipe);
  ASSERT_OK(run->Restore(state, "c"));
  ASSERT_OK(run->Train(recipe.epochs(), {}));
  EXPECT_EQ(Finish(*run), TrainInParts(recipe, 1));
}

TEST(TrainerTest, CallbacksChangeNothing) {
  const Recipe recipe = TinyRecipe();
  std::unique_ptr<TrainingRun> run = NewRun(recipe);
  std::vector<int64_t> images;
  const TrainingCallbacks callbacks{
      .on_step = [&](const TrainingProgress& progress) { images.push_back(progress.images_done); },
      .on_epoch = [] { return absl::OkStatus(); }};
  ASSERT_OK(run->Train(recipe.epochs(), callbacks));
  EXPECT_EQ(Finish(*run), TrainInParts(recipe, 1));
  ASSERT_EQ(images.size(), 30);
  EXPECT_EQ(images[0], 4);
  EXPECT_EQ(images[4], 18);
  EXPECT_EQ(images[29], 6 * 18);
}

TEST(TrainerTest, ProgressHasTheLastKnownLoss) {
  // As on a GPU, where an epoch of five steps ends before a group of losses is looked at.
  for (const int64_t loss_group : {3, 32}) {
    const Recipe recipe = TinyRecipe("epochs: 2");
    std::unique_ptr<TrainingRun> run =
        NewRun(recipe, SyntheticRegressionLabels(kClasses, {2, 3}), loss_group);
    std::vector<std::optional<double>> losses;
    ASSERT_OK(run->Train(2, {.on_step = [&](const TrainingProgress& progress) {
                           losses.push_back(progress.loss);
                         }}));
    ASSERT_EQ(losses.size(), 10);
    EXPECT_FALSE(losses[0].has_value());
    EXPECT_EQ(losses[4].has_value(), loss_group == 3);
    const double first_epoch = run->result().epochs(0).train_loss();
    EXPECT_EQ(losses[5], first_epoch);
    EXPECT_EQ(losses[9] == first_epoch, loss_group == 32);
    EXPECT_EQ(Finish(*run), TrainInParts(recipe, 1));
  }
}

TEST(TrainerTest, LearnsTheLabels) {
  for (const LabelSet& labels :
       {SyntheticRegressionLabels(kClasses, {2, 3}), SyntheticCategoryLabels(kClasses),
        SyntheticCategoryLabels(kClasses, 0.1)}) {
    std::unique_ptr<TrainingRun> run = NewRun(TinyRecipe("epochs: 60"), labels);
    ASSERT_OK(run->Train(60, {}));
    Finish(*run);
    const RunResult& result = run->result();
    EXPECT_LT(result.epochs(59).train_loss(), result.epochs(0).train_loss());
    const int64_t correct = result.test().has_correct_by_largest_output()
                                ? result.test().correct_by_largest_output()
                                : result.test().correct_by_nearest_label();
    // The classes differ in brightness, which the model sees at once.
    EXPECT_GE(correct, 9);
  }
}

TEST(TrainerTest, FillsInTheResult) {
  const Recipe recipe = TinyRecipe("validate_every_epochs: 4");
  std::unique_ptr<TrainingRun> run = NewRun(recipe);
  ASSERT_OK(run->Train(6, {}));
  const RunResult& result = run->result();
  EXPECT_EQ(result.training_images(), 18);
  EXPECT_EQ(result.validation_images(), 2);
  // Convolution, batch norm, linear layer and its bias.
  EXPECT_EQ(result.parameters(), 4 * 27 + 8 + 6 * 4 + 6);
  ASSERT_EQ(result.epochs_size(), 6);
  for (const EpochResult& epoch : result.epochs()) {
    // Every fourth, and the last.
    EXPECT_EQ(epoch.has_validation_loss(), epoch.epoch() == 4 || epoch.epoch() == 6);
    EXPECT_TRUE(epoch.has_train_loss());
  }
  // 30 steps: the last is number 29 from 0.
  EXPECT_DOUBLE_EQ(result.epochs(5).last_learning_rate(), 0.1 * 1 / 24);
  EXPECT_FALSE(result.has_test());
  EXPECT_EQ(run->speed().images(), 6 * 18);
  EXPECT_GT(run->speed().images_per_s().value_or(0), 0);
}

TEST(TrainerTest, TestsTheBestEpochsWeights) {
  // So large a rate that the epochs differ much.
  const Recipe recipe = TinyRecipe("learning_rate: 3");
  const ResidentImages test = TestImages();
  std::unique_ptr<TrainingRun> run = NewRun(recipe);
  ASSERT_OK(run->Train(recipe.epochs(), {}));
  const int32_t best = run->result().best_epoch();
  ASSERT_OK(run->Test(test));

  std::unique_ptr<TrainingRun> again = NewRun(recipe);
  ASSERT_OK(again->Train(best, {}));
  EXPECT_EQ(again->result().best_epoch(), best);
  ASSERT_OK(again->Test(test));
  EXPECT_EQ(EncodeSafetensors(WeightsOf(run->model(), {})),
            EncodeSafetensors(WeightsOf(again->model(), {})));
  EXPECT_EQ(run->result().test().loss(), again->result().test().loss());
}

TEST(TrainerTest, DivergenceStopsAtOnceNamingTheStep) {
  // Weights overflow a few steps in.
  const Recipe recipe = TinyRecipe("learning_rate: 1e30");
  std::unique_ptr<TrainingRun> run = NewRun(recipe, SyntheticRegressionLabels(kClasses, {2, 3}));
  int64_t steps = 0;
  int32_t epochs = 0;
  const TrainingCallbacks callbacks{.on_step = [&](const TrainingProgress&) { ++steps; },
                                    .on_epoch =
                                        [&] {
                                          ++epochs;
                                          return absl::OkStatus();
                                        }};
  ASSERT_OK(run->Train(recipe.epochs(), callbacks));
  ASSERT_TRUE(run->result().has_failure());
  const RunFailure& failure = run->result().failure();
  EXPECT_EQ(failure.step(), steps + 1);
  EXPECT_EQ(failure.epoch(), epochs + 1);
  EXPECT_THAT(failure.message(), HasSubstr("at epoch " + std::to_string(failure.epoch()) +
                                           ", step " + std::to_string(failure.step())));
  EXPECT_THAT(failure.message(), HasSubstr("diverged: the training loss is"));
}

TEST(TrainerTest, AFailureIsHandedOnByTheCheckpoint) {
  const Recipe recipe = TinyRecipe("learning_rate: 1e30");
  std::unique_ptr<TrainingRun> run = NewRun(recipe);
  ASSERT_OK(run->Train(recipe.epochs(), {}));
  ASSERT_TRUE(run->result().has_failure());
  const std::string checkpoint = EncodeCheckpoint(run->MakeCheckpoint());
  std::unique_ptr<TrainingRun> next = NewRun(recipe);
  ASSERT_OK(next->Restore(*DecodeCheckpoint(checkpoint, "c"), "c"));
  ASSERT_OK(next->Train(recipe.epochs(), {}));
  EXPECT_EQ(SerializeDeterministically(next->result()), SerializeDeterministically(run->result()));
}

TEST(TrainerTest, RefusesACheckpointOfAnotherRunOrModel) {
  std::unique_ptr<TrainingRun> run = NewRun(TinyRecipe());
  ASSERT_OK(run->Train(1, {}));
  Checkpoint checkpoint = run->MakeCheckpoint();
  EXPECT_THAT(
      NewRun(TinyRecipe(), SyntheticRegressionLabels(kClasses, {5}))->Restore(checkpoint, "c"),
      StatusIs(absl::StatusCode::kInvalidArgument, "c: tensor \"linear\""));
  checkpoint.progress.set_recipe_sha256("other");
  EXPECT_THAT(NewRun(TinyRecipe())->Restore(checkpoint, "c"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "c: checkpoint of another run"));
}

TEST(TrainerTest, AnErrorOfACallbackEndsTheTraining) {
  std::unique_ptr<TrainingRun> run = NewRun(TinyRecipe());
  TrainingCallbacks callbacks;
  callbacks.on_epoch = [] { return absl::ResourceExhaustedError("disk full"); };
  EXPECT_THAT(run->Train(6, callbacks),
              StatusIs(absl::StatusCode::kResourceExhausted, "disk full"));
  EXPECT_EQ(run->result().epochs_size(), 1);
}

}  // namespace
}  // namespace labelrep
