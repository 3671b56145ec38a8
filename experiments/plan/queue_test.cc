#include "experiments/plan/queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "experiments/record/recorded.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

PlannedRun RunOf(int seed) {
  PlannedRun run;
  EXPECT_OK(
      ParseTextProto("recipe { dataset: 'cifar10' encoder: 'vgg19' label { kind: 'speech' } "
                     "epochs: 2 learning_rate: 0.1 weight_decay: 0 one_cycle {} }",
                     "run", &run));
  run.set_name(absl::StrCat("run", seed));
  run.mutable_recipe()->set_seed(seed);
  return run;
}

void RecordIn(const std::string& folder, const Recipe& recipe) {
  RunResult result;
  *result.mutable_recipe() = CanonicalRecipe(recipe);
  result.set_recipe_sha256(RecipeSha256(result.recipe()));
  EXPECT_OK(MakeDirectory(folder));
  EXPECT_OK(WriteBinaryProto(
      absl::StrCat(folder, "/", RecordedRunName(result.recipe()), ".result.pb"), result));
}

TEST(QueueTest, LeavesOutWhatIsRecorded) {
  const std::string folder = testing::TempDir() + "some";
  RecordIn(folder, RunOf(7).recipe());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedRun> left,
                                RunsToRecord({RunOf(7), RunOf(8)}, folder));
  ASSERT_EQ(left.size(), 1);
  EXPECT_EQ(left[0].name(), "run8");
  EXPECT_THAT(RunsToRecord({RunOf(7)}, folder),
              StatusIs(absl::StatusCode::kNotFound, "all 1 are recorded in " + folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedRun> all,
                                RunsToRecord({RunOf(7), RunOf(8)}, folder + "/nowhere"));
  EXPECT_EQ(all.size(), 2);
}

// It is recorded beside it.
TEST(QueueTest, ARecordOfAnotherRecipeThatHasTheNameIsNotTheRun) {
  const std::string folder = testing::TempDir() + "other";
  Recipe other = RunOf(7).recipe();
  other.set_learning_rate(0.2);
  RecordIn(folder, other);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<PlannedRun> left,
                                RunsToRecord({RunOf(7)}, folder));
  EXPECT_EQ(left.size(), 1);
}

TEST(QueueTest, TheLongestIsFirstAndThoseAsLongKeepTheirOrder) {
  std::vector<PlannedCost> costs;
  for (const int seed : {1, 2, 3, 4}) costs.push_back({.run = RunOf(seed)});
  costs[0].seconds = 2;
  costs[2].seconds = 5;
  costs[3].seconds = 2;
  costs[2].run.add_attacks()->set_name("fgsm");
  const RunList queue = LongestFirst(costs);
  std::string names;
  for (const PlannedRun& run : queue.runs()) absl::StrAppend(&names, run.name(), " ");
  EXPECT_EQ(names, "run3 run1 run4 run2 ");
  EXPECT_EQ(queue.runs(0).attacks_size(), 0);
}

}  // namespace
}  // namespace labelrep
