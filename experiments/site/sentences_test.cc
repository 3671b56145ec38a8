#include "experiments/site/sentences.h"

#include "experiments/site/site_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::vector<std::string> Names(const Sentence& sentence) {
  std::vector<std::string> names;
  for (const SiteRun* run : sentence.runs) names.push_back(run->name());
  return names;
}

// The tables are those that the forms make, so that a heading that is called otherwise is noticed.
void AddTableOf(const std::string& form, const std::string& name, TestReport results,
                TestSite& site) {
  results.spec.set_form(form);
  const absl::StatusOr<Table> table = MakeTable(results.spec, results.inputs);
  ASSERT_OK(table);
  site.AddTable(name, *table);
}

void AddFigureOf(const std::string& form, const std::string& name, TestReport results,
                 TestSite& site) {
  results.spec.set_form(form);
  const absl::StatusOr<Figure> figure = MakeFigure(results.spec, results.inputs);
  ASSERT_OK(figure);
  site.AddFigure(name, *figure);
}

TEST(SentencesTest, AccuracyHasItsInterval) {
  TestReport results("accuracy_table");
  results.AddRun("resnet8", "category", 100, 7, 0.886);
  results.AddRun("resnet8", "speech", 100, 7, 0.831);
  TestSite site(results);
  AddTableOf("accuracy_table", "table1", results, site);
  const Sentence sentence = FiveSentences(site.Inputs())[0];
  // statsmodels 0.15.0: confint_proportions_2indep(831, 1000, 886, 1000, method="newcomb").
  EXPECT_THAT(sentence.text,
              AllOf(HasSubstr("Shapes-10 with ResNet-8"), HasSubstr("Speech labels have 83.10 %"),
                    HasSubstr("Category has 88.60 %"), HasSubstr("-5.50 points [-8.55, -2.45;")));
  EXPECT_EQ(sentence.report, "table1");
  EXPECT_THAT(Names(sentence),
              ::testing::ElementsAre("resnet8_category_p100_s7", "resnet8_speech_p100_s7"));
}

TEST(SentencesTest, TheSmallestFractionHasItsPairs) {
  TestReport results("fraction_figure");
  results.spec.set_baseline("category");
  for (const double percent : {20, 5}) {
    for (const int seed : {7, 8, 9}) {
      results.AddRun("resnet8", "category", percent, seed, 0.4 + 0.01 * (seed - 8));
      results.AddRun("resnet8", "speech", percent, seed, percent == 5 ? 0.5 : 0.1);
    }
  }
  TestSite site(results);
  AddFigureOf("fraction_figure", "fig4_datafrac", results, site);
  const Sentence sentence = FiveSentences(site.Inputs())[1];
  // Differences of 11, 10 and 9 points: 10 +- 4.302653 * 1 / sqrt(3), and t = 10 sqrt(3), whose p
  // is scipy.stats.t.sf(17.3205, 2) * 2 = 0.00332.
  EXPECT_THAT(sentence.text,
              AllOf(HasSubstr("With 5 % of the training images (Shapes-10 with ResNet-8)"),
                    HasSubstr("Speech has 50.00 ± 0.00 %"), HasSubstr("over 3 seeds"),
                    HasSubstr("+10.00 [+7.52, +12.48] points"), HasSubstr("Holm's p 0.0033")));
  EXPECT_THAT(sentence.runs, SizeIs(6));
  for (const SiteRun* run : sentence.runs) {
    EXPECT_EQ(run->outcome.spec->train_fraction_percent(), 5) << run->name();
  }
}

TEST(SentencesTest, AttacksAreAtTheMiddleEpsilon) {
  TestReport results("overview_table");
  constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";
  constexpr char kPgd[] = "attack: 'pgd' objective: MARGIN epsilons: 0.1";
  results.AddRun("resnet8", "category", 100, 7, 0.8);
  results.AddAttack(kFgsm, 2, {5, 8});
  results.AddAttack(kPgd, 2, {8});
  results.AddRun("resnet8", "speech", 100, 7, 0.8);
  results.AddAttack(kFgsm, 2, {2, 4});
  results.AddAttack(kPgd, 2, {7});
  TestSite site(results);
  AddTableOf("overview_table", "table_attack_overview", results, site);
  const std::vector<Sentence> sentences = FiveSentences(site.Inputs());
  EXPECT_THAT(sentences[2].text,
              AllOf(HasSubstr("FGSM, untargeted, first 10 images of Shapes-10, ResNet-8"),
                    HasSubstr("at epsilon 0.1 Speech keeps 60.0 %"), HasSubstr("Category 30.0 %")));
  EXPECT_THAT(
      sentences[3].text,
      AllOf(HasSubstr("worst case over all attacks at epsilon 0.1"),
            HasSubstr("Speech keeps 10.0 % (2 attacks) and Category 0.0 % (2 attacks)"),
            HasSubstr("the verdict on Speech warns of largest epsilon, on Category of nothing")));
}

TEST(SentencesTest, TheStrongestCorrelationHasItsP) {
  TestReport results("label_statistics_figure");
  const char* const kinds[] = {"category", "normal_5", "normal_50", "normal_500", "normal_4000"};
  for (int i = 0; i < 5; ++i) {
    results.AddRun("resnet8", kinds[i], 5, 7, 0.1 + 0.1 * i);
    results.AddRun("resnet8", kinds[i], 100, 7, 0.8);
    results.AddAttack("attack: 'fgsm' epsilons: 0.1", 2, {i});
    LabelRequest request;
    request.recipe.set_kind(kinds[i]);
    request.class_names = {"circle", "square", "star"};
    const absl::StatusOr<LabelSet> labels = MakeLabels(request);
    ASSERT_OK(labels);
    ReportSpec::Labels& entry = *results.spec.add_label_sets();
    entry.set_dataset("shapes10");
    entry.set_kind(kinds[i]);
    results.inputs.label_sets.push_back(*labels);
  }
  TestSite site(results);
  AddFigureOf("label_statistics_figure", "fig_label_statistics", results, site);
  const Sentence sentence = FiveSentences(site.Inputs())[4];
  EXPECT_THAT(sentence.runs, SizeIs(10));
  EXPECT_THAT(sentence.text,
              AllOf(HasSubstr("none is significant at 5 %"), HasSubstr("over 5 label sets"),
                    HasSubstr("Spearman's rho +1.00"), HasSubstr("corrected p ")));
}

TEST(SentencesTest, WhatIsMissingSaysWhy) {
  TestReport results("accuracy_table");
  results.AddRun("resnet8", "category", 100, 7, 0.8);
  results.AddFailedRun("resnet8", "speech", 100, 7);
  TestSite site(results);
  AddTableOf("accuracy_table", "table1", results, site);
  SiteSpec::MissingReport& missing = *site.spec().add_missing_reports();
  missing.set_name("fig_label_statistics");
  missing.set_reason("the data are elsewhere");
  const std::vector<Sentence> sentences = FiveSentences(site.Inputs());
  ASSERT_THAT(sentences, SizeIs(5));
  EXPECT_EQ(sentences[0].text,
            "Accuracy with all training images: not here (resnet8_speech_p100_s7: failed: the loss "
            "is nan).");
  EXPECT_THAT(sentences[1].text, HasSubstr("the profile has no such table or figure"));
  EXPECT_THAT(sentences[4].text, HasSubstr("(the data are elsewhere)"));
}

}  // namespace
}  // namespace labelrep
