#include "experiments/report/compared_runs.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

// Runs and their results, of which the outcomes are.
struct Runs {
  ReportSpec spec;
  std::vector<RunResult> results;

  void Add(const std::string& dataset, const std::string& encoder, const std::string& kind) {
    *spec.add_runs() = MakeRun(dataset, encoder, kind, 7);
    results.push_back(MakeResult(*spec.runs().rbegin()));
  }

  std::vector<RunOutcome> Outcomes() const {
    const auto outcomes = CheckedOutcomes(spec, results);
    EXPECT_OK(outcomes);
    return *outcomes;
  }
};

std::vector<std::string> Titles(const std::vector<ComparedModels>& groups) {
  std::vector<std::string> titles;
  for (const ComparedModels& models : groups) titles.push_back(models.title);
  return titles;
}

TEST(ComparedRunsTest, KindsComeInTheCataloguesOrder) {
  Runs runs;
  for (const char* kind : {"mine", "lowdim", "speech", "category"}) {
    runs.Add("shapes10", "resnet8", kind);
  }
  EXPECT_THAT(LabelKinds(TestCatalogue(), runs.Outcomes()),
              ElementsAre("category", "speech", "lowdim", "mine"));
}

TEST(ComparedRunsTest, ModelsNameTheDataSetOnlyWhereThereAreSeveral) {
  Runs runs;
  runs.Add("shapes10", "vgg_slim", "speech");
  runs.Add("shapes10", "resnet8", "speech");
  runs.Add("shapes10", "resnet8", "category");
  EXPECT_THAT(Titles(ModelsOf(TestCatalogue(), runs.Outcomes())),
              ElementsAre("VGG-slim", "ResNet-8"));
  runs.Add("shapes100", "resnet8", "speech");
  const std::vector<ComparedModels> models = ModelsOf(TestCatalogue(), runs.Outcomes());
  EXPECT_THAT(Titles(models),
              ElementsAre("Shapes-10, VGG-slim", "Shapes-10, ResNet-8", "Shapes-100, ResNet-8"));
  EXPECT_TRUE(models[1].Include(runs.spec.runs(1)));
  EXPECT_FALSE(models[1].Include(runs.spec.runs(3)));
}

TEST(ComparedRunsTest, ModelsComeInTheCataloguesOrder) {
  Runs runs;
  for (const char* encoder : {"mine", "resnet110", "resnet32", "vgg19"}) {
    for (const char* dataset : {"cifar100", "cifar10"}) runs.Add(dataset, encoder, "speech");
  }
  EXPECT_THAT(Titles(ModelsOf(TestCatalogue(), runs.Outcomes())),
              ElementsAre("CIFAR-10, VGG19", "CIFAR-10, ResNet-32", "CIFAR-10, ResNet-110",
                          "CIFAR-10, mine", "CIFAR-100, VGG19", "CIFAR-100, ResNet-32",
                          "CIFAR-100, ResNet-110", "CIFAR-100, mine"));
}

TEST(ComparedRunsTest, RunsOfOtherImagesDifferInMoreThanTheLabel) {
  const ReportSpec::Run speech = MakeRun("shapes10", "resnet8", "speech", 7);
  ReportSpec::Run other = MakeRun("shapes10", "resnet8", "category", 7);
  EXPECT_TRUE(DifferInLabelOnly(speech, other));
  other.set_train_fraction_percent(8);
  EXPECT_FALSE(DifferInLabelOnly(speech, other));
  EXPECT_FALSE(DifferInLabelOnly(speech, MakeRun("shapes10", "resnet8", "category", 8)));
  EXPECT_FALSE(DifferInLabelOnly(speech, MakeRun("shapes100", "resnet8", "speech", 7)));
  EXPECT_FALSE(DifferInLabelOnly(speech, MakeRun("shapes10", "resnet14", "speech", 7)));
}

TEST(ComparedRunsTest, RefusesNoRunsAndResultsOfOthers) {
  ReportSpec none;
  none.set_name("fig");
  EXPECT_THAT(CheckedOutcomes(none, {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "fig: no runs"));
  Runs runs;
  runs.Add("shapes10", "resnet8", "category");
  runs.results[0].mutable_recipe()->set_encoder("vgg19");
  EXPECT_THAT(CheckedOutcomes(runs.spec, runs.results),
              StatusIs(absl::StatusCode::kFailedPrecondition, "recipe.encoder: 'vgg19'"));
}

}  // namespace
}  // namespace labelrep
