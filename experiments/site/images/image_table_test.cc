#include "experiments/site/images/image_table.h"

#include <functional>

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/decisions.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";
const std::string& TestData() {
  static const auto& digest = *new std::string(Sha256Hex("test data"));
  return digest;
}

// Of the run added last: ten images of classes 0 to 9, decided correctly; the next class is the
// runner-up.
DecisionsResult MakeDecisions(const TestReport& report) {
  DecisionsResult result;
  FillDefaults(result.mutable_recipe());
  result.set_recipe_sha256(Sha256Hex(SerializeDeterministically(result.recipe())));
  *result.mutable_model() = report.inputs.runs.back().recipe();
  result.set_test_data_sha256(TestData());
  for (int i = 0; i < 10; ++i) {
    result.add_classes(i);
    result.add_decisions(i);
    result.add_runner_ups((i + 1) % 10);
    result.add_class_names(i == 3 ? "<b>\"heart\"</b>" : "heart");
  }
  return result;
}

class ImageTableTest : public testing::Test {
 protected:
  void AddRun(const std::string& kind) { report_.AddRun("resnet8", kind, 100, 7, 0.9); }

  AttackResult& AddAttack(const std::string& recipe, int wrong, const std::vector<int>& misled) {
    AttackResult& result = report_.AddAttack(recipe, wrong, misled);
    result.set_test_data_sha256(TestData());
    return result;
  }

  // To the run added last.
  void AddDecisions(const std::function<void(DecisionsResult&)>& change = nullptr) {
    DecisionsResult result = MakeDecisions(report_);
    if (change) change(result);
    ReportSpec::Measurement& measured = *report_.spec.add_measurements();
    measured.set_run(report_.spec.runs().rbegin()->name());
    measured.set_name("decisions");
    measured.set_result(testing::TempDir() + "/" + measured.run() + ".decisions.pb");
    EXPECT_OK(WriteBinaryProto(measured.result(), result));
  }

  JoinedTable Join() const {
    const auto tables = JoinImages(report_.spec, report_.inputs);
    EXPECT_OK(tables);
    EXPECT_EQ(tables->size(), 1);
    return tables.ok() && !tables->empty() ? tables->front() : JoinedTable();
  }

  void ExpectRefused(const std::string& file, const std::string& message) const {
    EXPECT_THAT(JoinImages(report_.spec, report_.inputs),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr(file), HasSubstr(message))));
  }

  TestReport report_{"images"};
};

TEST_F(ImageTableTest, JoinsWhatWasDecidedOfEachImage) {
  AddRun("category");
  AddDecisions();
  AddAttack(kFgsm, 0, {2, 3});
  AddRun("speech");
  AddAttack(kFgsm, 1, {0, 9});
  const JoinedTable joined = Join();
  const ImageTable& table = joined.table;
  EXPECT_EQ(table.name(), "shapes10_resnet8_s7");
  EXPECT_EQ(table.title(), "Shapes-10, ResNet-8");
  EXPECT_EQ(table.class_names(3), "<b>\"heart\"</b>");
  EXPECT_EQ(table.classes(), "0123456789");
  EXPECT_EQ(table.images(), 10);
  ASSERT_EQ(table.kinds_size(), 2);
  const ImageTable::Kind& category = table.kinds(0);
  EXPECT_EQ(category.title(), "Category");
  EXPECT_EQ(category.decisions(), "0123456789");
  EXPECT_EQ(category.runner_ups(), "1234567890");
  EXPECT_FALSE(category.has_runner_ups_missing());
  ASSERT_EQ(category.attacks_size(), 1);
  const ImageTable::Attack& attack = category.attacks(0);
  EXPECT_EQ(attack.name(), "fgsm");
  EXPECT_EQ(attack.title(), "FGSM, untargeted, first 10");
  EXPECT_EQ(attack.images(), 10);
  EXPECT_FALSE(attack.has_decisions()) << "as those of the label kind";
  EXPECT_EQ(attack.epsilons(0).decisions(), "1223456789");
  EXPECT_EQ(attack.epsilons(1).decisions(), "1233456789");
  EXPECT_DOUBLE_EQ(attack.epsilons(1).epsilon(), 0.2);
  const ImageTable::Kind& speech = table.kinds(1);
  EXPECT_EQ(speech.decisions(), "1123456789")
      << "those of the attack, without decisions of its own";
  EXPECT_EQ(speech.runner_ups_missing(), "not measured");
  EXPECT_EQ(joined.test_data_sha256, TestData());
  EXPECT_EQ(joined.dataset, "shapes10");
}

TEST_F(ImageTableTest, AnAttackInOtherArithmeticKeepsItsCleanDecisions) {
  AddRun("category");
  AddDecisions();
  AddAttack(kFgsm, 0, {0, 0});
  AddAttack("attack: 'fgsm' epsilons: [0.1, 0.2] precision: BF16_AUTOCAST", 1, {0, 0});
  const ImageTable table = Join().table;
  EXPECT_FALSE(table.kinds(0).attacks(0).has_decisions());
  EXPECT_EQ(table.kinds(0).attacks(1).decisions(), "1123456789");
}

TEST_F(ImageTableTest, AnAttackOnFewerImagesSaysHowMany) {
  AddRun("category");
  AddDecisions();
  AttackResult& result = AddAttack(kFgsm, 0, {1, 2});
  for (auto* field : {result.mutable_classes(), result.mutable_clean_decisions(),
                      result.mutable_epsilons(0)->mutable_decisions(),
                      result.mutable_epsilons(1)->mutable_decisions()}) {
    field->Truncate(4);
  }
  const ImageTable table = Join().table;
  EXPECT_EQ(table.images(), 10);
  EXPECT_EQ(table.kinds(0).attacks(0).images(), 4);
  EXPECT_EQ(table.kinds(0).attacks(0).epsilons(1).decisions(), "1223");
}

TEST_F(ImageTableTest, TargetsAreThere) {
  AddRun("category");
  AttackResult& result = AddAttack("attack: 'fgsm' epsilons: 0.1 targeted: true", 0, {1});
  for (int i = 0; i < 10; ++i) result.add_targets(9 - i);
  EXPECT_EQ(Join().table.kinds(0).attacks(0).targets(), "9876543210");
}

TEST_F(ImageTableTest, WhatIsMissingSaysWhy) {
  AddRun("category");
  AddDecisions([](DecisionsResult& result) {
    result.Clear();
    result.mutable_failure()->set_message("no recorded decisions");
  });
  report_.AddAbsentAttack(kFgsm);
  report_.AddFailedRun("resnet8", "speech", 100, 7);
  const ImageTable table = Join().table;
  EXPECT_EQ(table.kinds(0).missing(), "no recorded decisions");
  EXPECT_EQ(table.kinds(0).attacks(0).missing(), "not recorded");
  EXPECT_EQ(table.kinds(0).attacks(0).title(), "FGSM, untargeted, epsilon 0.1, 0.2");
  EXPECT_EQ(table.kinds(1).missing(), "not measured");
  EXPECT_THAT(table.kinds(1).attacks(), IsEmpty());
  EXPECT_EQ(table.images(), 0);
  EXPECT_EQ(Join().test_data_sha256, "");
}

TEST_F(ImageTableTest, ResultsOfOtherImagesAreRefused) {
  AddRun("category");
  AddDecisions();
  AddAttack(kFgsm, 0, {0, 0}).set_test_data_sha256(Sha256Hex("others"));
  ExpectRefused("resnet8_category_p100_s7.pb", "test_data_sha256: found " + Sha256Hex("others"));
}

TEST_F(ImageTableTest, DecisionsOfOtherLengthOrClassAreRefused) {
  AddRun("category");
  AttackResult& result = AddAttack(kFgsm, 0, {0, 0});
  result.mutable_epsilons(1)->mutable_decisions()->Truncate(9);
  ExpectRefused("resnet8_category_p100_s7.pb",
                "epsilons.decisions: found 9, expected one for each");
  result.mutable_epsilons(1)->add_decisions(10);
  ExpectRefused("resnet8_category_p100_s7.pb", "epsilons.decisions: found 10 of image 9");
  result.mutable_epsilons(1)->set_decisions(9, 9);
  result.mutable_clean_decisions()->Truncate(9);
  ExpectRefused("resnet8_category_p100_s7.pb", "clean_decisions: found 9");
}

TEST_F(ImageTableTest, DecisionsOfAnotherModelAreRefused) {
  AddRun("category");
  AddDecisions(
      [](DecisionsResult& result) { result.mutable_model()->mutable_label()->set_kind("speech"); });
  ExpectRefused("resnet8_category_p100_s7.decisions.pb", "model.label.kind: found \"speech\"");
}

TEST_F(ImageTableTest, RunnerUpsOfOtherLengthAreRefused) {
  AddRun("category");
  AddDecisions([](DecisionsResult& result) { result.mutable_runner_ups()->Truncate(9); });
  ExpectRefused("decisions.pb", "runner_ups: found 9");
}

// Of transferred images those of the attack that made them.
TEST_F(ImageTableTest, PicturesAreThoseOfTheAttackThatMadeThem) {
  const auto keep = [&] {
    auto& file = *report_.spec.mutable_attacks()->rbegin()->add_files();
    file.set_name("pictured");
    file.set_path(report_.spec.attacks().rbegin()->run() + ".npy");
  };
  AddRun("category");
  AddAttack(kFgsm, 0, {0, 0});
  keep();
  const Recipe category = report_.inputs.runs.back().recipe();
  AddRun("speech");
  AddAttack(kFgsm, 0, {0, 0});
  *AddAttack(kFgsm, 0, {0, 0}).mutable_transferred_from() = category;
  const JoinedTable joined = Join();
  EXPECT_THAT(joined.table.kinds(1).attacks(1).title(), HasSubstr("made against Category"));
  ASSERT_EQ(joined.pictures.size(), 2);
  EXPECT_EQ(joined.pictures[0].kind, 0);
  EXPECT_EQ(joined.pictures[0].attack, 0);
  EXPECT_EQ(joined.pictures[0].file, "resnet8_category_p100_s7.npy");
  EXPECT_EQ(joined.pictures[0].run, "resnet8_category_p100_s7");
  EXPECT_EQ(joined.pictures[1].kind, 1);
  EXPECT_EQ(joined.pictures[1].attack, 1);
  EXPECT_EQ(joined.pictures[1].run, joined.pictures[0].run);
  EXPECT_EQ(joined.pictures[1].file, joined.pictures[0].file);
}

TEST_F(ImageTableTest, SeedsHaveTablesOfTheirOwn) {
  AddRun("category");
  report_.AddRun("resnet8", "category", 100, 8, 0.9);
  const auto tables = JoinImages(report_.spec, report_.inputs);
  ASSERT_OK(tables);
  ASSERT_EQ(tables->size(), 2);
  EXPECT_EQ(tables->at(0).table.name(), "shapes10_resnet8_s7");
  EXPECT_EQ(tables->at(1).table.name(), "shapes10_resnet8_s8");
}

}  // namespace
}  // namespace labelrep
