#include "experiments/record/recorded_runs.h"

#include <filesystem>
#include <string>

#include "experiments/record/absent.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

Recipe ExampleRecipe() {
  Recipe recipe;
  recipe.set_dataset("cifar10");
  recipe.mutable_label()->set_kind("speech");
  recipe.mutable_label()->set_source("espeak");
  recipe.set_encoder("resnet32");
  recipe.set_seed(7);
  recipe.set_epochs(16);
  recipe.set_learning_rate(0.2);
  recipe.set_weight_decay(5e-4);
  recipe.mutable_one_cycle();
  return recipe;
}

// A folder with the outputs of a finished run.
std::string FinishedRun(const std::string& name, const Recipe& recipe) {
  const std::string folder = testing::TempDir() + name;
  EXPECT_TRUE(MakeDirectory(folder).ok());
  RunResult result;
  *result.mutable_recipe() = recipe;
  result.set_recipe_sha256(RecipeSha256(recipe));
  result.set_weights_sha256(Sha256Hex("weights"));
  result.mutable_test()->set_images(10000);
  EXPECT_TRUE(WriteBinaryProto(folder + "/result.pb", result).ok());
  Provenance provenance;
  provenance.set_compiler("compiler");
  EXPECT_TRUE(WriteBinaryProto(folder + "/provenance.pb", provenance).ok());
  EXPECT_TRUE(WriteFileAtomically(folder + "/weights.safetensors", "weights").ok());
  return folder;
}

TEST(RecordedRunsTest, RecordedRunIsFoundByItsRecipeOnly) {
  RecordOptions options;
  options.out = testing::TempDir() + "measured_found";
  options.git_commit = "abc";
  options.git_dirty = true;
  absl::StatusOr<std::string> stem = RecordRun(FinishedRun("found", ExampleRecipe()), options);
  ASSERT_TRUE(stem.ok()) << stem.status();
  EXPECT_THAT(*stem, EndsWith("/cifar10_resnet32_speech_e16_s7"));
  const std::vector<std::string> files = *ListFiles(options.out);
  EXPECT_EQ(files.size(), 3u);

  auto found = FindRecordedRun(ExampleRecipe(), files);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->result.test().images(), 10000);
  Provenance provenance;
  ASSERT_TRUE(ReadBinaryProto((*found)->stem + kProvenanceSuffix, &provenance).ok());
  EXPECT_EQ(provenance.git_commit(), "abc");
  EXPECT_TRUE(provenance.git_dirty());
  EXPECT_EQ(*ReadFile((*found)->stem + kWeightsSuffix), "weights");

  Recipe other = ExampleRecipe();
  other.set_device(Recipe::CUDA);
  found = FindRecordedRun(other, files);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->has_value());
}

TEST(RecordedRunsTest, LargeWeightsAreLeftOut) {
  RecordOptions options;
  options.out = testing::TempDir() + "measured_large";
  options.max_weights_bytes = 3;
  ASSERT_TRUE(RecordRun(FinishedRun("large", ExampleRecipe()), options).ok());
  EXPECT_EQ(ListFiles(options.out)->size(), 2u);
}

TEST(RecordedRunsTest, WeightsOfAnotherResultAreNotRecorded) {
  const std::string folder = FinishedRun("mixed", ExampleRecipe());
  ASSERT_OK(WriteFileAtomically(folder + "/weights.safetensors", "others"));
  RecordOptions options;
  options.out = testing::TempDir() + "measured_mixed";
  EXPECT_THAT(RecordRun(folder, options),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("weights.safetensors: not recorded, as its SHA-256 is"),
                             HasSubstr("train the run again"))));
  EXPECT_FALSE(PathExists(options.out));
}

TEST(RecordedRunsTest, WeightsThatStayedElsewhereAreNotNeeded) {
  const std::string folder = FinishedRun("elsewhere", ExampleRecipe());
  std::filesystem::remove(folder + "/weights.safetensors");
  RecordOptions options;
  options.out = testing::TempDir() + "measured_elsewhere";
  EXPECT_EQ(RecordRun(folder, options).status().code(), absl::StatusCode::kNotFound);
  options.max_weights_bytes = 0;
  ASSERT_TRUE(RecordRun(folder, options).ok());
  EXPECT_EQ(ListFiles(options.out)->size(), 2u);
}

TEST(RecordedRunsTest, ARunOfAnotherRecipeIsNotOverwritten) {
  RecordOptions options;
  options.out = testing::TempDir() + "measured_other";
  const std::string folder = FinishedRun("first", ExampleRecipe());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordRun(folder, options));
  EXPECT_OK(RecordRun(folder, options).status());

  Recipe other = ExampleRecipe();
  other.set_learning_rate(0.1);
  const std::string other_folder = FinishedRun("second", other);
  EXPECT_THAT(
      RecordRun(other_folder, options),
      StatusIs(absl::StatusCode::kFailedPrecondition,
               AllOf(HasSubstr(stem + kResultSuffix), HasSubstr(RecipeSha256(ExampleRecipe())),
                     HasSubstr(RecipeSha256(other)), HasSubstr("--out"))));
  RunResult result;
  ASSERT_OK(ReadBinaryProto(stem + kResultSuffix, &result));
  EXPECT_EQ(result.recipe().learning_rate(), 0.2);

  // What cannot be read is no run that could be lost.
  ASSERT_OK(WriteFileAtomically(stem + kResultSuffix, "x"));
  EXPECT_OK(RecordRun(other_folder, options).status());
}

TEST(RecordedRunsTest, WeightsOfAnotherTrainingDoNotStay) {
  const std::string folder = FinishedRun("again", ExampleRecipe());
  RecordOptions options;
  options.out = testing::TempDir() + "measured_again";
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordRun(folder, options));
  options.max_weights_bytes = 0;
  ASSERT_OK(RecordRun(folder, options).status());
  EXPECT_TRUE(PathExists(stem + kWeightsSuffix)) << "they are this run's";

  RunResult other;
  ASSERT_OK(ReadBinaryProto(folder + "/result.pb", &other));
  other.set_weights_sha256(Sha256Hex("other weights"));
  ASSERT_OK(WriteBinaryProto(folder + "/result.pb", other));
  ASSERT_OK(RecordRun(folder, options).status());
  EXPECT_FALSE(PathExists(stem + kWeightsSuffix));
}

TEST(RecordedRunsTest, WeightsAreThoseOfTheResultOrNone) {
  RecordOptions options;
  options.out = testing::TempDir() + "measured_weights";
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem,
                                RecordRun(FinishedRun("weights", ExampleRecipe()), options));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto run,
                                FindRecordedRun(ExampleRecipe(), {stem + kResultSuffix}));
  EXPECT_THAT(ReadRecordedWeights(*run), IsOkAndHolds("weights"));
  ASSERT_OK(WriteFileAtomically(stem + kWeightsSuffix, "other weights"));
  EXPECT_THAT(ReadRecordedWeights(*run),
              StatusIs(absl::StatusCode::kNotFound,
                       AllOf(HasSubstr(stem + kWeightsSuffix), HasSubstr(Sha256Hex("weights")),
                             HasSubstr(Sha256Hex("other weights")))));
  ASSERT_OK(RemoveFile(stem + kWeightsSuffix));
  EXPECT_THAT(ReadRecordedWeights(*run), StatusIs(absl::StatusCode::kNotFound, "was not recorded"));
}

TEST(RecordedRunsTest, FailedRunIsNotRecorded) {
  const std::string folder = FinishedRun("failed", ExampleRecipe());
  ASSERT_TRUE(WriteBinaryProto(folder + "/result.pb", AbsentResult(ExampleRecipe())).ok());
  RecordOptions options;
  options.out = testing::TempDir() + "measured_failed";
  const absl::Status status = RecordRun(folder, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no recorded run for this recipe"));
}

TEST(RecordedRunsTest, ResultWhoseRecipeWasChangedIsRefused) {
  const std::string folder = testing::TempDir() + "changed";
  ASSERT_TRUE(MakeDirectory(folder).ok());
  RunResult result;
  *result.mutable_recipe() = ExampleRecipe();
  result.set_recipe_sha256(RecipeSha256(ExampleRecipe()));
  result.mutable_recipe()->set_seed(8);
  const std::string file = folder + "/x.result.pb";
  ASSERT_TRUE(WriteBinaryProto(file, result).ok());
  const absl::Status status = FindRecordedRun(ExampleRecipe(), {file}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("x.result.pb: recipe_sha256 is"));
}

TEST(RecordedRunsTest, AbsentResultSaysSo) {
  const RunResult result = AbsentResult(ExampleRecipe());
  EXPECT_EQ(result.recipe().encoder(), "resnet32");
  EXPECT_TRUE(IsAbsent(result.failure()));
  EXPECT_FALSE(result.has_test());
}

TEST(RecordedRunsTest, NameTellsTheFraction) {
  Recipe recipe = ExampleRecipe();
  recipe.set_train_fraction_percent(0.5);
  EXPECT_EQ(RecordedName(recipe), "cifar10_resnet32_speech_e16_p0_5_s7");
}

}  // namespace
}  // namespace labelrep
