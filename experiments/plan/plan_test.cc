#include "experiments/plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

// Two encoders; in two profiles that do not differ in the recipe.
std::vector<PlannedRun> Runs(const std::string& attacks = "") {
  std::vector<PlannedRun> runs;
  for (const std::string profile : {"cpu", "paper"}) {
    for (const std::string encoder : {"resnet32", "vgg19"}) {
      PlannedRun& run = runs.emplace_back();
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
          "profile: '" + profile + "' train_images: 50000 test_images: 10000 label_shape: 10 " +
              attacks,
          &run));
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
          "dataset: 'cifar10' label { kind: 'speech' } seed: 7 epochs: 2 encoder: '" + encoder +
              "'",
          run.mutable_recipe()));
    }
  }
  return runs;
}

ImageCosts Measured(const std::vector<PlannedRun>& runs) {
  ImageCosts costs = CostsToMeasure(runs);
  for (ImageCosts::Cost& cost : *costs.mutable_costs()) {
    cost.set_forward_flops(1e6);
    cost.set_training_s(1e-3);
    cost.set_evaluation_s(1e-4);
    cost.set_memory_bytes(600'000'000);
  }
  return costs;
}

TEST(PlanTest, CostsAddUp) {
  const ImageCosts measured = Measured(Runs());
  ASSERT_EQ(measured.costs_size(), 2);
  EXPECT_EQ(measured.costs(1).run().recipe().encoder(), "vgg19");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedCost> costs,
                                EstimateCosts(Runs(), measured));
  ASSERT_EQ(costs.size(), 4u);
  // 2 epochs of 45,000 and 5,000 images, then 10,000.
  EXPECT_DOUBLE_EQ(costs[0].flops, 1e6 * (3 * 90000 + 20000));
  EXPECT_DOUBLE_EQ(costs[0].seconds.value(), 90 + 2);

  const Table table = PlanTable(costs, {.profile = "cpu", .table = "table1"}, 2, "on a test");
  EXPECT_EQ(table.rows_size(), 4);
  EXPECT_EQ(table.rows(0).cells_size(), table.columns_size());
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("cifar10", "resnet32", "speech", "100 %", "7"));
  EXPECT_EQ(table.notes(0),
            "Total: 4 runs, 0.36 million training images, 1.16 TFLOP, 3 min with 2 at a time.");
  // 50,000 images of 32x32, and with a border of 4: 0.3936 GB.
  EXPECT_EQ(costs[0].memory_bytes, 993'600'000);
  EXPECT_EQ(table.rows(0).cells(3).text(), "1.0 GB");
  EXPECT_EQ(table.notes(1), "Memory: 1.0 GB or less each, with 2 at a time up to 2.0 GB.");
}

TEST(PlanTest, MemoryThatWasNotMeasuredIsLeftOpen) {
  ImageCosts measured = Measured(Runs());
  for (ImageCosts::Cost& cost : *measured.mutable_costs()) cost.clear_memory_bytes();
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedCost> costs,
                                EstimateCosts(Runs(), measured));
  const Table table = PlanTable(costs, {.profile = "cpu"}, 2, "on a test");
  EXPECT_EQ(table.rows(0).cells(3).text(), "—");
  EXPECT_EQ(table.notes_size(), 2);
}

TEST(PlanTest, WhatIsOnlyCountedHasNoTimes) {
  ImageCosts counted = Measured(Runs());
  for (ImageCosts::Cost& cost : *counted.mutable_costs()) {
    cost.clear_training_s();
    cost.clear_evaluation_s();
    cost.clear_memory_bytes();
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedCost> costs,
                                EstimateCosts(Runs(), counted));
  const Table table = PlanTable(costs, {.profile = "cpu"}, 2, "nothing was timed");
  EXPECT_EQ(table.rows(0).cells(4).text(), "—");
  EXPECT_EQ(table.notes(0), "Total: 4 runs, 0.36 million training images, 1.16 TFLOP.");
}

TEST(PlanTest, AVariantStandsBehindItsLabel) {
  std::vector<PlannedRun> runs = Runs();
  runs[0].set_variant("rate");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedCost> costs,
                                EstimateCosts(runs, Measured(runs)));
  const Table table = PlanTable(costs, {.profile = "cpu"}, 2, "on a test");
  EXPECT_EQ(table.rows(0).headings(2), "speech, rate");
  EXPECT_EQ(table.rows(1).headings(2), "speech");
}

TEST(PlanTest, AttacksCount) {
  const std::vector<PlannedRun> runs =
      Runs("attacks { name: 'fgsm' recipe { attack: 'fgsm' epsilons: [0.1, 0.2] } }");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedCost> costs,
                                EstimateCosts(runs, Measured(runs)));
  // The clean decision, one at each of two epsilons, and a gradient, which counts twice.
  EXPECT_DOUBLE_EQ(costs[0].attack_flops, 1e6 * 10000 * 5);
  EXPECT_DOUBLE_EQ(costs[0].attack_seconds.value(), 5);
  const Table table = PlanTable(costs, {.profile = "cpu"}, 2, "on a test");
  EXPECT_EQ(table.rows(0).cells_size(), table.columns_size());
  EXPECT_EQ(table.notes(2),
            "Attacks: 4, at most 0.2 TFLOP, 10 s with 2 at a time, when they mislead no image; "
            "less the sooner they do.");
}

}  // namespace
}  // namespace labelrep
