#include "experiments/plan/work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/attack/attack_facts.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

const AttackFactsRegistration kSecretive("secretive", "defaults { batch_size: 1 }");

PlannedRun RunWith(const std::string& attacks) {
  PlannedRun run;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "name: 'a_run' train_images: 50000 test_images: 1000 " + attacks, &run));
  run.mutable_recipe()->set_seed(7);
  run.mutable_recipe()->set_epochs(5);
  return run;
}

TEST(TrainingWorkTest, CountsImagesOfTheWholeRun) {
  PlannedRun run = RunWith("");
  run.mutable_recipe()->set_epochs(16);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainingWork work, CountTrainingWork(run));
  EXPECT_EQ(work.trained_images, 16 * 45000);
  EXPECT_EQ(work.evaluated_images, 16 * 5000 + 1000);
}

TEST(TrainingWorkTest, FractionAndValidationIntervalCount) {
  PlannedRun run = RunWith("");
  run.mutable_recipe()->set_train_fraction_percent(1);
  run.mutable_recipe()->set_validate_every_epochs(2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainingWork work, CountTrainingWork(run));
  EXPECT_EQ(work.trained_images, 5 * 500);
  EXPECT_EQ(work.evaluated_images, 3 * 5000 + 1000);
}

TEST(TrainingWorkTest, NothingToTrainOnIsAnError) {
  PlannedRun run = RunWith("");
  run.mutable_recipe()->set_train_fraction_percent(0.001);
  EXPECT_THAT(CountTrainingWork(run), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(AttackWorkTest, IsThatOfAllAttacks) {
  const PlannedRun run = RunWith(R"(
      attacks { name: 'fgsm' recipe { attack: 'fgsm' epsilons: [0.1, 0.2, 0.3] } }
      attacks { name: 'few' recipe { attack: 'fgsm' epsilons: 0.1 images: 10 } }
      attacks { name: 'many' recipe { attack: 'fgsm' epsilons: 0.1 images: 5000 } })");
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackWork work, CountAttackWork(run, {run}));
  EXPECT_EQ(work.attacks, 3);
  EXPECT_EQ(work.decided_images, 1000 * (1 + 3) + 10 * 2 + 1000 * 2);
  EXPECT_EQ(work.gradient_images, 1000 + 10 + 1000);
  EXPECT_THAT(work.unknown, ElementsAre());
}

TEST(AttackWorkTest, WhatAnAttackTakesMayBeUnknown) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const AttackWork work,
      CountAttackWork(
          RunWith("attacks { name: 'mine' recipe { attack: 'secretive' epsilons: 0.1 } }"), {}));
  EXPECT_EQ(work.decided_images, 1000);
  EXPECT_THAT(work.unknown, ElementsAre("mine"));
}

TEST(AttackWorkTest, BadRecipeIsNamed) {
  EXPECT_THAT(CountAttackWork(
                  RunWith("attacks { name: 'mine' recipe { attack: 'fgsm' epsilons: -1 } }"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "attack mine on a_run"));
}

TEST(AttackWorkTest, ImagesAreTriedWhereTheListSaysSo) {
  const auto run = [](const std::string& name, const std::vector<std::string>& sources,
                      int images) {
    PlannedRun planned = RunWith(absl::StrCat(
        "attacks { name: 'first' recipe { attack: 'fgsm' epsilons: 0.1 } } ",
        "attacks { name: 'pgd' transfers: true recipe { attack: 'pgd' epsilons: 0.1 images: ",
        images, " } }"));
    planned.set_name(name);
    planned.mutable_transferred_from()->Add(sources.begin(), sources.end());
    return planned;
  };
  PlannedRun unattacked = run("unattacked", {"a", "b"}, 1);
  unattacked.clear_attacks();
  const std::vector<PlannedRun> runs = {run("a", {"b", "c", "left out by a filter"}, 10),
                                        run("b", {"a", "c"}, 20), run("c", {"a", "b"}, 5000),
                                        run("d", {}, 40), unattacked};
  // Beside what it decides where no other run is planned.
  const auto transferred = [&](const PlannedRun& target) {
    const absl::StatusOr<AttackWork> together = CountAttackWork(target, runs);
    const absl::StatusOr<AttackWork> alone = CountAttackWork(target, {});
    EXPECT_OK(together);
    EXPECT_OK(alone);
    return together->decided_images - alone->decided_images;
  };
  EXPECT_EQ(transferred(runs[0]), 2 * (20 + 1000));
  EXPECT_EQ(transferred(runs[3]), 0);
  EXPECT_EQ(transferred(unattacked), 0);
}

}  // namespace
}  // namespace labelrep
