#include "experiments/train/active_run.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"
#include "lib/data/label_set.h"
#include "lib/data/train_index.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ActiveRunTest, ReadsWhatFitsTogether) {
  const TrainingFiles files("good");
  RunInputs inputs;
  ASSERT_OK(LoadRunInputs(files.paths(), inputs));
  EXPECT_EQ(inputs.header.recipe().batch_size(), 8);
  // Canonical: with defaults.
  EXPECT_TRUE(inputs.header.recipe().has_momentum());
  EXPECT_EQ(inputs.header.recipe_sha256(), RecipeSha256(inputs.header.recipe()));
  EXPECT_EQ(inputs.header.train_data_sha256().size(), 64);
  EXPECT_EQ(inputs.header.labels_sha256().size(), 64);
  EXPECT_EQ(inputs.images.size(), 20);
}

TEST(ActiveRunTest, ChecksTheDeviceOfARunFileAlone) {
  const TrainingFiles files("device");
  std::filesystem::remove_all(files.Path("data"));
  EXPECT_OK(CheckDevice(files.paths().run));
  EXPECT_THAT(CheckDevice(files.Path("absent.textproto")),
              StatusIs(absl::StatusCode::kNotFound, "absent.textproto"));
}

TEST(ActiveRunTest, ReadsByTheIndexWhatItReadsWithout) {
  const TrainingFiles files("index");
  files.ChangeRecipe("train_fraction_percent: 50");
  RunInputs without;
  ASSERT_OK(LoadRunInputs(files.paths(), without));
  EXPECT_EQ(without.images.size(), 10 + 2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles cifar, FindCifarFiles(files.Path("data")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex made, MakeTrainIndex(cifar));
  RunPaths paths = files.paths();
  paths.train_index = files.Path("index.pb");
  // One without records is that of a data set that could not be read.
  for (const TrainIndex& index : {made, TrainIndex()}) {
    ASSERT_OK(WriteBinaryProto(paths.train_index, index));
    RunInputs inputs;
    ASSERT_OK(LoadRunInputs(paths, inputs));
    EXPECT_EQ(inputs.header.train_data_sha256(), without.header.train_data_sha256());
    EXPECT_EQ(inputs.images.pixels, without.images.pixels);
    EXPECT_EQ(inputs.images.labels, without.images.labels);
    EXPECT_EQ(inputs.split.train, without.split.train);
    EXPECT_EQ(inputs.split.validation, without.split.validation);
  }
}

TEST(ActiveRunTest, HasTheImagesOfTheDataSetsSplit) {
  const TrainingFiles files("split");
  files.ChangeRecipe("train_fraction_percent: 50");
  RunInputs inputs;
  ASSERT_OK(LoadRunInputs(files.paths(), inputs));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(files.Path("data")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Split split, MakeSplit(20, 7, 50));
  const auto image = [](const ImageSet& images, int64_t index) {
    const auto first = images.pixels.begin() + index * kCifarImageBytes;
    return std::vector<uint8_t>(first, first + kCifarImageBytes);
  };
  for (size_t i = 0; i < split.train.size(); ++i) {
    EXPECT_EQ(image(inputs.images, inputs.split.train[i]), image(dataset.train, split.train[i]));
  }
  for (size_t i = 0; i < split.validation.size(); ++i) {
    EXPECT_EQ(image(inputs.images, inputs.split.validation[i]),
              image(dataset.train, split.validation[i]));
  }
}

TEST(ActiveRunTest, RefusesUnknownFieldsWithTheirPlace) {
  const TrainingFiles files("unknown");
  ASSERT_OK(
      WriteFileAtomically(files.Path("run.textproto"), "recipe {\n  learnign_rate: 0.1\n}\n"));
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("run.textproto:2"), HasSubstr("learnign_rate"))));
}

TEST(ActiveRunTest, RefusesABadRecipe) {
  const TrainingFiles files("bad_recipe");
  files.ChangeRecipe("learning_rate: -1");
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "run.textproto: recipe.learning_rate: found -1"));
}

TEST(ActiveRunTest, RefusesLabelsOfAnotherKindSourceOrSeed) {
  const TrainingFiles files("kind");
  RunInputs inputs;
  files.ChangeRecipe("label { kind: \"speech\" }");
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "labels.pb: recipe.kind: found \"category\", expected \"speech\""));
  files.ChangeRecipe("label { source: \"espeak\" }");
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "labels.pb: recipe.source: found \"\", expected \"espeak\""));
  files.ChangeRecipe("label { seed: 3 }");
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "labels.pb: recipe.seed: found \"0\", expected \"3\""));
  // What the inputs are is known as far as they were read.
  EXPECT_EQ(inputs.header.recipe().label().seed(), 3);
}

TEST(ActiveRunTest, RefusesLabelsOfAnotherDataSet) {
  const TrainingFiles files("classes");
  LabelSet labels = SyntheticCategoryLabels(2);
  labels.set_class_names(1, "bird");
  ASSERT_OK(WriteBinaryProto(files.Path("labels.pb"), labels));
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("labels.pb"), HasSubstr("bird"), HasSubstr("class 1"))));
}

TEST(ActiveRunTest, RefusesATruncatedDataFile) {
  const TrainingFiles files("truncated");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes,
                                ReadFile(files.Path("data/data_batch_1.bin")));
  ASSERT_OK(WriteFileAtomically(files.Path("data/data_batch_1.bin"),
                                bytes.substr(0, bytes.size() - 100)));
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "data_batch_1.bin"));
}

TEST(ActiveRunTest, RefusesMissingTestImagesBeforeTheTraining) {
  const TrainingFiles files("no_test");
  std::filesystem::remove(files.Path("data/test_batch.bin"));
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kNotFound, "test_batch.bin"));
}

TEST(ActiveRunTest, GivesTheFailureOfALabelSet) {
  const TrainingFiles files("no_labels");
  ASSERT_OK(WriteBinaryProto(files.Path("labels.pb"), FailedLabelSet({}, "mine.npy: no numbers")));
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "mine.npy: no numbers"));
  EXPECT_TRUE(inputs.header.has_recipe());
}

TEST(ActiveRunTest, RefusesAnUnknownEncoder) {
  const TrainingFiles files("encoder");
  files.ChangeRecipe("encoder: \"lenet\"");
  RunInputs inputs;
  ASSERT_OK(LoadRunInputs(files.paths(), inputs));
  EXPECT_THAT(Activate(std::move(inputs), ""),
              StatusIs(absl::StatusCode::kInvalidArgument, "lenet"));
}

TEST(ActiveRunTest, RefusesAnEmptyTrainingSubset) {
  const TrainingFiles files("subset");
  files.ChangeRecipe("train_fraction_percent: 1");
  RunInputs inputs;
  EXPECT_THAT(LoadRunInputs(files.paths(), inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "train_fraction_percent: 1"));
}

}  // namespace
}  // namespace labelrep
