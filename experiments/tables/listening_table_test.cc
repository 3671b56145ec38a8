#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/stats/agreement.h"
#include "results/listening.pb.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Columns.
constexpr int kSounds = 0;
constexpr int kRight = 1;
constexpr int kNone = 2;
constexpr int kBelow = 3;
constexpr int kAgreement = 4;
constexpr int kByChance = 5;
constexpr int kKappa = 6;
constexpr int kNearest = 7;
constexpr int kNearestAgreement = 8;

void AddHeard(const std::vector<int>& names, float confidence, Heard* heard) {
  for (const int name : names) {
    heard->add_names(name);
    heard->add_confidences(confidence);
  }
}

// Two classes and four images, of the classes 0, 0, 1, 1; losses 1, 1, 1 and 9.
ListeningResult MakeListening() {
  ListeningResult result;
  result.mutable_recipe()->set_images(4);
  result.mutable_recipe()->set_clips(4);
  result.set_weights_sha256(std::string(64, 'a'));
  for (const char* name : {"heart", "star"}) result.add_class_names(name);
  for (const int label : {0, 0, 1, 1}) result.add_classes(label);
  for (const float loss : {1, 1, 1, 9}) result.add_losses(loss);
  for (const int decided : {0, 1, 1, 1}) result.add_decisions(decided);
  result.set_loss_threshold(3.5);
  result.set_least_confidence(-5);
  // All three right; two of three right; one right and two too unlikely; all wrong.
  AddHeard({0, 0, 0, 0, 1, 0, 1}, -3, result.mutable_outputs());
  AddHeard({1, 1}, -6, result.mutable_outputs());
  AddHeard({0, 0, 0}, -3, result.mutable_outputs());
  AddHeard({0, 0, 1, 1, 1, 1}, -3, result.mutable_labels());
  AddHeard({0, 0, 0, 0, 0, 0}, -8, result.mutable_shuffled());
  AddHeard({0, -1}, -4, result.mutable_recordings());
  return result;
}

class ListeningTableTest : public testing::Test {
 protected:
  ListeningTableTest() : report_("listening_table") {}

  void AddListening(const ListeningResult& result) {
    report_.AddRun("resnet8", "speech", 100, 7, 0.8).set_weights_sha256(std::string(64, 'a'));
    report_.AddMeasurement("listening", result);
    digest_ = Sha256Hex(SerializeDeterministically(FilledRecipe(result)));
  }

  static ListeningRecipe FilledRecipe(const ListeningResult& result) {
    ListeningRecipe recipe = result.recipe();
    FillDefaults(&recipe);
    return recipe;
  }

  // Of the run added last.
  void AddAnswers(const std::string& listener, const std::string& answers,
                  const std::string& weights = std::string(64, 'a')) {
    const std::string path = absl::StrCat(std::getenv("TEST_TMPDIR"), "/", listener, ".json");
    EXPECT_OK(WriteFileAtomically(
        path, absl::StrCat(R"({"format":"labelrep answers","version":1,"run":")",
                           report_.spec.runs().rbegin()->name(), R"(","weights_sha256":")", weights,
                           R"(","recipe_sha256":")", digest_, R"(","listener":")", listener,
                           R"(","answers":{)", answers, "}}")));
    report_.spec.add_answers(path);
  }

  absl::StatusOr<Table> TryMake() const { return MakeTable(report_.spec, report_.inputs); }

  Table Make() const {
    const absl::StatusOr<Table> table = TryMake();
    EXPECT_OK(table);
    EXPECT_OK(CheckTable(table.value_or(Table())));
    return table.value_or(Table());
  }

  void ExpectRefused(absl::StatusCode code, const std::string& message) const {
    EXPECT_THAT(TryMake(), StatusIs(code, HasSubstr(message)));
  }

  TestReport report_;
  std::string digest_;  // of the recipe of the listening
};

std::vector<std::string> Sounds(const Table& table) {
  std::vector<std::string> sounds;
  for (const Row& row : table.rows()) {
    sounds.push_back(absl::StrCat(row.headings(2), ": ", row.headings(3)));
  }
  return sounds;
}

std::vector<double> Values(const Row& row, const std::vector<int>& columns) {
  std::vector<double> values;
  for (const int column : columns) {
    EXPECT_EQ(row.cells(column).status(), Cell::OK) << column;
    values.push_back(row.cells(column).value());
  }
  return values;
}

TEST_F(ListeningTableTest, TheListenersCeilingStandsFirst) {
  AddListening(MakeListening());
  const Table table = Make();
  EXPECT_THAT(Sounds(table), ElementsAre("recordings: recogniser", "labels: recogniser",
                                         "shuffled labels: recogniser", "outputs: recogniser",
                                         "outputs: recogniser, by majority"));
  EXPECT_THAT(Values(table.rows(0), {kSounds, kRight, kNone}), ElementsAre(2, 0.5, 0.5));
  EXPECT_THAT(Values(table.rows(1), {kSounds, kRight, kNone}), ElementsAre(6, 5.0 / 6, 0));
  EXPECT_THAT(Values(table.rows(2), {kSounds, kRight, kNone}), ElementsAre(6, 0, 1));
  EXPECT_EQ(table.rows(2).cells(kAgreement).status(), Cell::NOT_APPLICABLE);
}

TEST_F(ListeningTableTest, AgreementIsWithWhatTheModelSaysOfTheSameSounds) {
  AddListening(MakeListening());
  const Table table = Make();
  const Row& single = table.rows(3);
  // Right: 3, 2, 1 and 0 of three; below the threshold: the first nine.
  EXPECT_THAT(Values(single, {kSounds, kRight, kNone, kBelow, kAgreement, kByChance}),
              ElementsAre(12, 0.5, 2.0 / 12, 0.75, 9.0 / 12, 0.5));
  EXPECT_NEAR(single.cells(kKappa).value(), 0.5, 1e-12);
  // As of four images.
  EXPECT_NEAR(single.cells(kAgreement).lo(), WilsonInterval(0.75, 4).lo, 1e-12);
  EXPECT_NEAR(single.cells(kAgreement).hi(), WilsonInterval(0.75, 4).hi, 1e-12);
  // By the nearest label all but the second image are correct.
  EXPECT_THAT(Values(single, {kNearest, kNearestAgreement}), ElementsAre(0.75, 5.0 / 12));

  // Right: the first two images; below: the first three.
  const Row& majority = table.rows(4);
  EXPECT_THAT(Values(majority, {kSounds, kRight, kBelow, kAgreement, kNearestAgreement}),
              ElementsAre(4, 0.5, 0.75, 0.75, 0.25));
  EXPECT_EQ(majority.cells(kNone).status(), Cell::NOT_APPLICABLE);
}

TEST_F(ListeningTableTest, SaysWhichLimitWouldAgreeBest) {
  ListeningResult result = MakeListening();
  // The first two images are named right, and the only ones with a loss below 5.
  for (const auto& [image, loss] : {std::pair(0, 2.0F), std::pair(1, 4.0F), std::pair(2, 5.0F)}) {
    result.mutable_losses()->Set(image, loss);
  }
  AddListening(result);
  EXPECT_THAT(
      Make().notes(),
      testing::Contains("Shapes-10, ResNet-8, Speech: of all limits of the loss 5.00 agrees "
                        "best with the recogniser's majority, on 100.0 % of these images; "
                        "the threshold is 3.50."));
}

TEST_F(ListeningTableTest, PeopleStandBehindTheRecogniser) {
  ListeningResult result = MakeListening();
  AddListening(result);
  AddAnswers("Ann", R"("0/0":"heart","2/1":"none")");
  AddAnswers("Bob", R"("0/2":"heart","0/1":"star","3/0":"star")");
  const Table table = Make();
  ASSERT_EQ(table.rows_size(), 9);
  EXPECT_THAT(Sounds(table),
              testing::IsSupersetOf({"outputs: Ann", "outputs: Bob", "outputs: 2 people",
                                     "outputs: people, by majority"}));
  EXPECT_THAT(Values(table.rows(5), {kSounds, kRight, kNone, kBelow, kAgreement}),
              ElementsAre(2, 0.5, 0.5, 1, 0.5));
  EXPECT_THAT(Values(table.rows(7), {kSounds, kRight, kNone, kBelow}),
              ElementsAre(5, 0.6, 0.2, 0.8));
  EXPECT_NEAR(table.rows(7).cells(kAgreement).value(), 0.4, 1e-12);
  // Only the first image has three answers, of which two are right.
  EXPECT_THAT(Values(table.rows(8), {kSounds, kRight, kAgreement}), ElementsAre(1, 1, 1));
  EXPECT_EQ(table.rows(8).cells(kKappa).status(), Cell::NOT_APPLICABLE);
}

TEST_F(ListeningTableTest, OneListenerHasNoMajority) {
  AddListening(MakeListening());
  AddAnswers("Ann", R"("0/0":"heart")");
  const Table table = Make();
  ASSERT_EQ(table.rows_size(), 7);
  EXPECT_THAT(Values(table.rows(6), {kSounds}), ElementsAre(0));
  EXPECT_EQ(table.rows(6).cells(kRight).status(), Cell::NOT_APPLICABLE);
}

TEST_F(ListeningTableTest, NamesWhatIsMissing) {
  AddListening(MakeListening());
  report_.AddRun("resnet8", "shuffle", 100, 7, 0.8);
  ListeningResult failed;
  failed.mutable_failure()->set_message("labels are no sounds");
  report_.AddMeasurement("listening", failed);
  report_.AddRun("resnet8", "composite", 100, 7, 0.8);
  report_.AddFailedRun("resnet8", "constant", 100, 7);
  const Table table = Make();
  ASSERT_EQ(table.rows_size(), 8);
  EXPECT_EQ(table.rows(5).cells(0).status(), Cell::FAILED);
  EXPECT_EQ(table.rows(5).cells(0).note(), "resnet8_shuffle_p100_s7: labels are no sounds");
  EXPECT_EQ(table.rows(6).cells(0).status(), Cell::ABSENT);
  EXPECT_EQ(table.rows(7).cells(0).status(), Cell::FAILED);
}

TEST_F(ListeningTableTest, RefusesAnswersThatAreNotOfItsModels) {
  AddListening(MakeListening());
  AddAnswers("Ann", "", "bb");
  ExpectRefused(absl::StatusCode::kFailedPrecondition,
                "Ann.json: weights_sha256: found \"bb\", expected \"aaaa");
  report_.spec.clear_answers();
  AddAnswers("Ann", R"("0/3":"heart")");
  ExpectRefused(absl::StatusCode::kInvalidArgument, "Ann.json: answers: found the clip \"0/3\"");
  report_.spec.clear_answers();
  AddAnswers("Ann", R"("0/0":"heart")");
  report_.spec.add_answers(report_.spec.answers(0));
  ExpectRefused(absl::StatusCode::kInvalidArgument,
                "Ann.json: listener: \"Ann\" is in another file too");
  report_.spec.mutable_runs(0)->set_name("other");
  report_.spec.mutable_measurements(0)->set_run("other");
  ExpectRefused(absl::StatusCode::kFailedPrecondition,
                "Ann.json: run: found \"resnet8_speech_p100_s7\", expected one of those in this "
                "table: other; make the table of that run's profile");
  report_.spec.set_answers(0, "/no/answers.json");
  ExpectRefused(absl::StatusCode::kNotFound, "/no/answers.json");
}

TEST_F(ListeningTableTest, RefusesResultsThatDoNotHoldTogether) {
  ListeningResult result = MakeListening();
  result.add_losses(1);
  AddListening(result);
  ExpectRefused(absl::StatusCode::kFailedPrecondition,
                "1.measured.pb: losses: 5, expected 4 of 4 images, 2 classes and 3 phases");
  report_ = TestReport("listening_table");
  result = MakeListening();
  result.mutable_outputs()->add_names(0);
  AddListening(result);
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "outputs.names: 13, expected 12");
  report_ = TestReport("listening_table");
  result = MakeListening();
  result.set_weights_sha256(std::string(64, 'b'));
  AddListening(result);
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "weights_sha256");
  report_ = TestReport("listening_table");
  result = MakeListening();
  result.mutable_classes()->Set(0, 2);
  AddListening(result);
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "classes: found 2");
}

}  // namespace
}  // namespace labelrep
