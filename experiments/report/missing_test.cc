#include "experiments/report/missing.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: 0.1";
constexpr char kFgsmInBf16[] = "attack: 'fgsm' epsilons: 0.1 precision: BF16_AUTOCAST";
constexpr char kPgd[] = "attack: 'pgd' epsilons: 0.1";

RunResult Measured(const ReportSpec::Run& run) {
  RunResult result = MakeResult(run);
  result.mutable_test()->set_images(1000);
  return result;
}

TEST(MissingTest, MissingRunsOfOneReasonAreNamedTogether) {
  const std::vector<ReportSpec::Run> runs = {MakeSpeechRun(1), MakeSpeechRun(2), MakeSpeechRun(3),
                                             MakeSpeechRun(4)};
  const std::vector<RunResult> results = {MakeAbsentResult(runs[0]), Measured(runs[1]),
                                          MakeFailedResult(runs[2], "the loss is nan"),
                                          MakeAbsentResult(runs[3])};
  std::vector<RunOutcome> outcomes(runs.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    outcomes[i].spec = &runs[i];
    outcomes[i].result = &results[i];
  }
  EXPECT_THAT(MissingRuns(outcomes), ElementsAre("2 runs, not recorded: speech_s1, speech_s4",
                                                 "speech_s3: the loss is nan"));
  EXPECT_THAT(MissingRuns(outcomes, /*by_seed=*/true),
              ElementsAre("seeds 1, 4: not recorded", "seed 3: the loss is nan"));
  EXPECT_TRUE(outcomes[0].IsAbsent());
  EXPECT_FALSE(outcomes[1].IsAbsent());
  EXPECT_FALSE(outcomes[2].IsAbsent());
}

TEST(MissingTest, WhatIsMissingIsNamedWithReasonAndRuns) {
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
  const ReportRuns runs = attacks.Runs();
  const auto any = [](const ReportAttack&, const RunOutcome&) { return true; };
  EXPECT_THAT(MissingAttacks(runs.outcomes, any),
              ElementsAre("fgsm, pgd (not recorded) on resnet8_category_p100_s7",
                          "fgsm (not recorded) on resnet8_composite_p100_s7",
                          "pgd (the weights are NaN) on resnet8_composite_p100_s7",
                          "all 2 attacks (not recorded) on resnet8_speech_p100_s7"));
  const auto pgd = [](const ReportAttack& attack, const RunOutcome&) {
    return attack.name == "pgd";
  };
  EXPECT_THAT(MissingAttacks(runs.outcomes, pgd),
              ElementsAre("pgd (not recorded) on resnet8_category_p100_s7, resnet8_speech_p100_s7",
                          "pgd (the weights are NaN) on resnet8_composite_p100_s7"));
}

TEST(MissingTest, AttacksInAnotherNormSaySo) {
  TestReport attacks("fig3_robustness");
  Catalogue::Named& entry = *attacks.spec.mutable_catalogue()->add_attacks();
  entry.set_name("mine");
  entry.set_norm("L2");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAbsentAttack("attack: 'mine' epsilons: 0.1");
  EXPECT_THAT(MissingAttacks(attacks.Runs().outcomes,
                             [](const ReportAttack&, const RunOutcome&) { return true; }),
              ElementsAre("mine (epsilon in L2) (not recorded) on resnet8_category_p100_s7"));
}

}  // namespace
}  // namespace labelrep
