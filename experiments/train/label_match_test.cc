#include "experiments/train/label_match.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

LabelRecipe Speech() {
  LabelRecipe recipe;
  recipe.set_kind("speech");
  recipe.set_source("espeak");
  return recipe;
}

TEST(LabelMatchTest, TheSameRecipeFits) { EXPECT_OK(CheckLabelRecipe(Speech(), Speech(), "f")); }

TEST(LabelMatchTest, ARunWithoutSourceTakesAny) {
  LabelRecipe expected = Speech();
  expected.clear_source();
  EXPECT_OK(CheckLabelRecipe(Speech(), expected, "f"));
}

TEST(LabelMatchTest, NamesTheFieldThatDiffers) {
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
