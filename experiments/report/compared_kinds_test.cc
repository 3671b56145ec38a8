#include "experiments/report/compared_kinds.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

absl::StatusOr<std::vector<AttackedRun>> Group(const TestReport& attacks) {
  return GroupAttacks(attacks.spec, attacks.inputs);
}

TEST(ComparedKindsTest, RunsOfOneEncoderStandTogether) {
  TestReport attacks("table");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddRun("resnet14", "category", 100, 7, 0.8);
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  const std::vector<ComparedKinds> groups = CompareKinds(TestCatalogue(), runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8");
  EXPECT_EQ(groups[0].Find("category"), &runs[0]);
  EXPECT_EQ(groups[0].Find("speech"), &runs[2]);
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-14");
  EXPECT_EQ(groups[1].Find("speech"), nullptr);
}

TEST(ComparedKindsTest, SeveralSeedsStandApart) {
  TestReport attacks("table");
  attacks.AddRun("resnet8", "category", 100, 8, 0.8);
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  const std::vector<ComparedKinds> groups = CompareKinds(TestCatalogue(), runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8, seed 7");
  EXPECT_EQ(groups[0].Find("category"), &runs[1]);
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-8, seed 8");
  EXPECT_EQ(groups[1].Find("category"), &runs[0]);
}

TEST(ComparedKindsTest, SeveralFractionsStandApart) {
  TestReport attacks("table");
  attacks.AddRun("resnet8", "speech", 8, 7, 0.8);
  attacks.AddRun("resnet8", "category", 2, 7, 0.8);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs, Group(attacks));
  const std::vector<ComparedKinds> groups = CompareKinds(TestCatalogue(), runs);
  ASSERT_EQ(groups.size(), 2);
  EXPECT_EQ(groups[0].title, "Shapes-10, ResNet-8, 2 %");
  EXPECT_EQ(groups[0].Find("speech"), nullptr);
  EXPECT_EQ(groups[1].title, "Shapes-10, ResNet-8, 8 %");
  EXPECT_EQ(groups[1].Find("speech"), &runs[0]);
}

}  // namespace
}  // namespace labelrep
