#include "results/database/write_database.h"

#include <sqlite3.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_result_testing.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/label_set.pb.h"
#include "results/run.pb.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WriteDatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        testing::TempDir() + "/" + testing::UnitTest::GetInstance()->current_test_info()->name();
    ASSERT_OK(MakeDirectory(folder_ + "/results/cpu"));
    out_ = folder_ + "/out.db";
    RunResult run;
    ASSERT_OK(ParseTextProto(R"pb(
                               recipe {
                                 dataset: "shapes10"
                                 label { kind: "category" }
                               }
                               epochs { epoch: 1 train_loss: 2 validation_accuracy: 0.25 }
                               epochs { epoch: 2 train_loss: 1 validation_accuracy: 0.5 }
                               best_epoch: 2
                               test { images: 4 correct_by_largest_output: 3 }
                               weights_sha256: "abc"
                             )pb",
                             "run", &run));
    ASSERT_OK(WriteBinaryProto(folder_ + "/results/cpu/one.result.pb", run));
    Provenance provenance;
    provenance.set_git_commit("1234");
    provenance.add_segments()->set_wall_s(1.5);
    ASSERT_OK(WriteBinaryProto(folder_ + "/results/cpu/one.provenance.pb", provenance));
    AttackResult attack =
        ResultOf("fgsm", AttackRecipe::OWN_LOSS, "+++-", {{0.1, "++--"}, {0.2, "----"}});
    attack.set_weights_sha256("abc");
    ASSERT_OK(WriteBinaryProto(folder_ + "/results/cpu/one.fgsm_1.attack.pb", attack));
  }

  absl::Status Write() { return WriteDatabase({.result_folders = {folder_ + "/results"}}, out_); }

  // Rows as text, columns separated by "|".
  std::vector<std::string> Query(const std::string& sql) const {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(out_.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    std::vector<std::string> rows;
    const auto add = [](void* to, int columns, char** values, char**) {
      std::string row;
      for (int i = 0; i < columns; ++i) {
        row += std::string(i == 0 ? "" : "|") + (values[i] ? values[i] : "NULL");
      }
      static_cast<std::vector<std::string>*>(to)->push_back(row);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), add, &rows, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
    return rows;
  }

  std::string folder_;
  std::string out_;
};

TEST_F(WriteDatabaseTest, RunsHaveTheirEpochsAttacksAndProvenance) {
  ASSERT_OK(Write());
  EXPECT_THAT(Query("SELECT folder, name, label_kind, test_accuracy, best_validation_accuracy "
                    "FROM runs"),
              ElementsAre("cpu|one|category|0.75|0.5"));
  EXPECT_THAT(Query("SELECT epoch, train_loss FROM epochs JOIN runs ON runs.id = run"),
              ElementsAre("1|2.0", "2|1.0"));
  EXPECT_THAT(Query("SELECT attacks.attack, e.epsilon, attacked_images, initially_correct, correct "
                    "FROM attack_epsilons e JOIN attacks ON attacks.id = e.attack "
                    "JOIN runs ON runs.id = attacks.run"),
              ElementsAre("fgsm|0.1|4|3|2", "fgsm|0.2|4|3|0"));
  EXPECT_THAT(Query("SELECT image, class, clean_decision, decision, target FROM decisions "
                    "WHERE epsilon = 0.1"),
              ElementsAre("0|0|0|0|NULL", "1|0|0|0|NULL", "2|0|0|1|NULL", "3|0|1|1|NULL"));
  // What a suite's attacks did to each image is a row's, not a text of all of them.
  EXPECT_THAT(Query("SELECT COUNT(*) FROM decisions WHERE member IS NULL"), ElementsAre("8"));
  EXPECT_THAT(Query("SELECT COUNT(*) FROM pragma_table_info('attack_epsilons') "
                    "WHERE name IN ('decisions', 'queries', 'members')"),
              ElementsAre("0"));
  EXPECT_THAT(Query("SELECT git_commit, wall_s FROM provenances JOIN segments USING (run)"),
              ElementsAre("1234|1.5"));
}

TEST_F(WriteDatabaseTest, TheSameFilesMakeTheSameBytes) {
  ASSERT_OK(Write());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string first, ReadFile(out_));
  ASSERT_OK(Write());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string second, ReadFile(out_));
  EXPECT_EQ(first, second);
}

TEST_F(WriteDatabaseTest, LabelStatisticsAreJoinedByTheDigestOfTheLabels) {
  LabelSet labels;
  ASSERT_OK(ParseTextProto(R"pb(recipe { kind: "mine" seed: 3 }
                                class_names: [ "a", "b" ]
                                shape: 2
                                values: [ 0, 1, 1, 1 ])pb",
                           "labels", &labels));
  const std::string path = folder_ + "/shapes10_mine.pb";
  ASSERT_OK(WriteBinaryProto(path, labels));
  ASSERT_OK(WriteDatabase({.result_folders = {folder_ + "/results"}, .label_files = {path}}, out_));
  // Entropies 1 and 0 bits; the two labels differ by 1 in one of two numbers.
  EXPECT_THAT(Query("SELECT name, kind, seed, classes, dimensions, entropy_bits_mean, mean_l1, "
                    "length(labels_sha256) FROM label_statistics"),
              ElementsAre("shapes10_mine|mine|3|2|2|0.5|1.0|64"));
}

TEST_F(WriteDatabaseTest, NamesWhatIsBadAndWritesNothing) {
  ASSERT_OK(Write());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string before, ReadFile(out_));
  const std::string bad = folder_ + "/results/cpu/two.result.pb";
  ASSERT_OK(WriteFileAtomically(bad, "no proto"));
  EXPECT_THAT(Write(), StatusIs(absl::StatusCode::kInvalidArgument, "two.result.pb"));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string after, ReadFile(out_));
  EXPECT_EQ(before, after);
  EXPECT_THAT(WriteDatabase({.result_folders = {folder_ + "/nowhere"}}, out_),
              StatusIs(absl::StatusCode::kNotFound, "nowhere"));
  ASSERT_OK(MakeDirectory(folder_ + "/empty"));
  EXPECT_THAT(WriteDatabase({.result_folders = {folder_ + "/empty"}}, out_),
              StatusIs(absl::StatusCode::kNotFound, "/empty"));
}

TEST_F(WriteDatabaseTest, AnAttackOfAnotherLengthIsNamed) {
  AttackResult attack = ResultOf("fgsm", AttackRecipe::OWN_LOSS, "+++-", {{0.1, "++--"}});
  attack.mutable_epsilons(0)->add_decisions(0);
  ASSERT_OK(WriteBinaryProto(folder_ + "/results/cpu/one.fgsm_2.attack.pb", attack));
  EXPECT_THAT(Write(), StatusIs(absl::StatusCode::kInvalidArgument, "one.fgsm_2.attack.pb"));
}

}  // namespace
}  // namespace labelrep
