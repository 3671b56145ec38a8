#include "experiments/record/recorded.h"

#include <filesystem>

#include "experiments/record/absent.h"
#include "experiments/record/envelope.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/train/recipe.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

const MeasurementKind& Kind(const std::string& name) { return **FindMeasurementKind(name); }

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

RunResult ResultOf(const Recipe& recipe) {
  RunResult result;
  *result.mutable_recipe() = recipe;
  result.set_recipe_sha256(RecipeSha256(recipe));
  result.set_weights_sha256(Sha256Hex("weights"));
  result.mutable_test()->set_images(10000);
  return result;
}

RunResult Asked(const Recipe& recipe) {
  RunResult asked;
  *asked.mutable_recipe() = recipe;
  return asked;
}

// The files of a finished run in a folder of that name.
MeasuredFiles FinishedRun(const std::string& name, const RunResult& result) {
  const std::string folder = testing::TempDir() + name;
  EXPECT_OK(MakeDirectory(folder));
  EXPECT_OK(WriteBinaryProto(folder + "/result.pb", result));
  Provenance provenance;
  provenance.set_compiler("compiler");
  EXPECT_OK(WriteBinaryProto(folder + "/provenance.pb", provenance));
  EXPECT_OK(WriteFileAtomically(folder + "/weights.safetensors", "weights"));
  return {.result = folder + "/result.pb",
          .provenance = folder + "/provenance.pb",
          .files = {{"weights", folder + "/weights.safetensors"}}};
}

absl::StatusOr<std::string> RecordRun(const MeasuredFiles& measured, const std::string& folder,
                                      int64_t max_file_bytes = 4 << 20) {
  return RecordMeasurement(Kind("run"), measured,
                           {.out = testing::TempDir() + folder,
                            .git_commit = "abc",
                            .git_dirty = true,
                            .max_file_bytes = max_file_bytes});
}

std::vector<std::string> FilesIn(const std::string& folder) {
  return ListFiles(testing::TempDir() + folder).value_or(std::vector<std::string>());
}

TEST(RecordedTest, RunIsFoundByItsRecipeOnly) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string stem,
      RecordRun(FinishedRun("found", ResultOf(ExampleRecipe())), "measured_found"));
  EXPECT_THAT(stem, EndsWith("/cifar10_resnet32_speech_e16_s7"));
  const std::vector<std::string> files = FilesIn("measured_found");
  EXPECT_EQ(files.size(), 3u);

  LABELREP_ASSERT_OK_AND_ASSIGN(const auto found,
                                FindRecorded(Kind("run"), Asked(ExampleRecipe()), files));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(dynamic_cast<const RunResult&>(*found->result).test().images(), 10000);
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(found->stem + ".provenance.pb", &provenance));
  EXPECT_EQ(provenance.git_commit(), "abc");
  EXPECT_TRUE(provenance.git_dirty());
  EXPECT_EQ(*ReadFile(found->stem + ".safetensors"), "weights");

  Recipe other = ExampleRecipe();
  other.set_device(Recipe::CUDA);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto none, FindRecorded(Kind("run"), Asked(other), files));
  EXPECT_FALSE(none.has_value());
  Recipe any_source = ExampleRecipe();
  any_source.mutable_label()->clear_source();
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto any,
                                FindRecorded(Kind("run"), Asked(any_source), files));
  EXPECT_TRUE(any.has_value());
}

TEST(RecordedTest, LargeSideFilesAreLeftOut) {
  ASSERT_OK(RecordRun(FinishedRun("large", ResultOf(ExampleRecipe())), "measured_large", 3));
  EXPECT_EQ(FilesIn("measured_large").size(), 2u);
}

TEST(RecordedTest, WeightsOfAnotherResultAreNotRecorded) {
  const MeasuredFiles measured = FinishedRun("mixed", ResultOf(ExampleRecipe()));
  ASSERT_OK(WriteFileAtomically(measured.files.at("weights"), "others"));
  EXPECT_THAT(RecordRun(measured, "measured_mixed"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("weights.safetensors: not recorded, as its SHA-256 is"),
                             HasSubstr("measure it again"))));
  EXPECT_FALSE(PathExists(testing::TempDir() + "measured_mixed"));
}

TEST(RecordedTest, SideFilesThatStayedElsewhereAreNotNeeded) {
  const MeasuredFiles measured = FinishedRun("elsewhere", ResultOf(ExampleRecipe()));
  std::filesystem::remove(measured.files.at("weights"));
  EXPECT_THAT(RecordRun(measured, "measured_elsewhere"), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK(RecordRun(measured, "measured_elsewhere", 0));
  EXPECT_EQ(FilesIn("measured_elsewhere").size(), 2u);
}

TEST(RecordedTest, ARunOfAnotherRecipeIsRecordedBesideTheFirst) {
  const MeasuredFiles measured = FinishedRun("first", ResultOf(ExampleRecipe()));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordRun(measured, "measured_other"));
  EXPECT_THAT(RecordRun(measured, "measured_other"), IsOkAndHolds(stem));

  Recipe other = ExampleRecipe();
  other.set_learning_rate(0.1);
  const MeasuredFiles others = FinishedRun("second", ResultOf(other));
  const std::string other_stem = stem + "_" + RecipeSha256(other).substr(0, 8);
  // The second time it finds itself.
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(RecordRun(others, "measured_other"), IsOkAndHolds(other_stem));
  }
  RunResult result;
  ASSERT_OK(ReadBinaryProto(stem + ".result.pb", &result));
  EXPECT_EQ(result.recipe().learning_rate(), 0.2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto found,
                                FindRecorded(Kind("run"), Asked(other), FilesIn("measured_other")));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->stem, other_stem);
}

TEST(RecordedTest, ARunIsNotOverwrittenWhereBothNamesAreTaken) {
  Recipe other = ExampleRecipe();
  other.set_learning_rate(0.1);
  const MeasuredFiles others = FinishedRun("third", ResultOf(other));
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string stem,
      RecordRun(FinishedRun("fourth", ResultOf(ExampleRecipe())), "measured_both"));
  const std::string second = stem + "_" + RecipeSha256(other).substr(0, 8);
  ASSERT_OK(WriteFileAtomically(second + ".result.pb", *ReadFile(stem + ".result.pb")));
  EXPECT_THAT(RecordRun(others, "measured_both"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(second + ".result.pb"), HasSubstr("its recipe"),
                             HasSubstr(RecipeSha256(ExampleRecipe())),
                             HasSubstr(RecipeSha256(other)), HasSubstr("--out"))));
  // What cannot be read is no run that could be lost.
  ASSERT_OK(WriteFileAtomically(stem + ".result.pb", "x"));
  EXPECT_THAT(RecordRun(others, "measured_both"), IsOkAndHolds(stem));
}

TEST(RecordedTest, WeightsOfAnotherTrainingDoNotStay) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string stem,
      RecordRun(FinishedRun("again", ResultOf(ExampleRecipe())), "measured_again"));
  ASSERT_OK(RecordRun(FinishedRun("again", ResultOf(ExampleRecipe())), "measured_again", 0));
  EXPECT_TRUE(PathExists(stem + ".safetensors")) << "they are this run's";

  RunResult other = ResultOf(ExampleRecipe());
  other.set_weights_sha256(Sha256Hex("other weights"));
  ASSERT_OK(RecordRun(FinishedRun("again", other), "measured_again", 0));
  EXPECT_FALSE(PathExists(stem + ".safetensors"));
}

TEST(RecordedTest, WeightsAreThoseOfTheResultOrNone) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string stem,
      RecordRun(FinishedRun("weights", ResultOf(ExampleRecipe())), "measured_weights"));
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const auto run, FindRecorded(Kind("run"), Asked(ExampleRecipe()), {stem + ".result.pb"}));
  EXPECT_THAT(ReadRecordedFile(Kind("run"), *run, "weights"), IsOkAndHolds("weights"));
  ASSERT_OK(WriteFileAtomically(stem + ".safetensors", "other weights"));
  EXPECT_THAT(ReadRecordedFile(Kind("run"), *run, "weights"),
              StatusIs(absl::StatusCode::kNotFound,
                       AllOf(HasSubstr(stem + ".safetensors"), HasSubstr(Sha256Hex("weights")),
                             HasSubstr(Sha256Hex("other weights")))));
  ASSERT_OK(RemoveFile(stem + ".safetensors"));
  EXPECT_THAT(ReadRecordedFile(Kind("run"), *run, "weights"),
              StatusIs(absl::StatusCode::kNotFound, "was not recorded"));
}

TEST(RecordedTest, AbsentRunSaysSoAndIsNotRecorded) {
  const auto absent = AbsentResult(Kind("run"), Asked(ExampleRecipe()));
  const auto& result = dynamic_cast<const RunResult&>(*absent);
  EXPECT_EQ(result.recipe().encoder(), "resnet32");
  EXPECT_EQ(result.recipe_sha256(), RecipeSha256(ExampleRecipe()));
  EXPECT_TRUE(IsAbsent(result.failure()));
  EXPECT_FALSE(result.has_test());
  EXPECT_THAT(RecordRun(FinishedRun("absent", result), "measured_absent"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "no recorded run for this recipe"));
}

TEST(RecordedTest, ResultWhoseRecipeWasChangedIsRefused) {
  RunResult changed = ResultOf(ExampleRecipe());
  changed.mutable_recipe()->set_seed(8);
  const std::string file = testing::TempDir() + "/x.result.pb";
  ASSERT_OK(WriteBinaryProto(file, changed));
  EXPECT_THAT(FindRecorded(Kind("run"), Asked(ExampleRecipe()), {file}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "x.result.pb: recipe_sha256 is"));
}

TEST(RecordedTest, NameTellsTheFraction) {
  Recipe recipe = ExampleRecipe();
  recipe.set_train_fraction_percent(0.5);
  EXPECT_EQ(RecordedRunName(recipe), "cifar10_resnet32_speech_e16_p0_5_s7");
}

AttackRecipe Targeted() {
  AttackRecipe recipe;
  recipe.set_attack("pgd");
  recipe.set_objective(AttackRecipe::MARGIN);
  recipe.set_targeted(true);
  recipe.add_epsilons(0.1);
  return recipe;
}

AttackResult Attacked() {
  AttackResult result;
  *result.mutable_recipe() = CanonicalAttackRecipe(Targeted());
  result.set_recipe_sha256(AttackRecipeSha256(Targeted()));
  *result.mutable_model() = CanonicalRecipe(ExampleRecipe());
  result.add_classes(3);
  return result;
}

// As a profile asks, without the attack's own defaults.
AttackResult AskedAttack(const AttackRecipe& attack = Targeted(),
                         const Recipe& model = ExampleRecipe()) {
  AttackResult asked;
  *asked.mutable_recipe() = attack;
  *asked.mutable_model() = model;
  return asked;
}

absl::StatusOr<std::string> RecordAttack(const AttackResult& result, const std::string& folder) {
  const std::string file = testing::TempDir() + folder + "_attack.pb";
  EXPECT_OK(WriteBinaryProto(file, result));
  EXPECT_OK(WriteBinaryProto(file + ".provenance", Provenance()));
  return RecordMeasurement(Kind("attack"), {.result = file, .provenance = file + ".provenance"},
                           {.out = testing::TempDir() + folder, .git_commit = "abc"});
}

TEST(RecordedTest, AttackIsFoundByBothRecipes) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordAttack(Attacked(), "attacked"));
  EXPECT_THAT(stem, EndsWith("/cifar10_resnet32_speech_e16_s7.pgd_margin_targeted_" +
                             AttackRecipeSha256(Targeted()).substr(0, 8)));
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(stem + ".attack_provenance.pb", &provenance));
  EXPECT_EQ(provenance.git_commit(), "abc");
  const MeasurementKind& kind = Kind("attack");
  const std::vector<std::string> files = FilesIn("attacked");
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto found, FindRecorded(kind, AskedAttack(), files));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(dynamic_cast<const AttackResult&>(*found->result).classes(0), 3);

  Recipe other_model = ExampleRecipe();
  other_model.set_seed(8);
  EXPECT_FALSE(FindRecorded(kind, AskedAttack(Targeted(), other_model), files)->has_value());
  AttackRecipe untargeted = Targeted();
  untargeted.set_targeted(false);
  EXPECT_FALSE(FindRecorded(kind, AskedAttack(untargeted), files)->has_value());
}

TEST(RecordedTest, AbsentAttackHasTheAttacksDefaults) {
  const auto absent = AbsentResult(Kind("attack"), AskedAttack());
  const auto& result = dynamic_cast<const AttackResult&>(*absent);
  EXPECT_TRUE(IsAbsent(result.failure()));
  EXPECT_TRUE(result.recipe().targeted());
  EXPECT_EQ(result.recipe_sha256(), AttackRecipeSha256(Targeted()));
  // As in a result, so that both are found to be of one attack.
  EXPECT_TRUE(result.recipe().has_batch_size());
}

TEST(RecordedTest, TransferredAttackIsAnother) {
  AttackResult transferred = Attacked();
  *transferred.mutable_transferred_from() = CanonicalRecipe(ExampleRecipe());
  transferred.mutable_transferred_from()->mutable_label()->set_kind("category");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordAttack(transferred, "transferred"));
  EXPECT_THAT(stem, HasSubstr("_from_category_"));
  const MeasurementKind& kind = Kind("attack");
  const std::vector<std::string> files = {stem + ".attack.pb"};
  AttackResult asked = AskedAttack();
  EXPECT_FALSE(FindRecorded(kind, asked, files)->has_value());
  *asked.mutable_transferred_from() = transferred.transferred_from();
  EXPECT_TRUE(FindRecorded(kind, asked, files)->has_value());
}

TEST(RecordedTest, AnAttackOnAnotherModelIsRecordedBesideTheFirst) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, RecordAttack(Attacked(), "other_model"));
  EXPECT_THAT(RecordAttack(Attacked(), "other_model"), IsOkAndHolds(stem));
  AttackResult other = Attacked();
  other.mutable_model()->set_learning_rate(0.1);
  EXPECT_THAT(
      RecordAttack(other, "other_model"),
      IsOkAndHolds(EndsWith("/" + RecordedRunName(other.model()) + "_" +
                            RecipeSha256(other.model()).substr(0, 8) + ".pgd_margin_targeted_" +
                            AttackRecipeSha256(Targeted()).substr(0, 8))));
}

TEST(RecordedTest, FailedAttackIsNotRecorded) {
  AttackResult failed = Attacked();
  failed.mutable_failure()->set_message("no weights");
  EXPECT_THAT(RecordAttack(failed, "failed"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "no weights"));
}

TEST(RecordedTest, UnknownKindIsRefused) {
  EXPECT_THAT(FindMeasurementKind("attacks"),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected one of run, attack"));
}

}  // namespace
}  // namespace labelrep
