#include "experiments/report/runs.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: 0.1";
constexpr char kPgd[] = "attack: 'pgd' epsilons: 0.1";

// A report of runs of other data sets than TestReport::AddRun's.
void Add(const std::string& dataset, const std::string& encoder, const std::string& kind,
         TestReport& report) {
  *report.spec.add_runs() = MakeRun(dataset, encoder, kind, 7);
  report.inputs.runs.push_back(MakeResult(*report.spec.runs().rbegin()));
}

std::vector<std::string> ModelTitles(const TestReport& report) {
  std::vector<std::string> titles;
  for (const ComparedModels& models : report.Runs().models) titles.push_back(models.title);
  return titles;
}

// Of one run with these results.
absl::Status Check(const ReportSpec::Run& run, const RunResult& result) {
  TestReport report("fig");
  *report.spec.add_runs() = run;
  report.inputs.runs.push_back(result);
  return FindRuns(report.spec, report.inputs).status();
}

RunResult Measured(const ReportSpec::Run& run) {
  RunResult result = MakeResult(run);
  result.mutable_test()->set_images(1000);
  return result;
}

TEST(RunsTest, KindsComeInTheCataloguesOrder) {
  TestReport report("fig");
  for (const char* kind : {"mine", "lowdim", "speech", "category"}) {
    Add("shapes10", "resnet8", kind, report);
  }
  const ReportRuns runs = report.Runs();
  std::vector<std::string> titles;
  for (const auto& kind : runs.kinds) titles.push_back(kind.title());
  EXPECT_THAT(titles, ElementsAre("Category", "Speech", "Low-dim", "mine"));
  EXPECT_EQ(runs.kinds[3].name(), "mine");
  EXPECT_EQ(runs.outcomes[0].kind, 3);
}

TEST(RunsTest, AVariantIsAKindOfItsOwnBehindIts) {
  TestReport report("fig");
  report.AddRun("resnet8", "speech", 100, 7, 0.5);
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.SetVariant("rate", "rate 0.01");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.AddRun("resnet8", "random", 100, 7, 0.5);
  report.SetVariant("rate", "rate 0.01");
  const ReportRuns runs = report.Runs();
  std::vector<std::string> titles;
  for (const auto& kind : runs.kinds) titles.push_back(kind.title());
  EXPECT_THAT(titles, ElementsAre("Category", "Category with rate 0.01", "Speech",
                                  "Random with rate 0.01"));
  EXPECT_THAT(runs.variants, ElementsAre("", "rate", "", "rate"));
  EXPECT_EQ(runs.FindKind("category", ""), 0);
  EXPECT_EQ(runs.FindKind("category", "rate"), 1);
  EXPECT_EQ(runs.FindKind("random", ""), std::nullopt);
  std::vector<int> kinds;
  for (const RunOutcome& outcome : runs.outcomes) kinds.push_back(outcome.kind);
  EXPECT_THAT(kinds, ElementsAre(2, 1, 0, 3));
  EXPECT_EQ(runs.kinds[1].decisions_size(), runs.kinds[0].decisions_size());
  EXPECT_EQ(GroupSeeds(runs).size(), 4);
}

TEST(RunsTest, AVariantNeedsNameAndTitle) {
  TestReport report("fig");
  report.AddRun("resnet8", "speech", 100, 7, 0.5);
  report.SetVariant("", "rate 0.01");
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "variant: name \"\", title \"rate 0.01\", expected both"));
}

TEST(RunsTest, TransferredAttacksBesideVariantsAreRefused) {
  TestReport report("table_transfer");
  report.AddRun("resnet8", "category", 100, 7, 0.8);
  report.SetVariant("rate", "rate 0.01");
  report.AddRun("resnet8", "speech", 100, 7, 0.8);
  AttackResult& attack = report.AddAttack(kFgsm, 0, {1});
  EXPECT_OK(FindRuns(report.spec, report.inputs).status());
  *attack.mutable_transferred_from() = report.inputs.runs[0].recipe();
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "run resnet8_category_p100_s7_rate is of variant \"rate\""));
}

TEST(RunsTest, ModelsNameTheDataSetOnlyWhereThereAreSeveral) {
  TestReport report("fig");
  Add("shapes10", "vgg_slim", "speech", report);
  Add("shapes10", "resnet8", "speech", report);
  Add("shapes10", "resnet8", "category", report);
  EXPECT_THAT(ModelTitles(report), ElementsAre("VGG-slim", "ResNet-8"));
  Add("shapes100", "resnet8", "speech", report);
  EXPECT_THAT(ModelTitles(report),
              ElementsAre("Shapes-10, VGG-slim", "Shapes-10, ResNet-8", "Shapes-100, ResNet-8"));
  const ReportRuns runs = report.Runs();
  EXPECT_EQ(runs.outcomes[1].models, 1);
  EXPECT_EQ(runs.outcomes[3].models, 2);
  const std::vector<RunOutcome> found = runs.Of(1, runs.outcomes[2].kind);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].spec, runs.outcomes[2].spec);
}

TEST(RunsTest, ModelsComeInTheCataloguesOrder) {
  TestReport report("fig");
  for (const char* encoder : {"mine", "resnet110", "resnet32", "vgg19"}) {
    for (const char* dataset : {"cifar100", "cifar10"}) Add(dataset, encoder, "speech", report);
  }
  EXPECT_THAT(ModelTitles(report),
              ElementsAre("CIFAR-10, VGG19", "CIFAR-10, ResNet-32", "CIFAR-10, ResNet-110",
                          "CIFAR-10, mine", "CIFAR-100, VGG19", "CIFAR-100, ResNet-32",
                          "CIFAR-100, ResNet-110", "CIFAR-100, mine"));
}

TEST(RunsTest, GroupsOfSeedsDifferInModelsFractionAndKind) {
  TestReport report("fig4_datafrac");
  for (const char* encoder : {"resnet8", "resnet14"}) {
    for (const char* kind : {"speech", "category"}) {
      for (double percent : {20, 5}) {
        for (int seed : {7, 8}) report.AddRun(encoder, kind, percent, seed, 0.5);
      }
    }
  }
  const ReportRuns runs = report.Runs();
  const std::vector<SeedGroup> groups = GroupSeeds(runs);
  ASSERT_EQ(groups.size(), 8);
  EXPECT_EQ(runs.kinds[groups[0].kind].name(), "category");
  EXPECT_EQ(runs.kinds[groups[1].kind].name(), "speech");
  EXPECT_EQ(groups[1].percent, 5);
  EXPECT_EQ(groups[2].percent, 20);
  EXPECT_EQ(runs.models[groups[4].models].title, "ResNet-14");
  EXPECT_EQ(groups[4].seeds.size(), 2);
  EXPECT_TRUE(HasSeveralFractions(groups));
}

TEST(RunsTest, ARunWithoutAResultIsInItsGroup) {
  TestReport report("fig4_datafrac");
  report.AddRun("resnet8", "speech", 5, 7, 0.25).Clear();
  const ReportRuns runs = report.Runs();
  const std::vector<SeedGroup> groups = GroupSeeds(runs);
  ASSERT_EQ(groups.size(), 1);
  EXPECT_EQ(groups[0].percent, 5);
  EXPECT_EQ(groups[0].seeds.size(), 1);
  EXPECT_FALSE(HasSeveralFractions(groups));
}

TEST(RunsTest, KindsOfOneEncoderStandTogether) {
  TestReport report("table");
  report.AddRun("resnet8", "category", 100, 7, 0.8);
  report.AddRun("resnet14", "category", 100, 7, 0.8);
  report.AddRun("resnet8", "speech", 100, 7, 0.8);
  const ReportRuns runs = report.Runs();
  const std::vector<KindGroup> groups = GroupKinds(runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8");
  EXPECT_THAT(groups[0].by_kind, ElementsAre(&runs.outcomes[0], &runs.outcomes[2]));
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-14");
  EXPECT_THAT(groups[1].by_kind, ElementsAre(&runs.outcomes[1], nullptr));
}

TEST(RunsTest, KindsOfSeveralSeedsStandApart) {
  TestReport report("table");
  report.AddRun("resnet8", "category", 100, 8, 0.8);
  report.AddRun("resnet8", "category", 100, 7, 0.8);
  const ReportRuns runs = report.Runs();
  const std::vector<KindGroup> groups = GroupKinds(runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8, seed 7");
  EXPECT_THAT(groups[0].by_kind, ElementsAre(&runs.outcomes[1]));
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-8, seed 8");
  EXPECT_THAT(groups[1].by_kind, ElementsAre(&runs.outcomes[0]));
}

TEST(RunsTest, KindsOfSeveralFractionsStandApart) {
  TestReport report("table");
  report.AddRun("resnet8", "speech", 8, 7, 0.8);
  report.AddRun("resnet8", "category", 2, 7, 0.8);
  const ReportRuns runs = report.Runs();
  const std::vector<KindGroup> groups = GroupKinds(runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8, 2 %");
  EXPECT_THAT(groups[0].by_kind, ElementsAre(&runs.outcomes[1], nullptr));
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-8, 8 %");
  EXPECT_THAT(groups[1].by_kind, ElementsAre(nullptr, &runs.outcomes[0]));
}

TEST(RunsTest, EachRunHasItsOwnMeasurements) {
  TestReport report("fig3_robustness");
  report.AddRun("resnet8", "category", 100, 7, 0.8);
  report.AddAttack(kFgsm, 0, {1});
  report.AddAttack(kPgd, 0, {1});
  report.AddRun("resnet8", "speech", 100, 7, 0.8);
  report.AddAttack(kPgd, 0, {2});
  report.spec.add_measurements()->set_run("resnet8_speech_p100_s7");
  const ReportRuns runs = report.Runs();
  ASSERT_EQ(runs.outcomes.size(), 2);
  EXPECT_EQ(runs.outcomes[0].attacks.size(), 2);
  ASSERT_EQ(runs.outcomes[1].attacks.size(), 1);
  EXPECT_EQ(runs.outcomes[1].attacks[0].name, "pgd");
  EXPECT_TRUE(runs.outcomes[0].measurements.empty());
  EXPECT_THAT(runs.outcomes[1].measurements, ElementsAre(&report.spec.measurements(0)));
  report.spec.add_measurements()->set_run("another");
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "\"another\" is none of the runs"));
}

TEST(RunsTest, AttacksOfAnotherTrainingAreRefused) {
  TestReport report("fig3_robustness");
  report.AddRun("resnet8", "speech", 100, 7, 0.8);
  report.AddAttack(kFgsm, 0, {1});
  report.inputs.attacks[0].mutable_model()->set_seed(8);
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "resnet8_speech_p100_s7.pb: model.seed: found \"8\", expected \"7\""));
  report.inputs.attacks[0].mutable_model()->set_seed(7);
  EXPECT_OK(FindRuns(report.spec, report.inputs).status());
  report.inputs.runs[0].set_weights_sha256("of another training");
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "weights_sha256: found \"resnet8_speech_p100_s7\", expected \"of another"));
}

TEST(RunsTest, DataOrLabelsThatDifferUnderOneNameAreRefused) {
  TestReport report("table1");
  for (const int seed : {7, 8}) report.AddRun("resnet8", "speech", 100, seed, 0.8);
  report.AddRun("resnet8", "category", 100, 7, 0.8);
  for (ReportSpec::Run& run : *report.spec.mutable_runs()) run.set_result(run.name() + ".pb");
  for (RunResult& run : report.inputs.runs) {
    run.set_train_data_sha256("images");
    run.set_test_data_sha256("test images");
    run.set_labels_sha256(run.recipe().label().kind());
  }
  EXPECT_OK(FindRuns(report.spec, report.inputs).status());
  report.inputs.runs[1].set_labels_sha256("other");
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "resnet8_speech_p100_s8.pb: labels_sha256: found other, but speech in "
                       "resnet8_speech_p100_s7.pb"));
  report.inputs.runs[1].set_labels_sha256("speech");
  report.inputs.runs[2].set_train_data_sha256("rendered images");
  EXPECT_THAT(FindRuns(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "resnet8_category_p100_s7.pb: train_data_sha256: found rendered images"));
  // What was not measured has none.
  report.inputs.runs[2].clear_train_data_sha256();
  EXPECT_OK(FindRuns(report.spec, report.inputs).status());
}

TEST(RunsTest, RefusesNoRunsAndAnotherRunsResult) {
  ReportSpec none;
  none.set_name("fig");
  EXPECT_THAT(FindRuns(none, {}), StatusIs(absl::StatusCode::kInvalidArgument, "fig: no runs"));
  const ReportSpec::Run run = MakeSpeechRun(1);
  const RunResult good = Measured(run);
  EXPECT_OK(Check(run, good));
  EXPECT_THAT(
      Check(run, Measured(MakeSpeechRun(2))),
      StatusIs(absl::StatusCode::kFailedPrecondition,
               "run.pb: recipe.seed: '2', expected '1' as the table says of run speech_s1"));
  RunResult other_encoder = good;
  other_encoder.mutable_recipe()->set_encoder("vgg19");
  EXPECT_THAT(Check(run, other_encoder),
              StatusIs(absl::StatusCode::kFailedPrecondition, "recipe.encoder: 'vgg19'"));
  RunResult other_label = good;
  other_label.mutable_recipe()->mutable_label()->set_kind("shuffle");
  EXPECT_THAT(Check(run, other_label),
              StatusIs(absl::StatusCode::kFailedPrecondition, "recipe.label.kind: 'shuffle'"));
  RunResult other_fraction = good;
  other_fraction.mutable_recipe()->set_train_fraction_percent(2);
  EXPECT_THAT(Check(run, other_fraction),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "recipe.train_fraction_percent: '2', expected '100'"));
  RunResult no_images = good;
  no_images.mutable_test()->clear_images();
  EXPECT_THAT(Check(run, no_images),
              StatusIs(absl::StatusCode::kFailedPrecondition, "test.images: 0"));
}

TEST(RunsTest, OnlyAMeasurementNeedsARecipe) {
  const ReportSpec::Run run = MakeSpeechRun(1);
  EXPECT_OK(Check(run, RunResult()));
  RunResult failed = MakeFailedResult(run, "the loss is nan");
  failed.clear_recipe();
  EXPECT_OK(Check(run, failed));
  RunResult measured = Measured(run);
  measured.clear_recipe();
  EXPECT_THAT(Check(run, measured),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "run.pb: recipe: none, expected that of run speech_s1"));
}

}  // namespace
}  // namespace labelrep
