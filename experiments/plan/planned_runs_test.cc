#include "experiments/plan/planned_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

constexpr char kRunFile[] = R"(recipe {
  dataset: "cifar10" encoder: "%s" label { kind: "speech" } seed: 7 epochs: 2
  learning_rate: 0.1 weight_decay: 0 one_cycle {}
})";

// A run list of two encoders in two profiles; returns its folder.
std::string WriteRunList() {
  const std::string folder = testing::TempDir() + "planned_runs";
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

TEST(PlannedRunsTest, ControlsAreAskedForByName) {
  const std::string folder = WriteRunList();
  const std::string file = folder + "/with_controls.textproto";
  LABELREP_ASSERT_OK_AND_ASSIGN(std::string list, ReadFile(folder + "/list.textproto"));
  absl::StrAppend(&list,
                  "runs { name: 'control' profile: 'cpu' tables: 'fig4_controls' "
                  "config: 'cpu_vgg19.textproto' label_shape: [10] control_only: true }\n");
  ASSERT_OK(WriteFileAtomically(file, list));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<RunToPlan> all,
                                ReadRuns(file, folder, {.profile = "cpu"}));
  EXPECT_EQ(all.size(), 2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<RunToPlan> controls,
                                ReadRuns(file, folder, {.table = "fig4_controls"}));
  ASSERT_EQ(controls.size(), 1);
  EXPECT_EQ(controls[0].entry.name(), "control");
}

TEST(PlannedRunsTest, FilterSelectsRuns) {
  absl::StatusOr<std::vector<RunToPlan>> runs = Read({.profile = "cpu", .table = "table1"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_EQ(runs->size(), 2u);
  runs = Read({.profile = "paper", .encoder = "vgg19", .seed = "7"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  ASSERT_EQ(runs->size(), 1u);
  EXPECT_EQ(runs->front().entry.name(), "paper_vgg19");
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
    const absl::StatusOr<std::vector<RunToPlan>> runs = Read(filter);
    return runs.ok() ? runs->front().entry.attacks_size() : -1;
  };
  EXPECT_EQ(attacks({}), 1);
  EXPECT_EQ(attacks({.table = "fig3"}), 1);
  EXPECT_EQ(attacks({.table = "table1"}), 0);
}

}  // namespace
}  // namespace labelrep
