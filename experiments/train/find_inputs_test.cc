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

TEST(FindInputsTest, AnEmptyVariableIsNone) {
  setenv("LABELREP_MOONS", "", 1);
  EXPECT_THAT(FindDataFolder("", "moons"),
              StatusIs(absl::StatusCode::kNotFound, "$LABELREP_MOONS"));
  unsetenv("LABELREP_MOONS");
}

}  // namespace
}  // namespace labelrep
