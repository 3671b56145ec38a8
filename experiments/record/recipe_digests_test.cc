#include "experiments/record/recipe_digests.h"

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(RecipeDigestsTest, AStatedDigestIsThatOfTheRecipe) {
  EXPECT_OK(CheckStatedDigest("x.result.pb", "ab", "ab"));
  EXPECT_THAT(CheckStatedDigest("x.result.pb", "ab", "cd"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "x.result.pb: recipe_sha256 is ab, but the digest of its recipe is cd"));
}

TEST(RecipeDigestsTest, AnotherRecipesFileIsNotReplaced) {
  EXPECT_OK(CheckMayReplace("x.result.pb", "a run", "ab", "ab"));
  EXPECT_THAT(CheckMayReplace("x.result.pb", "a run", "ab", "cd"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "x.result.pb: not recorded, as it holds a run of recipe ab, expected "
                       "recipe cd; give another folder with --out"));
}

}  // namespace
}  // namespace labelrep
