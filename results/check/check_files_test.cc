#include "results/check/check_files.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_result_testing.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_testing.h"
#include "results/decisions.pb.h"
#include "results/features.pb.h"
#include "results/listening.pb.h"
#include "results/saliency.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTable[] = "name: 't' columns { headings: 'L1' } rows { cells { value: 600 } }\n";
constexpr char kOtherTable[] =
    "name: 't' columns { headings: 'L1' } rows { cells { value: 601 } }\n";
constexpr char kMoved[] = "row '', column 'L1': 600 -> 601";

class CheckFilesTest : public ::testing::Test {
 protected:
  CheckFilesTest() {
    std::filesystem::remove_all(Path(""));
    for (const char* folder : {"golden/deep", "actual/deep"})
      EXPECT_OK(MakeDirectory(Path(folder)));
  }
  std::string Path(const std::string& name) {
    return ::testing::TempDir() + "/check_files/" + name;
  }
  void Write(const std::string& name, const std::string& bytes) {
    ASSERT_OK(WriteFileAtomically(Path(name), bytes));
  }
  void WriteFolder(const std::string& folder, const RunResult& run, const AttackResult& attack,
                   const Figure& figure) {
    Write(folder + "table.textproto", kTable);
    ASSERT_OK(WriteBinaryProto(Path(folder + "run.result.pb"), run));
    ASSERT_OK(WriteBinaryProto(Path(folder + "run.fgsm.attack.pb"), attack));
    ASSERT_OK(WriteBinaryProto(Path(folder + "figure.pb"), figure));
  }
};

Table Parse(const std::string& text) {
  Table table;
  EXPECT_OK(ParseTextProto(text, "test", &table));
  return table;
}

RunResult ExampleRun() {
  RunResult run;
  run.mutable_recipe()->set_dataset("cifar10");
  run.set_recipe_sha256("digest");
  run.set_parameters(5);
  return run;
}

AttackResult ExampleAttack() {
  return ResultOf("fgsm", AttackRecipe::OWN_LOSS, "++-", {{0.1, "+--"}});
}

TEST_F(CheckFilesTest, ComparesTextWithBinary) {
  Write("golden.textproto", kTable);
  ASSERT_OK(WriteBinaryProto(Path("same.pb"), Parse(kTable)));
  ASSERT_OK(WriteBinaryProto(Path("other.pb"), Parse(kOtherTable)));
  EXPECT_THAT(CheckFiles(Path("golden.textproto"), Path("same.pb"), {}), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(CheckFiles(Path("golden.textproto"), Path("other.pb"), {}),
              IsOkAndHolds(ElementsAre(kMoved)));
}

TEST_F(CheckFilesTest, BytesMeansBytes) {
  Write("a.textproto", kTable);
  Write("b.textproto", std::string("# comment\n") + kTable);
  EXPECT_THAT(CheckFiles(Path("a.textproto"), Path("b.textproto"), {.bytes = true}),
              IsOkAndHolds(ElementsAre("bytes differ, but no number")));
  EXPECT_THAT(CheckFiles(Path("a.textproto"), Path("a.textproto"), {.bytes = true}),
              IsOkAndHolds(IsEmpty()));
}

TEST_F(CheckFilesTest, ComparesFoldersFileByFile) {
  Write("golden/deep/a.textproto", kTable);
  Write("actual/deep/a.textproto", kOtherTable);
  Write("golden/gone.textproto", kTable);
  Write("actual/new.textproto", kTable);
  Write("golden/run.provenance.pb", "left out");
  Write("golden/provenance_1_of_3.pb", "left out");
  Write("golden/notes.md", "left out");
  EXPECT_THAT(
      CheckFiles(Path("golden"), Path("actual"), {}),
      IsOkAndHolds(ElementsAre("new.textproto: is new", std::string("deep/a.textproto: ") + kMoved,
                               "gone.textproto: is gone")));
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"),
                         {.tolerance = {.allow_new = true}, .allow_missing = true}),
              IsOkAndHolds(ElementsAre(std::string("deep/a.textproto: ") + kMoved)));
}

TEST_F(CheckFilesTest, ComparesEveryTypeOfResultInAFolder) {
  RunResult run = ExampleRun();
  AttackResult attack = ExampleAttack();
  Figure figure = ExampleFigure();
  WriteFolder("golden/", run, attack, figure);
  WriteFolder("actual/", run, attack, figure);
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {}), IsOkAndHolds(IsEmpty()));
  run.set_parameters(6);
  attack.mutable_epsilons(0)->set_decisions(1, 2);
  figure.mutable_lines(0)->mutable_points(0)->set_y(0.3);
  WriteFolder("actual/", run, attack, figure);
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {.tolerance = {.accuracy_points = 100}}),
              IsOkAndHolds(ElementsAre(
                  HasSubstr("figure.pb: modified: lines[0].points[0].y: 0.25 -> 0.3"),
                  HasSubstr("run.fgsm.attack.pb: modified: epsilons[0].decisions[1]: 1 -> 2"),
                  HasSubstr("run.result.pb: modified: parameters: 5 -> 6"))));
}

// All are of messages whose bytes may be those of several types.
TEST_F(CheckFilesTest, KnowsOtherMeasurementsByTheirNames) {
  DecisionsResult decisions;
  FeaturesResult features;
  ListeningResult listening;
  SaliencyResult saliency;
  const auto write = [&](const std::string& folder) {
    const auto write_one = [&](const std::string& name, auto& result) {
      result.mutable_recipe();
      ASSERT_OK(WriteBinaryProto(Path(folder + "run.x_1." + name + ".pb"), result));
    };
    write_one("decisions", decisions);
    write_one("features", features);
    write_one("listening", listening);
    write_one("saliency", saliency);
  };
  write("golden/");
  write("actual/");
  Write("golden/run.mine_1.mine.pb", "a user's own");
  Write("actual/run.mine_1.mine.pb", "a user's own");
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {}), IsOkAndHolds(IsEmpty()));
  for (google::protobuf::Message* result :
       std::vector<google::protobuf::Message*>{&decisions, &features, &listening, &saliency}) {
    const auto* digest = result->GetDescriptor()->FindFieldByName("weights_sha256");
    ASSERT_NE(digest, nullptr) << result->GetTypeName();
    result->GetReflection()->SetString(result, digest, "moved");
  }
  write("actual/");
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {}),
              IsOkAndHolds(ElementsAre(HasSubstr("decisions.pb: added: weights_sha256"),
                                       HasSubstr("features.pb: added: weights_sha256"),
                                       HasSubstr("listening.pb: added: weights_sha256"),
                                       HasSubstr("saliency.pb: added: weights_sha256"))));
}

TEST_F(CheckFilesTest, HoldsAFolderAgainstPublishedNumbers) {
  const std::string published = Path("published.textproto");
  Write("published.textproto",
        "title: 'T' source: 'S' numbers { dataset: 'cifar10' encoder: 'vgg19' label: 'speech' "
        "split: TEST accuracy_percent: 40 }");
  RunResult run = ExampleRun();
  run.mutable_recipe()->set_encoder("vgg19");
  run.mutable_recipe()->mutable_label()->set_kind("speech");
  run.mutable_test()->set_images(10);
  run.mutable_test()->set_correct_by_nearest_label(5);
  ASSERT_OK(WriteBinaryProto(Path("actual/deep/run.result.pb"), run));
  Write("actual/deep/run.mine_1.mine.pb", "no training, no attack");
  const auto lines = CheckFiles(published, Path("actual"), {});
  ASSERT_OK(lines.status());
  EXPECT_THAT(CheckFiles(published, Path("actual"), {.known_names = {.labels = {"category"}}}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "label: found \"speech\", expected one of category"));
  EXPECT_THAT(*lines, ElementsAre(HasSubstr("published 40.00 %, here 50.00 % (+10.00 points")));
  EXPECT_THAT(CheckFiles(published, Path("actual/deep/run.result.pb"), {.tolerance = {10}}),
              IsOkAndHolds(IsEmpty()));
  EXPECT_TRUE(HoldsPublishedNumbers(published));
  EXPECT_EQ(UpdateGolden(published, Path("actual/deep/run.result.pb")).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(CheckFilesTest, RefusesToCompareDifferentTypes) {
  Write("table.textproto", kTable);
  ASSERT_OK(WriteBinaryProto(Path("result.pb"), ExampleRun()));
  ASSERT_OK(WriteBinaryProto(Path("attack.pb"), ExampleAttack()));
  EXPECT_THAT(CheckFiles(Path("table.textproto"), Path("result.pb"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("table.textproto holds a message of type Table"),
                             HasSubstr("result.pb one of type RunResult"))));
  EXPECT_THAT(CheckFiles(Path("result.pb"), Path("attack.pb"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "attack.pb one of type AttackResult"));
}

TEST_F(CheckFilesTest, NamesTheFileThatCannotBeRead) {
  Write("golden.textproto", kTable);
  const auto check = [&](const std::string& actual) {
    return CheckFiles(Path("golden.textproto"), Path(actual), {});
  };
  EXPECT_THAT(check("none.pb"), StatusIs(absl::StatusCode::kNotFound, "none.pb"));
  Write("broken.pb", "\xff\xff");
  EXPECT_THAT(check("broken.pb"), StatusIs(absl::StatusCode::kInvalidArgument,
                                           "broken.pb: holds nothing that can be compared"));
  Write("bad.textproto", "name: 't' columns { headings: 'L1' } rows {}");
  EXPECT_THAT(check("bad.textproto"), StatusIs(absl::StatusCode::kInvalidArgument,
                                               "no Table: table 't': rows[0].cells: 0"));
  Write("empty.pb", "");
  EXPECT_THAT(check("empty.pb"),
              StatusIs(absl::StatusCode::kInvalidArgument, "no RunResult: recipe: absent"));
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "no .pb or .textproto file"));
  Write("golden/a.textproto", kTable);
  EXPECT_THAT(CheckFiles(Path("golden"), Path("nowhere"), {}),
              StatusIs(absl::StatusCode::kUnavailable, "nowhere"));
}

TEST_F(CheckFilesTest, UpdateMakesTheCheckPass) {
  ASSERT_OK(WriteBinaryProto(Path("new.pb"), Parse(kOtherTable)));
  for (const char* golden : {"golden.textproto", "golden.pb"}) {
    ASSERT_OK(UpdateGolden(Path(golden), Path("new.pb")));
    EXPECT_THAT(CheckFiles(Path(golden), Path("new.pb"), {}), IsOkAndHolds(IsEmpty()));
  }
}

}  // namespace
}  // namespace labelrep
