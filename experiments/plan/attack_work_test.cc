#include "experiments/plan/attack_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/attack/attack.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

AttackOutcome Nothing(const ModelView&, const AttackBatch&, const AttackRecipe&) { return {}; }

const AttackRegistration kSecretive("secretive", {.defaults = "batch_size: 1", .run = Nothing});

PlannedRun RunWith(const std::string& attacks) {
  PlannedRun run;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "name: 'a_run' test_images: 1000 " + attacks, &run));
  return run;
}

TEST(AttackWorkTest, IsThatOfAllAttacks) {
  const absl::StatusOr<AttackWork> work = CountAttackWork(RunWith(R"(
      attacks { name: 'fgsm' recipe { attack: 'fgsm' epsilons: [0.1, 0.2, 0.3] } }
      attacks { name: 'few' recipe { attack: 'fgsm' epsilons: 0.1 images: 10 } }
      attacks { name: 'many' recipe { attack: 'fgsm' epsilons: 0.1 images: 5000 } })"));
  ASSERT_OK(work);
  EXPECT_EQ(work->attacks, 3);
  EXPECT_EQ(work->decided_images, 1000 * (1 + 3) + 10 * 2 + 1000 * 2);
  EXPECT_EQ(work->gradient_images, 1000 + 10 + 1000);
  EXPECT_THAT(work->unknown, ElementsAre());
}

TEST(AttackWorkTest, WhatAnAttackTakesMayBeUnknown) {
  const absl::StatusOr<AttackWork> work = CountAttackWork(
      RunWith("attacks { name: 'mine' recipe { attack: 'secretive' epsilons: 0.1 } }"));
  ASSERT_OK(work);
  EXPECT_EQ(work->decided_images, 1000);
  EXPECT_THAT(work->unknown, ElementsAre("mine"));
}

TEST(AttackWorkTest, BadRecipeIsNamed) {
  const absl::Status status =
      CountAttackWork(RunWith("attacks { name: 'mine' recipe { attack: 'fgsm' epsilons: -1 } }"))
          .status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("attack mine on a_run"));
}

TEST(AttackWorkTest, ImagesAreTriedOnTheOtherModelsOfTheirEncoder) {
  const auto run = [](const std::string& name, const std::string& encoder, int images) {
    RunToPlan planned = {.run = RunWith(absl::StrCat(
                             "attacks { name: 'first' recipe { attack: 'fgsm' epsilons: 0.1 } } ",
                             "attacks { name: 'pgd' transfers: true recipe { attack: 'pgd' ",
                             "epsilons: 0.1 images: ", images, " } }"))};
    planned.run.set_name(name);
    planned.recipe.set_encoder(encoder);
    return planned;
  };
  RunToPlan unattacked = run("unattacked", "resnet8", 1);
  unattacked.run.clear_attacks();
  const std::vector<RunToPlan> runs = {run("a", "resnet8", 10), run("b", "resnet8", 20),
                                       run("c", "resnet8", 5000), run("d", "vgg19", 40),
                                       unattacked};
  EXPECT_EQ(CountTransferDecisions(runs[0], runs), 2 * (20 + 1000));
  EXPECT_EQ(CountTransferDecisions(runs[3], runs), 0);
  EXPECT_EQ(CountTransferDecisions(unattacked, runs), 0);
}

}  // namespace
}  // namespace labelrep
