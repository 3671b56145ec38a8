#include "experiments/train/find_inputs.h"

#include <cstdlib>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(FindInputsTest, SaysWhereItLooked) {
  EXPECT_THAT(
      FindDataFolder("", "moons"),
      StatusIs(absl::StatusCode::kNotFound,
               AllOf(HasSubstr("\"moons\""), HasSubstr("$LABELREP_MOONS"), HasSubstr("--data"))));
  Recipe recipe;
  recipe.set_dataset("moons");
  recipe.mutable_label()->set_kind("speech");
  EXPECT_THAT(FindLabels("", recipe),
              StatusIs(absl::StatusCode::kNotFound,
                       AllOf(HasSubstr("\"moons_speech\""), HasSubstr("--labels"))));
  EXPECT_THAT(FindLabels("none.pb", recipe), StatusIs(absl::StatusCode::kNotFound, "\"none.pb\""));
}

TEST(FindInputsTest, FindsADataSetByItsVariable) {
  setenv("LABELREP_MOONS", "/data/moons", 1);
  EXPECT_THAT(FindDataFolder("", "moons"), IsOkAndHolds("/data/moons"));
  unsetenv("LABELREP_MOONS");
}

TEST(FindInputsTest, ARelativeVariableIsOfTheUsersFolder) {
  setenv("LABELREP_MOONS", "data/moons", 1);
  setenv("BUILD_WORKING_DIRECTORY", "/home/user", 1);
  EXPECT_THAT(FindDataFolder("", "moons"), IsOkAndHolds("/home/user/data/moons"));
  unsetenv("BUILD_WORKING_DIRECTORY");
  unsetenv("LABELREP_MOONS");
}

TEST(FindInputsTest, APathIsNoName) {
  setenv("HOME", "/home/none", 1);
  EXPECT_THAT(FindDataFolder("~/two", "moons"),
              StatusIs(absl::StatusCode::kNotFound, "/home/none/two: no such folder"));
  EXPECT_THAT(FindLabels("~/two.pb", Recipe()),
              StatusIs(absl::StatusCode::kNotFound, "/home/none/two.pb: no such file"));
}

TEST(FindInputsTest, AnEmptyVariableIsNone) {
  setenv("LABELREP_MOONS", "", 1);
  EXPECT_THAT(FindDataFolder("", "moons"),
              StatusIs(absl::StatusCode::kNotFound, "$LABELREP_MOONS"));
  unsetenv("LABELREP_MOONS");
}

LabelRecipe Speech() {
  LabelRecipe recipe;
  recipe.set_kind("speech");
  recipe.set_source("espeak");
  return recipe;
}

TEST(CheckLabelRecipeTest, TheSameRecipeFits) {
  EXPECT_OK(CheckLabelRecipe(Speech(), Speech(), "f"));
}

TEST(CheckLabelRecipeTest, ARunWithoutSourceTakesAny) {
  LabelRecipe expected = Speech();
  expected.clear_source();
  EXPECT_OK(CheckLabelRecipe(Speech(), expected, "f"));
}

TEST(CheckLabelRecipeTest, NamesTheFieldThatDiffers) {
  const struct {
    void (*change)(LabelRecipe&);
    const char* field;
  } kCases[] = {
      {[](LabelRecipe& recipe) { recipe.set_kind("shuffle"); }, "recipe.kind"},
      {[](LabelRecipe& recipe) { recipe.set_source("recordings"); }, "recipe.source"},
      {[](LabelRecipe& recipe) { recipe.set_seed(3); }, "recipe.seed"},
  };
  for (const auto& [change, field] : kCases) {
    LabelRecipe found = Speech();
    change(found);
    EXPECT_THAT(CheckLabelRecipe(found, Speech(), "labels.pb"),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr("labels.pb"), HasSubstr(field))));
  }
}

}  // namespace
}  // namespace labelrep
