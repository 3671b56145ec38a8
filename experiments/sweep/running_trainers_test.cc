#include "experiments/sweep/running_trainers.h"

#include <filesystem>
#include <string>

#include "experiments/sweep/sweep_testing.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

constexpr char kOut[] = "bazel-out/k8-opt/bin/experiments/runs/cpu_a";

std::vector<std::string> ActionArguments() {
  return {"bazel-out/k8-opt/bin/experiments/train/train", "--run=runs/cpu_a_config.textproto",
          "--segment=2/8", "--failure_is_result",
          std::string("--provenance=") + kOut + "/provenance_2_of_8.pb"};
}

TEST(RunningTrainersTest, FindsASandboxedAction) {
  const std::string root = EmptyFolder("sandboxed");
  const std::string proc = root + "/proc";
  const std::string sandbox = root + "/base/sandbox/linux-sandbox/7/execroot/labelrep";
  ASSERT_OK(MakeDirectory(sandbox));
  WriteProcess(proc, 100, ActionArguments(), sandbox);
  // The sandbox's own process has the same arguments behind others.
  std::vector<std::string> wrapped = {"linux-sandbox", "-W", sandbox, "--"};
  for (const std::string& argument : ActionArguments()) wrapped.push_back(argument);
  WriteProcess(proc, 99, wrapped, root);
  WriteProcess(proc, 101, {"/usr/bin/sleep", "5"}, root);
  WriteProcess(proc, 102, {}, root);
  ASSERT_OK(MakeDirectory(proc + "/sys"));

  const std::vector<RunningTrainer> trainers = FindRunningTrainers(proc);
  ASSERT_EQ(trainers.size(), 1u);
  EXPECT_EQ(trainers[0].segment, "2/8");
  EXPECT_EQ(trainers[0].out, kOut);
  EXPECT_EQ(trainers[0].record, proc + "/100/cwd/" + kOut + "/progress.pb");
  EXPECT_TRUE(WritesTo(trainers[0], root + "/base/execroot/labelrep/" + kOut));
  EXPECT_FALSE(WritesTo(trainers[0], root + "/base/execroot/labelrep/" + kOut + "_e8"));
  // Another checkout's run of the same name.
  EXPECT_FALSE(WritesTo(trainers[0], root + "/base2/execroot/labelrep/" + kOut));
}

TEST(RunningTrainersTest, FindsAnActionWithoutSandbox) {
  const std::string root = EmptyFolder("local");
  const std::string exec_root = root + "/base/execroot/labelrep";
  ASSERT_OK(MakeDirectory(exec_root));
  WriteProcess(root + "/proc", 100, ActionArguments(), exec_root);
  const std::vector<RunningTrainer> trainers = FindRunningTrainers(root + "/proc");
  ASSERT_EQ(trainers.size(), 1u);
  EXPECT_TRUE(WritesTo(trainers[0], exec_root + "/" + kOut));
}

TEST(RunningTrainersTest, FindsARunByHand) {
  const std::string root = EmptyFolder("by_hand");
  ASSERT_OK(MakeDirectory(root + "/work"));
  WriteProcess(root + "/proc", 100, {"train", "--run=a.textproto", "--out=" + root + "/runs/a"},
               root + "/work");
  std::vector<RunningTrainer> trainers = FindRunningTrainers(root + "/proc");
  ASSERT_EQ(trainers.size(), 1u);
  EXPECT_EQ(trainers[0].segment, "");
  EXPECT_TRUE(WritesTo(trainers[0], root + "/runs/a"));
  EXPECT_FALSE(WritesTo(trainers[0], root + "/other/a"));
  EXPECT_EQ(trainers[0].record, root + "/runs/a/progress.pb");

  // Relative, under `bazel run`.
  std::filesystem::remove_all(root + "/proc/100");
  WriteProcess(root + "/proc", 100, {"train", "--run=a.textproto", "--out=runs/a"}, root + "/work");
  ASSERT_OK(WriteFileAtomically(root + "/proc/100/environ",
                                std::string("A=1\0BUILD_WORKING_DIRECTORY=", 28) + root));
  trainers = FindRunningTrainers(root + "/proc");
  ASSERT_EQ(trainers.size(), 1u);
  EXPECT_TRUE(WritesTo(trainers[0], root + "/runs/a"));
}

TEST(RunningTrainersTest, AFlagsValueMayStandBehindIt) {
  const std::string root = EmptyFolder("separate_values");
  WriteProcess(root + "/proc", 100,
               {"train", "--run", "a.textproto", "--failure_is_result", "--out", root + "/runs/a"},
               root);
  const std::vector<RunningTrainer> trainers = FindRunningTrainers(root + "/proc");
  ASSERT_EQ(trainers.size(), 1u);
  EXPECT_TRUE(WritesTo(trainers[0], root + "/runs/a"));
}

TEST(RunningTrainersTest, NoProcessesAreNoTrainers) {
  EXPECT_TRUE(FindRunningTrainers("/nowhere/at/all").empty());
}

}  // namespace
}  // namespace labelrep
