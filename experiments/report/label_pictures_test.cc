#include "experiments/report/label_pictures.h"

#include <cmath>
#include <string>

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/data/label_set.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

// Labels of two rows and three columns, or of that many numbers in one, that count upwards.
LabelSet Counting(int classes, const std::vector<int>& shape) {
  LabelSet labels;
  for (int length : shape) labels.add_shape(length);
  for (int i = 0; i < classes; ++i) labels.add_class_names("class " + std::to_string(i));
  for (int64_t i = 0; i < classes * LabelSize(labels); ++i) labels.add_values(i);
  return labels;
}

std::vector<float> Label(const LabelSet& labels, int index) {
  const auto begin = labels.values().begin() + index * LabelSize(labels);
  return {begin, begin + LabelSize(labels)};
}

class LabelPicturesTest : public ::testing::Test {
 protected:
  ReportSpec::Labels& Add(const std::string& dataset, const std::string& kind,
                          const LabelSet& labels) {
    inputs_.label_sets.push_back(labels);
    ReportSpec::Labels& entry = *spec_.add_label_sets();
    entry.set_dataset(dataset);
    entry.set_kind(kind);
    entry.set_file("labels.pb");
    return entry;
  }

  absl::StatusOr<Figure> Make() { return LabelPictures(spec_, inputs_, {Label, nullptr}); }

  ReportSpec spec_ = TestReport("any_figure").spec;
  ReportInputs inputs_;
};

TEST_F(LabelPicturesTest, ARowForEachKindAndAColumnForEachClass) {
  Add("shapes10", "mine", Counting(4, {5}));
  Add("shapes10", "speech", Counting(4, {2, 3}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
  ASSERT_EQ(figure.rows_size(), 2);
  EXPECT_EQ(figure.rows(0).heading(), "Speech");
  EXPECT_EQ(figure.rows(1).heading(), "mine");
  EXPECT_THAT(figure.rows(0).columns(), ElementsAre("class 0", "class 1", "class 2", "class 3"));
  EXPECT_TRUE(figure.rows(1).columns().empty());
  ASSERT_EQ(figure.pictures_size(), 8);
  // The first row is at the bottom.
  EXPECT_THAT(figure.pictures(1).values(), ElementsAre(9, 10, 11, 6, 7, 8));
  EXPECT_EQ(figure.pictures(1).height(), 2);
  EXPECT_THAT(figure.pictures(5).values(), ElementsAre(5, 6, 7, 8, 9));
  EXPECT_EQ(figure.pictures(5).height(), 1);
  EXPECT_EQ(figure.rows(0).colors().low(), 0);
  EXPECT_EQ(figure.rows(0).colors().high(), 23);
  EXPECT_OK(CheckTable(figure.table()));
  EXPECT_EQ(figure.table().rows(0).cells(0).text(), "2 x 3");
}

TEST_F(LabelPicturesTest, OfManyClassesTheFirstTenAreShownAndAllDecideTheColors) {
  Add("shapes100", "random", Counting(100, {2}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_EQ(figure.pictures_size(), 10);
  EXPECT_EQ(figure.rows(0).colors().high(), 200);
  EXPECT_THAT(figure.notes(), ElementsAre("Shapes-100: the first 10 of 100 classes."));
}

TEST_F(LabelPicturesTest, EachDataSetHasItsClassesAboveIt) {
  Add("shapes10", "random", Counting(4, {2}));
  Add("mydata", "random", Counting(3, {2}));
  Add("shapes10", "lowdim", Counting(4, {2}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
  ASSERT_EQ(figure.rows_size(), 3);
  EXPECT_EQ(figure.rows(0).heading(), "Shapes-10: Random");
  EXPECT_EQ(figure.rows(2).heading(), "mydata: Random");
  EXPECT_THAT(figure.rows(2).columns(), ElementsAre("class 0", "class 1", "class 2", ""));
}

TEST_F(LabelPicturesTest, SpectrogramsOfRecordingsAreInDecibels) {
  LabelSet labels = Counting(1, {64, 64});
  for (float& value : *labels.mutable_values()) value = -value / 64;
  Add("shapes10", "mine", labels);
  Add("shapes10", "speech", labels).set_recordings("folder");
  labels.set_values(0, 0.5f);
  Add("shapes10", "shuffle", labels).set_recordings("folder");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_EQ(figure.rows(0).colors().title(), "dB");
  // Not in [-80, 0], and not of recordings.
  EXPECT_FALSE(figure.rows(1).colors().has_title());
  EXPECT_FALSE(figure.rows(2).colors().has_title());
}

TEST_F(LabelPicturesTest, TheRangeOfTheColorsIsRoundedOutwards) {
  LabelSet labels = Counting(1, {2});
  labels.set_values(0, -79.99f);
  labels.set_values(1, -0.007f);
  Add("shapes10", "speech", labels);
  labels.set_values(0, 0.01f);
  labels.set_values(1, 0.91f);
  Add("shapes10", "mine", labels);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_EQ(figure.rows(0).colors().low(), -80);
  EXPECT_EQ(figure.rows(0).colors().high(), 0);
  EXPECT_FALSE(std::signbit(figure.rows(0).colors().high()));
  EXPECT_DOUBLE_EQ(figure.rows(1).colors().low(), 0.01);
  EXPECT_DOUBLE_EQ(figure.rows(1).colors().high(), 0.91);
}

TEST_F(LabelPicturesTest, LabelsOfOneNumberAloneHaveColors) {
  Add("shapes10", "mine", Counting(1, {1}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
}

TEST_F(LabelPicturesTest, NamesWhatIsMissingOrBad) {
  Add("shapes10", "speech", LabelSet()).set_missing("no recordings");
  Add("shapes10", "shuffle", LabelSet()).set_missing("no recordings");
  Add("shapes10", "mine", FailedLabelSet(LabelRecipe(), "mine.npy: is empty"));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
  EXPECT_EQ(figure.pictures_size(), 0);
  EXPECT_THAT(figure.missing(), ElementsAre("2 label sets, no recordings: Speech, Shuffle",
                                            "mine: mine.npy: is empty"));
  EXPECT_EQ(figure.table().notes(1), "Not in the figure: mine: mine.npy: is empty");
}

TEST_F(LabelPicturesTest, RefusesWhatItCannotShow) {
  const auto invalid = [](const char* message) {
    return StatusIs(absl::StatusCode::kInvalidArgument, message);
  };
  EXPECT_THAT(Make(), invalid("figure any_figure: no label sets"));
  Add("shapes10", "random", Counting(4, {2}));
  Add("shapes10", "random", Counting(4, {2}));
  EXPECT_THAT(Make(), invalid("kind 'random' of data set 'shapes10' comes twice"));
}

}  // namespace
}  // namespace labelrep
