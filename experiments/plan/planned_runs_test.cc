#include "experiments/plan/planned_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

// Of an encoder; the end of a run.
std::string RecipeOf(const std::string& encoder) {
  return "recipe { dataset: 'cifar10' encoder: '" + encoder +
         "' label { kind: 'speech' } seed: 7 epochs: 2 learning_rate: 0.1 weight_decay: 0 "
         "one_cycle {} } }\n";
}

// Two encoders in two profiles.
std::string RunListText() {
  std::string list;
  for (const std::string profile : {"cpu", "paper"}) {
    for (const std::string encoder : {"resnet32", "vgg19"}) {
      list += "runs { name: '" + profile + "_" + encoder + "' profile: '" + profile +
              "' tables: 'table1' tables: 'fig3' label_shape: [64, 64]" +
              " attacks { name: 'fgsm' recipe { attack: 'fgsm' epsilons: [0.1, 0.2] } }" +
              " attacked_tables: 'fig3' " + RecipeOf(encoder);
    }
  }
  return list;
}

absl::StatusOr<std::vector<PlannedRun>> Read(const PlanFilter& filter,
                                             const std::string& list = RunListText()) {
  const std::string file = testing::TempDir() + "list.textproto";
  EXPECT_OK(WriteFileAtomically(file, list));
  return ReadRuns(file, filter);
}

TEST(PlannedRunsTest, ControlsAreAskedForByName) {
  const std::string list = RunListText() +
                           "runs { name: 'control' profile: 'cpu' tables: 'fig4_controls' "
                           "on_request: true " +
                           RecipeOf("vgg19");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedRun> all, Read({.profile = "cpu"}, list));
  EXPECT_EQ(all.size(), 2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedRun> controls,
                                Read({.table = "fig4_controls"}, list));
  ASSERT_EQ(controls.size(), 1);
  EXPECT_EQ(controls[0].name(), "control");
}

TEST(PlannedRunsTest, ARecipeThatMakesNoSenseIsNamed) {
  EXPECT_THAT(Read({}, "runs { name: 'bad' recipe { epochs: -1 } }"),
              StatusIs(absl::StatusCode::kInvalidArgument, "run bad"));
}

TEST(PlannedRunsTest, FilterSelectsRuns) {
  absl::StatusOr<std::vector<PlannedRun>> runs = Read({.profile = "cpu", .table = "table1"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_EQ(runs->size(), 2u);
  runs = Read({.profile = "paper", .encoder = "vgg19", .seed = "7"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  ASSERT_EQ(runs->size(), 1u);
  EXPECT_EQ(runs->front().name(), "paper_vgg19");
}

TEST(PlannedRunsTest, SeveralValuesSelectTheRunsOfAny) {
  const std::string list = RunListText() + "runs { name: 'few' " + RecipeOf("vgg19");
  const std::string fraction = "train_fraction_percent: 0.5 ";
  const std::string some = std::string(list).insert(list.rfind("dataset:"), fraction);
  const auto count = [&some](const PlanFilter& filter) {
    const absl::StatusOr<std::vector<PlannedRun>> runs = Read(filter, some);
    EXPECT_OK(runs.status());
    return runs.ok() ? runs->size() : 0;
  };
  EXPECT_EQ(count({.encoder = "vgg19,resnet32", .seed = "7"}), 5u);
  EXPECT_EQ(count({.fraction = "0.5"}), 1u);
  EXPECT_EQ(count({.encoder = "vgg19", .fraction = "100,0.5"}), 3u);
  EXPECT_THAT(Read({.encoder = "vgg19,vgg"}, some),
              StatusIs(absl::StatusCode::kNotFound, "--encoder=vgg: no such run"));
  EXPECT_THAT(Read({.encoder = "vgg19,"}, some),
              StatusIs(absl::StatusCode::kNotFound, "--encoder=: no such run"));
}

TEST(PlannedRunsTest, UnknownValueIsNamedWithTheKnownOnes) {
  EXPECT_THAT(std::string(Read({.profile = "cpu", .encoder = "vgg"}).status().message()),
              HasSubstr("--encoder=vgg: no such run; the runs asked for so far have: resnet32, "
                        "vgg19"));
  EXPECT_THAT(std::string(Read({.seed = "-1"}).status().message()),
              HasSubstr("--seed=-1: no such run; the runs asked for so far have: 7"));
}

TEST(PlannedRunsTest, AttacksAreThoseOfWhatIsAskedFor) {
  const auto attacks = [](const PlanFilter& filter) {
    const absl::StatusOr<std::vector<PlannedRun>> runs = Read(filter);
    return runs.ok() ? runs->front().attacks_size() : -1;
  };
  EXPECT_EQ(attacks({}), 1);
  EXPECT_EQ(attacks({.table = "fig3"}), 1);
  EXPECT_EQ(attacks({.table = "table1"}), 0);
}

}  // namespace
}  // namespace labelrep
