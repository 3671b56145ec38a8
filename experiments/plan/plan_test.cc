#include "experiments/plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/files.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kRunFile[] = R"(recipe {
  dataset: "cifar10" encoder: "%s" label { kind: "speech" } seed: 7 epochs: 2
  learning_rate: 0.1 weight_decay: 0 one_cycle {}
})";

// A run list of two encoders in two profiles; returns its folder.
std::string WriteRunList() {
  const std::string folder = testing::TempDir() + "plan";
  EXPECT_TRUE(MakeDirectory(folder).ok());
  std::string list;
  for (const std::string profile : {"cpu", "paper"}) {
    for (const std::string encoder : {"resnet32", "vgg19"}) {
      const std::string name = profile + "_" + encoder;
      std::string text = kRunFile;
      text.replace(text.find("%s"), 2, encoder);
      EXPECT_TRUE(WriteFileAtomically(folder + "/" + name + ".textproto", text).ok());
      list += "runs { name: '" + name + "' profile: '" + profile +
              "' tables: 'table1' tables: 'fig3' config: '" + name +
              ".textproto' train_images: 50000 test_images: 10000 label_shape: [64, 64]" +
              " attacks { name: 'fgsm' recipe { attack: 'fgsm' epsilons: [0.1, 0.2] } }" +
              " attacked_tables: 'fig3' }\n";
    }
  }
  EXPECT_TRUE(WriteFileAtomically(folder + "/list.textproto", list).ok());
  return folder;
}

absl::StatusOr<std::vector<RunToPlan>> Read(const PlanFilter& filter) {
  const std::string folder = WriteRunList();
  return ReadRuns(folder + "/list.textproto", folder, filter);
}

TEST(PlanTest, FilterSelectsRuns) {
  absl::StatusOr<std::vector<RunToPlan>> runs = Read({.profile = "cpu", .table = "table1"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_EQ(runs->size(), 2u);
  runs = Read({.profile = "paper", .encoder = "vgg19", .seed = 7});
  ASSERT_TRUE(runs.ok()) << runs.status();
  ASSERT_EQ(runs->size(), 1u);
  EXPECT_EQ(runs->front().run.name(), "paper_vgg19");
}

TEST(PlanTest, UnknownValueIsNamedWithTheKnownOnes) {
  EXPECT_THAT(std::string(Read({.profile = "cpu", .encoder = "vgg"}).status().message()),
              HasSubstr("--encoder=vgg: no such run; the runs asked for so far have: resnet32, "
                        "vgg19"));
  EXPECT_THAT(std::string(Read({.seed = 8}).status().message()), HasSubstr("--seed=8"));
}

TEST(PlanTest, SeedIsANumber) {
  PlanFilter filter;
  EXPECT_TRUE(SetSeed("", filter).ok());
  EXPECT_EQ(filter.seed, std::nullopt);
  EXPECT_TRUE(SetSeed("8", filter).ok());
  EXPECT_EQ(filter.seed, 8u);
  EXPECT_THAT(std::string(SetSeed("-1", filter).message()), HasSubstr("--seed=-1: expected"));
}

TEST(PlanTest, CostsAddUp) {
  absl::StatusOr<std::vector<RunToPlan>> runs = Read({.table = "table1"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  int measured = 0;
  absl::StatusOr<std::vector<PlannedCost>> costs =
      EstimateCosts(*runs, [&](const Recipe&, const PlannedRun&) -> absl::StatusOr<ImageCost> {
        ++measured;
        return ImageCost{.forward_flops = 1e6, .training_s = 1e-3, .evaluation_s = 1e-4};
      });
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_EQ(measured, 2);  // the profiles do not differ in the recipe
  ASSERT_EQ(costs->size(), 4u);
  // 2 epochs of 45,000 and 5,000 images, then 10,000.
  EXPECT_DOUBLE_EQ((*costs)[0].flops, 1e6 * (3 * 90000 + 20000));
  EXPECT_DOUBLE_EQ((*costs)[0].seconds, 90 + 2);

  const Table table = PlanTable(*costs, {.profile = "cpu", .table = "table1"}, 2, "on a test");
  EXPECT_EQ(table.rows_size(), 4);
  EXPECT_EQ(table.rows(0).cells_size(), table.columns_size());
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("cifar10", "resnet32", "speech", "100 %", "7"));
  EXPECT_EQ(table.notes(0),
            "Total: 4 runs, 0.36 million training images, 1.16 TFLOP, 3 min with 2 at a time.");
}

TEST(PlanTest, AttacksCountWhereTheyAreAskedFor) {
  absl::StatusOr<std::vector<RunToPlan>> runs = Read({.profile = "cpu"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  const auto measure = [](const Recipe&, const PlannedRun&) -> absl::StatusOr<ImageCost> {
    return ImageCost{.forward_flops = 1e6, .training_s = 1e-3, .evaluation_s = 1e-4};
  };
  absl::StatusOr<std::vector<PlannedCost>> costs = EstimateCosts(*runs, measure);
  ASSERT_TRUE(costs.ok()) << costs.status();
  // The clean decision, one at each of two epsilons, and a gradient, which counts twice.
  EXPECT_DOUBLE_EQ((*costs)[0].attack_flops, 1e6 * 10000 * 5);
  EXPECT_DOUBLE_EQ((*costs)[0].attack_seconds, 5);
  const Table table = PlanTable(*costs, {.profile = "cpu"}, 2, "on a test");
  EXPECT_EQ(table.rows(0).cells_size(), table.columns_size());
  EXPECT_EQ(table.notes(1),
            "Attacks: 2, at most 0.1 TFLOP, 5 s with 2 at a time, when they mislead no image; less "
            "the sooner they do.");

  runs = Read({.profile = "cpu", .table = "table1"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  costs = EstimateCosts(*runs, measure);
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_EQ((*costs)[0].attacks.attacks, 0);
}

TEST(PlanTest, DurationsAreReadable) {
  EXPECT_EQ(FormatDuration(40.2), "40 s");
  EXPECT_EQ(FormatDuration(700), "12 min");
  EXPECT_EQ(FormatDuration(12000), "3 h 20 min");
  EXPECT_EQ(FormatDuration(3.2 * 86400), "3.2 days");
}

}  // namespace
}  // namespace labelrep
