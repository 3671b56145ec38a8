#include "experiments/report/attacked_runs.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: 0.1";
constexpr char kFgsmInBf16[] = "attack: 'fgsm' epsilons: 0.1 precision: BF16_AUTOCAST";
constexpr char kPgd[] = "attack: 'pgd' epsilons: 0.1";

absl::StatusOr<std::vector<AttackedRun>> Group(const TestReport& attacks) {
  return GroupAttacks(attacks.spec, attacks.inputs);
}

TEST(AttackedRunsTest, EachRunHasItsOwnAttacks) {
  TestReport attacks("fig3_robustness");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 0, {1});
  attacks.AddAttack(kFgsmInBf16, 0, {1});
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack(kPgd, 0, {2});
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  ASSERT_EQ(runs.size(), 2);
  ASSERT_EQ(runs[0].attacks.size(), 2);
  ASSERT_EQ(runs[1].attacks.size(), 1);
  EXPECT_EQ(runs[1].attacks[0].name, "pgd");
}

TEST(AttackedRunsTest, FindsAnAttackInAnotherVariantOrPrecisionOnOtherImages) {
  TestReport attacks("fig3_robustness");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 0, {1});
  attacks.AddAttack(kFgsmInBf16, 0, {1});
  attacks.AddAttack("attack: 'fgsm' epsilons: 0.1 variant: RELEASE images: 5", 0, {1});
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  const NamedAttack* fgsm = &runs[0].attacks[0];
  const NamedAttack* in_bf16 = &runs[0].attacks[1];
  const NamedAttack* release = &runs[0].attacks[2];
  EXPECT_EQ(InPrecision(Recipe::BF16_AUTOCAST, *fgsm, runs[0]), in_bf16);
  EXPECT_EQ(InPrecision(Recipe::FP32, *in_bf16, runs[0]), fgsm);
  EXPECT_EQ(InPrecision(Recipe::BF16_AUTOCAST, *in_bf16, runs[0]), nullptr);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *fgsm, runs[0]), release);
  EXPECT_EQ(InVariant(AttackRecipe::PAPER, *release, runs[0]), fgsm);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *release, runs[0]), nullptr);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *in_bf16, runs[0]), nullptr);
}

TEST(AttackedRunsTest, AttacksOfAnotherTrainingAreRefused) {
  TestReport attacks("fig3_robustness");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 0, {1});
  attacks.inputs.attacks[0].mutable_model()->set_seed(8);
  EXPECT_THAT(Group(attacks), StatusIs(absl::StatusCode::kFailedPrecondition,
                                       "resnet8_speech_p100_s7.pb: model.seed: found \"8\", "
                                       "expected \"7\""));
  attacks.inputs.attacks[0].mutable_model()->set_seed(7);
  EXPECT_OK(Group(attacks).status());
  attacks.inputs.runs[0].set_weights_sha256("of another training");
  EXPECT_THAT(Group(attacks),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "weights_sha256: found \"resnet8_speech_p100_s7\", expected \"of another"));
}

TEST(AttackedRunsTest, WhatIsMissingIsNamedWithReasonAndRuns) {
  TestReport attacks("fig3_robustness");
  for (const char* kind : {"category", "composite"}) {
    attacks.AddRun("resnet8", kind, 100, 7, 0.8);
    attacks.AddAttack(kFgsm, 0, {1});
    attacks.AddAbsentAttack(kFgsmInBf16);
    attacks.AddAbsentAttack(kPgd);
  }
  attacks.inputs.attacks.back().mutable_failure()->set_message("the weights are NaN");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAbsentAttack(kFgsm);
  attacks.AddAbsentAttack(kPgd);
  attacks.AddFailedRun("resnet8", "shuffle", 100, 7);
  attacks.AddAbsentAttack(kFgsm);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  const auto any = [](const NamedAttack&, const AttackedRun&) { return true; };
  EXPECT_THAT(MissingAttacks(runs, any),
              ElementsAre("fgsm, pgd (not recorded) on resnet8_category_p100_s7",
                          "fgsm (not recorded) on resnet8_composite_p100_s7",
                          "pgd (the weights are NaN) on resnet8_composite_p100_s7",
                          "all 2 attacks (not recorded) on resnet8_speech_p100_s7"));
  const auto pgd = [](const NamedAttack& attack, const AttackedRun&) {
    return attack.name == "pgd";
  };
  EXPECT_THAT(MissingAttacks(runs, pgd),
              ElementsAre("pgd (not recorded) on resnet8_category_p100_s7, resnet8_speech_p100_s7",
                          "pgd (the weights are NaN) on resnet8_composite_p100_s7"));
}

}  // namespace
}  // namespace labelrep
