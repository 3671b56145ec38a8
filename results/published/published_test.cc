#include "results/published/published.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "results/published/published_testing.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

constexpr char kHead[] = "title: \"T\"\nsource: \"S\"\n";

// Reads a file of the usual head and these lines.
absl::StatusOr<PublishedNumbers> Read(const std::string& lines, const KnownNames& known = {}) {
  const std::string path = testing::TempDir() + "/published.textproto";
  EXPECT_THAT(WriteFileAtomically(path, kHead + lines), IsOk());
  return ReadPublished(path, known);
}

// A number in text form, but for some fields; "" leaves one out.
std::string Line(const std::map<std::string, std::string>& changed = {}) {
  std::map<std::string, std::string> fields = {{"dataset", "\"cifar10\""},
                                               {"encoder", "\"vgg19\""},
                                               {"label", "\"category\""},
                                               {"split", "TEST"},
                                               {"accuracy_percent", "40"}};
  for (const auto& [field, value] : changed) fields[field] = value;
  std::string line = "numbers {";
  for (const auto& [field, value] : fields) {
    if (!value.empty()) line += " " + field + ": " + value;
  }
  return line + " }\n";
}

void ExpectRefused(const std::string& lines, const std::string& message,
                   const KnownNames& known = {}) {
  const absl::Status status = Read(lines, known).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << lines;
  EXPECT_THAT(std::string(status.message()), HasSubstr("published.textproto:" + message));
}

TEST(ReadPublishedTest, ReadsTheCommittedFiles) {
  for (const auto& [name, size] : {std::pair("replication", 1405), {"replication2", 51}}) {
    const absl::StatusOr<PublishedNumbers> published =
        ReadPublished(std::string("results/published/") + name + ".textproto", {});
    ASSERT_THAT(published, IsOk());
    EXPECT_EQ(published->numbers_size(), size);
  }
}

TEST(ReadPublishedTest, RefusesNamesThatNobodyKnows) {
  const KnownNames known = {{}, {"resnet32", "vgg19"}, {"category"}, {}};
  EXPECT_THAT(Read(Line(), known), IsOk());
  ExpectRefused(Line() + Line({{"label", "\"speach\""}}),
                "4: numbers[1].label: found \"speach\", expected one of category", known);
  ExpectRefused(Line({{"encoder", "\"vgg\""}}),
                "3: numbers[0].encoder: found \"vgg\", expected one of resnet32, vgg19", known);
  ExpectRefused(Line({{"dataset", ""}}), "3: numbers[0].dataset: found nothing, expected a name");
  ExpectRefused(Line({{"attack", "{ attack: \"fgms\" epsilons: 0.1 }"}}),
                "3: numbers[0].attack.attack: found \"fgms\", expected one of fgsm",
                {{}, {}, {}, {"fgsm"}});
}

TEST(ReadPublishedTest, RefusesWhatIsNoAccuracy) {
  ExpectRefused(Line({{"accuracy_percent", "100.5"}}),
                "3: numbers[0].accuracy_percent: found 100.5, expected a number in [0, 100]");
  ExpectRefused(Line({{"accuracy_percent", "-1"}}), "3: numbers[0].accuracy_percent: found -1");
  ExpectRefused(Line({{"accuracy_percent", "nan"}}), "3: numbers[0].accuracy_percent: found nan");
  ExpectRefused(Line({{"train_fraction_percent", "0"}}),
                "3: numbers[0].train_fraction_percent: found 0");
  ExpectRefused(Line({{"split", ""}}), "3: numbers[0].split: found nothing");
  // An unknown metric is one of the format.
  ExpectRefused(Line({{"split", "TRAINING"}}), "3:");
  ExpectRefused(Line({{"attack", "{ attack: \"fgsm\" }"}}),
                "3: numbers[0].attack.epsilons: found 0 of them, expected one");
  ExpectRefused(Line({{"attack", "{ attack: \"fgsm\" epsilons: 0 }"}}),
                "3: numbers[0].attack.epsilons: found 0, expected a number above 0");
  ExpectRefused(Line({{"split", "VALIDATION"}, {"attack", "{ attack: \"fgsm\" epsilons: 0.1 }"}}),
                "3: numbers[0].split: found VALIDATION with an attack, expected TEST");
  EXPECT_THAT(Read(""), StatusIs(absl::StatusCode::kInvalidArgument, "at least one of numbers"));
}

TEST(ReadPublishedTest, RefusesTwoNumbersForOneCell) {
  ExpectRefused(Line({{"seed", "7"}}) + Line({{"seed", "8"}}) + Line({{"seed", "7"}}),
                "5: numbers[2].accuracy_percent: found a second number for the cell of line 3");
  EXPECT_THAT(Read(Line({{"seed", "7"}}) + Line({{"seed", "7"}, {"repetition", "2"}})), IsOk());
  // What is left out is what it stands for.
  ExpectRefused(Line() + Line({{"train_fraction_percent", "100"}}),
                "4: numbers[1].accuracy_percent");
}

TEST(DescribeCellTest, NamesWhatTheCellIs) {
  PublishedNumber number = TestNumber();
  EXPECT_EQ(DescribeCell(number),
            "cifar10, vgg19, category, 2 % of the images, 200 epochs, test split");
  number.mutable_attack()->set_attack("fgsm");
  number.mutable_attack()->set_targeted(true);
  number.mutable_attack()->add_epsilons(0.1);
  EXPECT_THAT(DescribeCell(number), HasSubstr(", test split, fgsm targeted, epsilon 0.1"));
}

TEST(CellOfTest, IsTheSameForOtherSeeds) {
  PublishedNumber other = TestNumber();
  other.set_seed(8);
  other.set_accuracy_percent(1);
  EXPECT_EQ(CellOf(TestNumber()), CellOf(other));
  other.set_split(PublishedNumber::VALIDATION);
  EXPECT_NE(CellOf(TestNumber()), CellOf(other));
}

}  // namespace
}  // namespace labelrep
