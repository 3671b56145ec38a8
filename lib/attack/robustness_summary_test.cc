#include "lib/attack/robustness_summary.h"

#include "gtest/gtest.h"
#include "lib/attack/attack_result_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

AttackResult Result(const std::string& attack, const std::string& clean,
                    const std::map<double, std::string>& attacked) {
  return ResultOf(attack, AttackRecipe::OWN_LOSS, clean, attacked);
}

TEST(RobustnessSummaryTest, CountsByEpsilon) {
  const AttackResult result = Result("fgsm", "+++-", {{0.1, "++--"}, {0.3, "+---"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, Summarize(result));
  ASSERT_EQ(summary.curve.size(), 3);
  EXPECT_EQ(summary.curve[0].epsilon, 0);
  EXPECT_EQ(summary.curve[0].Accuracy(), 0.75);
  EXPECT_EQ(summary.curve[0].AccuracyOfCorrect(), 1);
  EXPECT_EQ(summary.curve[0].attacks, 0);
  EXPECT_EQ(summary.curve[1].Accuracy(), 0.5);
  EXPECT_DOUBLE_EQ(summary.curve[1].AccuracyOfCorrect(), 2.0 / 3);
  EXPECT_EQ(summary.curve[1].attacks, 1);
  EXPECT_EQ(summary.curve[2].Accuracy(), 0.25);
  // (0.1 * (0.75 + 0.5) / 2 + 0.2 * (0.5 + 0.25) / 2) / 0.3
  EXPECT_DOUBLE_EQ(summary.AreaUnderCurve(), (0.0625 + 0.075) / 0.3);
  EXPECT_EQ(summary.AccuracyAt(0), 0.75);
  EXPECT_EQ(summary.AccuracyAt(0.3), 0.25);
  EXPECT_EQ(summary.AccuracyAt(0.2), std::nullopt);
}

TEST(RobustnessSummaryTest, CountsTheFirstImagesOnRequest) {
  const AttackResult result = Result("fgsm", "+++-", {{0.1, "++--"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, Summarize(result, 2));
  EXPECT_EQ(summary.curve[0].images, 2);
  EXPECT_EQ(summary.curve[1].images, 2);
  EXPECT_EQ(summary.curve[1].Accuracy(), 1);
}

TEST(RobustnessSummaryTest, AnAttackThatNeverMisleadsHasTheCleanArea) {
  const AttackResult result = Result("fgsm", "++--", {{0.2, "++--"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, Summarize(result));
  EXPECT_DOUBLE_EQ(summary.AreaUnderCurve(), 0.5);
}

TEST(RobustnessSummaryTest, NoCorrectImageIsNoAccuracy) {
  const AttackResult result = Result("fgsm", "--", {{0.2, "--"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, Summarize(result));
  EXPECT_EQ(summary.curve[1].AccuracyOfCorrect(), 0);
  EXPECT_EQ(summary.AreaUnderCurve(), 0);
}

TEST(WorstCaseTest, AnImageWithstandsEveryAttackOrIsWrong) {
  const AttackResult fgsm = Result("fgsm", "++++", {{0.1, "++--"}});
  const AttackResult pgd = Result("pgd", "++++", {{0.1, "+-+-"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, WorstCase({&fgsm, &pgd}));
  ASSERT_EQ(summary.curve.size(), 2);
  EXPECT_EQ(summary.curve[0].correct, 4);
  EXPECT_EQ(summary.curve[1].correct, 1);
  EXPECT_EQ(summary.curve[1].attacks, 2);
}

TEST(WorstCaseTest, AnImageThatIsLostStaysLost) {
  const AttackResult fgsm = Result("fgsm", "+++++", {{0.1, "+++-+"}, {0.3, "+++++"}});
  const AttackResult pgd = Result("pgd", "+++", {{0.2, "-++"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, WorstCase({&fgsm, &pgd}));
  ASSERT_EQ(summary.curve.size(), 4);
  EXPECT_EQ(summary.curve[0].images, 3);
  EXPECT_EQ(summary.curve[1].images, 5);
  EXPECT_EQ(summary.curve[1].attacks, 1);
  EXPECT_EQ(summary.curve[1].correct, 4);
  // PGD's images only.
  for (int i = 2; i < 4; ++i) {
    EXPECT_EQ(summary.curve[i].images, 3);
    EXPECT_EQ(summary.curve[i].attacks, 2);
    EXPECT_EQ(summary.curve[i].correct, 2);
  }
}

TEST(WorstCaseTest, AtExactlyOneEpsilonOthersDoNotCount) {
  const AttackResult fgsm = Result("fgsm", "+++", {{0.1, "---"}, {0.2, "+-+"}});
  const AttackResult pgd = Result("pgd", "++", {{0.2, "++"}, {0.3, "--"}});
  const AccuracyAtEpsilon found = WorstCaseAtExactly({&fgsm, &pgd}, 0.2);
  EXPECT_EQ(found.images, 2);
  EXPECT_EQ(found.attacks, 2);
  EXPECT_EQ(found.correct, 1);
  EXPECT_EQ(WorstCaseAtExactly({&fgsm, &pgd}, 0.1, 1).images, 1);
  EXPECT_EQ(WorstCaseAtExactly({&fgsm, &pgd}, 0.4).images, 0);
}

TEST(RobustnessSummaryTest, OneAttackMayRiseAgain) {
  const AttackResult result = Result("fgsm", "++", {{0.1, "--"}, {0.2, "+-"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, Summarize(result));
  EXPECT_EQ(summary.curve[2].correct, 1);
}

TEST(WorstCaseTest, CleanDecisionsMustBeRightInAllResults) {
  // In two precisions a clean decision may differ.
  const AttackResult one = Result("fgsm", "+-", {{0.1, "+-"}});
  const AttackResult two = Result("pgd", "-+", {{0.1, "-+"}});
  LABELREP_ASSERT_OK_AND_ASSIGN(const RobustnessSummary summary, WorstCase({&one, &two}));
  EXPECT_EQ(summary.curve[0].correct, 0);
  EXPECT_EQ(summary.curve[1].initially_correct, 0);
}

TEST(WorstCaseTest, WhatDoesNotBelongTogetherIsRefused) {
  const AttackResult good = Result("fgsm", "++", {{0.1, "++"}});
  AttackResult other_weights = good;
  other_weights.set_weights_sha256("1");
  EXPECT_THAT(WorstCase({&good, &other_weights}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "different weights"));
  AttackResult by_length = good;
  by_length.set_norm(AttackResult::L2);
  EXPECT_THAT(WorstCase({&good, &by_length}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "different norms"));
  AttackResult other_data = good;
  other_data.set_test_data_sha256("1");
  EXPECT_THAT(WorstCase({&good, &other_data}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "different test images"));
  AttackResult other_classes = good;
  other_classes.set_classes(1, 1);
  EXPECT_THAT(WorstCase({&good, &other_classes}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "different test images"));
  EXPECT_THAT(WorstCase({}).status(), StatusIs(absl::StatusCode::kInvalidArgument, "no results"));
}

TEST(RobustnessSummaryTest, BadResultsAreRefused) {
  AttackResult failed = Result("fgsm", "++", {{0.1, "++"}});
  failed.mutable_failure()->set_message("it broke");
  EXPECT_THAT(Summarize(failed).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "no measurement: it broke"));
  EXPECT_THAT(Summarize(Result("fgsm", "++", {{0.1, "+"}})).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "found 1 decisions at epsilon 0.1"));
  AttackResult missing = Result("fgsm", "++", {});
  missing.mutable_clean_decisions()->RemoveLast();
  EXPECT_THAT(Summarize(missing).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "found 2 classes and 1 clean"));
  AttackResult falling = Result("fgsm", "++", {{0.1, "++"}, {0.2, "++"}});
  falling.mutable_epsilons(1)->set_epsilon(0.1);
  EXPECT_THAT(Summarize(falling).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "found epsilon 0.1, expected more"));
}

}  // namespace
}  // namespace labelrep
