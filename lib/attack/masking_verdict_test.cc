#include "lib/attack/masking_verdict.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_result_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;
using Reading = MaskingCheck::Reading;

// 100 images that are decided correctly, of which the first `correct` stay so.
std::string Correct(int correct) {
  return std::string(correct, '+') + std::string(100 - correct, '-');
}
// The last ones instead.
std::string LastCorrect(int correct) {
  return std::string(100 - correct, '-') + std::string(correct, '+');
}

AttackResult Result(const std::string& attack, AttackRecipe::Objective objective,
                    const std::map<double, std::string>& attacked) {
  AttackResult result = ResultOf(attack, objective, Correct(100), attacked);
  if (attack != "fgsm" && attack != "square") result.mutable_recipe()->set_steps(20);
  return result;
}

// APGD and Square; the first `square` of the images that are misled, Square misled.
AttackResult Suite(const std::map<double, std::string>& attacked, int square) {
  AttackResult result = Result("auto", AttackRecipe::CROSS_ENTROPY, attacked);
  result.add_suite("apgd");
  result.add_suite("square");
  for (EpsilonResult& found : *result.mutable_epsilons()) {
    int left = square;
    for (const int32_t decision : found.decisions()) {
      found.add_members(decision == 0 ? 0 : left-- > 0 ? 2 : 1);
    }
  }
  return result;
}

MaskingCheck Check(const MaskingEvidence& evidence, const std::string& name) {
  const auto verdict = JudgeMasking(evidence);
  EXPECT_OK(verdict);
  for (const MaskingCheck& check : verdict->checks) {
    if (check.name == name) return check;
  }
  ADD_FAILURE() << "no check " << name;
  return {};
}

constexpr auto kOwn = AttackRecipe::OWN_LOSS;
constexpr auto kMargin = AttackRecipe::MARGIN;

TEST(MaskingVerdictTest, AnUndefendedModelPasses) {
  const AttackResult fgsm = Result("fgsm", kOwn, {{0.3, Correct(6)}, {2, Correct(9)}});
  const AttackResult own = Result("pgd", kOwn, {{0.3, Correct(1)}, {2, Correct(0)}});
  const AttackResult pgd = Result("pgd", kMargin, {{0.3, Correct(0)}, {2, Correct(0)}});
  const AttackResult square = Result("square", kMargin, {{0.3, Correct(20)}});
  const AttackResult suite = Suite({{0.3, Correct(0)}}, /*square=*/0);
  const auto verdict = JudgeMasking({.white_box = {&fgsm, &own, &pgd},
                                     .black_box = {&square},
                                     .num_classes = 10,
                                     .suites = {&suite},
                                     .scores_only = {"square"}});
  ASSERT_OK(verdict);
  EXPECT_EQ(verdict->checks.size(), 7);
  for (const MaskingCheck& check : verdict->checks) {
    EXPECT_EQ(check.reading, Reading::kPass) << check.name << ": " << check.detail;
    EXPECT_TRUE(check.number.has_value());
  }
  EXPECT_FALSE(verdict->warns());
}

TEST(MaskingVerdictTest, ZeroGradients) {
  AttackResult fgsm = Result("fgsm", kOwn, {{0.1, Correct(5)}});
  fgsm.set_zero_gradient_images(1);
  EXPECT_EQ(Check({{&fgsm}, {}, 10}, "zero gradients").reading, Reading::kPass);
  fgsm.set_zero_gradient_images(40);
  const MaskingCheck check = Check({{&fgsm}, {}, 10}, "zero gradients");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_EQ(check.number, 0.4);
  EXPECT_THAT(check.detail, HasSubstr("40 of 100 images have no gradient under fgsm"));
}

TEST(MaskingVerdictTest, OneStepStrongerThanMany) {
  const AttackResult fgsm = Result("fgsm", kOwn, {{0.1, Correct(30)}, {0.2, Correct(20)}});
  const AttackResult pgd = Result("pgd", kOwn, {{0.1, Correct(31)}, {0.2, Correct(25)}});
  const MaskingCheck check = Check({{&fgsm, &pgd}, {}, 10}, "one step");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.05, 1e-12);
  EXPECT_THAT(check.detail,
              HasSubstr("25.0 % under pgd, 20.0 % under fgsm, at epsilon 0.2 over 100 images"));
}

TEST(MaskingVerdictTest, OneStepIsComparedWithTheSameAimOnly) {
  const AttackResult fgsm = Result("fgsm", kOwn, {{0.1, Correct(20)}});
  const AttackResult margin = Result("pgd", kMargin, {{0.1, Correct(50)}});
  AttackResult targeted = Result("iterative", kOwn, {{0.1, Correct(60)}});
  targeted.mutable_recipe()->set_targeted(true);
  EXPECT_EQ(Check({{&fgsm, &margin, &targeted}, {}, 10}, "one step").reading,
            Reading::kNotMeasured);
}

TEST(MaskingVerdictTest, BlackBoxStrongerThanWhiteBox) {
  const AttackResult pgd = Result("pgd", kMargin, {{0.1, Correct(40)}});
  const AttackResult square = Result("square", kMargin, {{0.1, Correct(41)}});
  EXPECT_EQ(Check({{&pgd}, {&square}, 10}, "black box").reading, Reading::kPass);
  // Each of two alone is weaker, but they mislead different images.
  const AttackResult transfer = Result("transfer", kOwn, {{0.1, LastCorrect(70)}});
  const MaskingCheck check = Check({{&pgd}, {&square, &transfer}, 10}, "black box");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.40 - 0.11, 1e-12);
}

TEST(MaskingVerdictTest, HugeEpsilon) {
  const AttackResult small = Result("pgd", kMargin, {{0.3, Correct(40)}});
  EXPECT_EQ(Check({{&small}, {}, 10}, "huge epsilon").reading, Reading::kNotMeasured);
  const AttackResult huge = Result("pgd", kMargin, {{2, Correct(15)}});
  EXPECT_EQ(Check({{&small, &huge}, {}, 10}, "huge epsilon").reading, Reading::kPass);
  const MaskingCheck check = Check({{&small, &huge}, {}, 100}, "huge epsilon");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_EQ(check.number, 0.15);
  EXPECT_THAT(check.detail, HasSubstr("chance is 1.0 %"));
}

TEST(MaskingVerdictTest, LargestEpsilonIsTheWorstCaseBelowHuge) {
  const AttackResult pgd = Result("pgd", kMargin, {{0.1, Correct(60)}, {0.2, Correct(30)}});
  const AttackResult fgsm = Result("fgsm", kOwn, {{0.2, LastCorrect(80)}, {2, Correct(0)}});
  const MaskingCheck check = Check({{&pgd, &fgsm}, {}, 10}, "largest epsilon");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.1, 1e-12);
  EXPECT_THAT(check.detail, HasSubstr("worst case over 2 attacks up to epsilon 0.2"));
}

TEST(MaskingVerdictTest, WhatAModelKeepsThatHasLearnedLittleIsNotJudged) {
  const auto check = [](int correct) {
    const std::string clean = std::string(correct, '+') + std::string(100 - correct, '-');
    const AttackResult pgd = ResultOf("pgd", kMargin, clean, {{0.1, "++" + std::string(98, '-')}});
    return Check({{&pgd}, {}, 10}, "largest epsilon");
  };
  EXPECT_EQ(check(50).reading, Reading::kWarn);
  EXPECT_EQ(check(49).reading, Reading::kNotJudged);
  EXPECT_THAT(check(49).detail, HasSubstr("accuracy without attack is 49.0 %"));
}

TEST(MaskingVerdictTest, OwnLossAgainstTheSameSearchOnTheMargin) {
  const AttackResult own = Result("pgd", kOwn, {{0.1, Correct(39)}});
  const AttackResult margin = Result("pgd", kMargin, {{0.1, Correct(1)}});
  const MaskingCheck check = Check({{&own, &margin}, {}, 10}, "own loss");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.38, 1e-12);
  EXPECT_THAT(check.detail, HasSubstr("39.0 % under pgd on the own loss, 1.0 % under pgd on the "
                                      "margin, at epsilon 0.1"));
  AttackResult longer = margin;
  longer.mutable_recipe()->set_steps(100);
  EXPECT_EQ(Check({{&own, &longer}, {}, 10}, "own loss").reading, Reading::kNotMeasured);
  EXPECT_EQ(Check({{&margin}, {}, 10}, "own loss").reading, Reading::kNotMeasured);
}

// Neither loss hides what both searches miss.
TEST(MaskingVerdictTest, ASearchThatWasTooWeakIsNotTheLossesFault) {
  const AttackResult own = Result("pgd", kOwn, {{0.1, Correct(14)}});
  const AttackResult margin = Result("pgd", kMargin, {{0.1, Correct(16)}, {0.2, Correct(0)}});
  const AttackResult suite = Suite({{0.1, Correct(0)}, {0.2, Correct(0)}}, /*square=*/0);
  const MaskingEvidence evidence{{&own, &margin}, {}, 10, {&suite}, {"square"}};
  EXPECT_EQ(Check(evidence, "own loss").reading, Reading::kPass);
  const MaskingCheck check = Check(evidence, "search");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.14, 1e-12);
  EXPECT_THAT(check.detail, HasSubstr("at epsilon 0.1 over 100 images"));
  EXPECT_EQ(Check({{&own, &margin}, {}, 10}, "search").reading, Reading::kNotMeasured);
  const AttackResult weak = Suite({{0.1, Correct(13)}}, /*square=*/0);
  EXPECT_EQ(Check({{&own, &margin}, {}, 10, {&weak}, {"square"}}, "search").reading,
            Reading::kPass);
}

// What Square did within a suite is not the gradients' success.
TEST(MaskingVerdictTest, OfASuiteOnlyAttacksOnGradientsAreOnGradients) {
  const AttackResult pgd = Result("pgd", kMargin, {{0.1, Correct(40)}});
  const AttackResult square = Result("square", kMargin, {{0.1, Correct(5)}});
  const AttackResult apgd_won = Suite({{0.1, Correct(3)}}, /*square=*/0);
  EXPECT_EQ(Check({{&pgd}, {&square}, 10, {&apgd_won}, {"square"}}, "black box").reading,
            Reading::kPass);
  const AttackResult square_won = Suite({{0.1, Correct(3)}}, /*square=*/97);
  const MaskingCheck check = Check({{&pgd}, {&square}, 10, {&square_won}, {"square"}}, "black box");
  EXPECT_EQ(check.reading, Reading::kWarn);
  EXPECT_NEAR(*check.number, 0.35, 1e-12);
  // The worst case is over the whole suite.
  EXPECT_NEAR(*Check({{&pgd}, {&square}, 10, {&square_won}, {"square"}}, "largest epsilon").number,
              0.03, 1e-12);
}

TEST(MaskingVerdictTest, ComparesCommonImagesOnly) {
  const AttackResult pgd = Result("pgd", kMargin, {{0.1, Correct(40)}});
  // The first 10 images: 8 stay correct, where pgd leaves all 10.
  const AttackResult square =
      ResultOf("square", kMargin, std::string(10, '+'), {{0.1, "++++++++--"}});
  const MaskingCheck check = Check({{&pgd}, {&square}, 10}, "black box");
  EXPECT_NEAR(*check.number, 0.2, 1e-12);
  EXPECT_THAT(check.detail, HasSubstr("over 10 images"));
}

TEST(MaskingVerdictTest, ResultsThatDoNotBelongTogetherAreRefused) {
  const AttackResult pgd = Result("pgd", kMargin, {{0.1, Correct(40)}});
  AttackResult other = pgd;
  other.set_weights_sha256("1");
  EXPECT_THAT(JudgeMasking({{&pgd}, {&other}, 10}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "different weights"));
}

}  // namespace
}  // namespace labelrep
