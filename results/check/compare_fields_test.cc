#include "results/check/compare_fields.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AttackResult Example() {
  AttackResult result;
  EXPECT_OK(ParseTextProto(R"pb(
                             recipe { attack: "fgsm" epsilons: 0.1 }
                             classes: [ 0, 1, 2 ]
                             clean_decisions: [ 0, 1, 2 ]
                             epsilons {
                               epsilon: 0.1
                               decisions: [ 0, 1, 3 ]
                               mean_linf: nan
                             }
                           )pb",
                           "example", &result));
  return result;
}

TEST(CompareFieldsTest, TheSameFieldsAgreeAlsoWhereTheyAreNan) {
  EXPECT_THAT(CompareFields(Example(), Example()), IsEmpty());
}

TEST(CompareFieldsTest, NamesEveryFieldThatDiffers) {
  AttackResult actual = Example();
  actual.mutable_epsilons(0)->set_decisions(2, 5);
  actual.mutable_epsilons(0)->set_mean_linf(0.1);
  actual.add_classes(4);
  EXPECT_THAT(CompareFields(Example(), actual),
              ElementsAre(HasSubstr("added: classes[3]: 4"),
                          HasSubstr("modified: epsilons[0].decisions[2]: 3 -> 5"),
                          HasSubstr("modified: epsilons[0].mean_linf: nan -> 0.1")));
}

TEST(CompareFieldsTest, AFieldThatIsAbsentIsNotAFieldThatIsZero) {
  AttackResult actual = Example();
  actual.set_zero_gradient_images(0);
  EXPECT_THAT(CompareFields(Example(), actual),
              ElementsAre(HasSubstr("added: zero_gradient_images: 0")));
}

}  // namespace
}  // namespace labelrep
