#include "experiments/record/recorded_attacks.h"

#include "experiments/record/absent.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Recipe Model() {
  Recipe recipe;
  recipe.set_dataset("cifar10");
  recipe.mutable_label()->set_kind("speech");
  recipe.set_encoder("resnet32");
  recipe.set_seed(7);
  recipe.set_epochs(16);
  recipe.set_learning_rate(0.2);
  recipe.set_weight_decay(5e-4);
  recipe.mutable_one_cycle();
  return CanonicalRecipe(recipe);
}

AttackRecipe Targeted() {
  AttackRecipe recipe;
  recipe.set_attack("pgd");
  recipe.set_objective(AttackRecipe::MARGIN);
  recipe.set_targeted(true);
  recipe.add_epsilons(0.1);
  return recipe;
}

AttackResult Result() {
  AttackResult result;
  *result.mutable_recipe() = CanonicalAttackRecipe(Targeted());
  result.set_recipe_sha256(AttackRecipeSha256(Targeted()));
  *result.mutable_model() = Model();
  result.add_classes(3);
  return result;
}

std::string Path(const std::string& name) { return testing::TempDir() + "/" + name; }

absl::StatusOr<std::string> Record(const AttackResult& result, const std::string& folder) {
  EXPECT_OK(WriteBinaryProto(Path("result.pb"), result));
  EXPECT_OK(WriteBinaryProto(Path("provenance.pb"), Provenance()));
  RecordOptions options;
  options.out = Path(folder);
  options.git_commit = "abc";
  return RecordAttack(Path("result.pb"), Path("provenance.pb"), options);
}

TEST(RecordedAttacksTest, IsFoundByBothRecipes) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, Record(Result(), "found"));
  EXPECT_THAT(stem, HasSubstr("/cifar10_resnet32_speech_e16_s7.pgd_margin_targeted_"));
  Provenance provenance;
  ASSERT_OK(ReadBinaryProto(stem + kAttackProvenanceSuffix, &provenance));
  EXPECT_EQ(provenance.git_commit(), "abc");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files, ListFiles(Path("found")));
  // As a profile writes it, without the attack's own defaults.
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackResult found,
                                FindRecordedAttack(Model(), Targeted(), std::nullopt, files));
  EXPECT_EQ(found.classes(0), 3);

  Recipe other_model = Model();
  other_model.set_seed(8);
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackResult of_other,
                                FindRecordedAttack(other_model, Targeted(), std::nullopt, files));
  EXPECT_TRUE(IsAbsent(of_other.failure()));
  AttackRecipe other_attack = Targeted();
  other_attack.set_targeted(false);
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackResult other,
                                FindRecordedAttack(Model(), other_attack, std::nullopt, files));
  EXPECT_TRUE(IsAbsent(other.failure()));
  EXPECT_FALSE(other.recipe().targeted());
  // As in a result, so that both are found to be of one attack.
  EXPECT_TRUE(other.recipe().has_batch_size());
}

TEST(RecordedAttacksTest, TransferredAttackIsAnother) {
  AttackResult transferred = Result();
  *transferred.mutable_transferred_from() = Model();
  transferred.mutable_transferred_from()->mutable_label()->set_kind("category");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, Record(transferred, "transferred"));
  EXPECT_THAT(stem, HasSubstr("_from_category_"));
  const std::vector<std::string> files = {stem + kAttackSuffix};
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const AttackResult found,
      FindRecordedAttack(Model(), Targeted(), transferred.transferred_from(), files));
  EXPECT_FALSE(found.has_failure());
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackResult direct,
                                FindRecordedAttack(Model(), Targeted(), std::nullopt, files));
  EXPECT_TRUE(IsAbsent(direct.failure()));
}

TEST(RecordedAttacksTest, AnAttackOnAnotherModelIsNotOverwritten) {
  ASSERT_OK(Record(Result(), "other_model").status());
  EXPECT_OK(Record(Result(), "other_model").status());
  AttackResult other = Result();
  other.mutable_model()->set_learning_rate(0.1);
  EXPECT_THAT(Record(other, "other_model"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(kAttackSuffix), HasSubstr(RecipeSha256(Model())),
                             HasSubstr(RecipeSha256(other.model())), HasSubstr("--out"))));
}

TEST(RecordedAttacksTest, FailedAttackIsNotRecorded) {
  AttackResult failed = Result();
  failed.mutable_failure()->set_message("no weights");
  EXPECT_THAT(Record(failed, "failed").status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, "no weights"));
}

TEST(RecordedAttacksTest, ResultWhoseRecipeWasChangedIsRefused) {
  AttackResult changed = Result();
  changed.mutable_recipe()->set_targeted(false);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string stem, Record(changed, "changed"));
  EXPECT_THAT(
      FindRecordedAttack(Model(), Targeted(), std::nullopt, {stem + kAttackSuffix}).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, "attack.pb: recipe_sha256 is"));
}

}  // namespace
}  // namespace labelrep
