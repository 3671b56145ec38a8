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
}

}  // namespace
}  // namespace labelrep
