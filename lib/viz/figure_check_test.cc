#include "lib/viz/figure_check.h"

#include <cmath>
#include <functional>
#include <limits>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

// The message for the example after `change`.
absl::Status CheckAfter(const std::function<void(Figure&)>& change) {
  Figure figure = ExampleFigure();
  change(figure);
  return CheckFigure(figure);
}

Point& PointOf(Figure& figure, int line, int point) {
  return *figure.mutable_lines(line)->mutable_points(point);
}

auto Invalid(const char* message) { return StatusIs(absl::StatusCode::kInvalidArgument, message); }

TEST(FigureCheckTest, AcceptsAGoodFigure) { EXPECT_OK(CheckFigure(ExampleFigure())); }

TEST(FigureCheckTest, PicturesAreCheckedAndStandInAFigureOfPicturesOnly) {
  Figure figure = ExamplePictures();
  EXPECT_OK(CheckFigure(figure));
  figure.clear_of_pictures();
  EXPECT_THAT(CheckFigure(figure), Invalid("of_pictures: not set, but there are some"));
  figure.set_of_pictures(true);
  figure.mutable_pictures(0)->clear_values();
  EXPECT_THAT(CheckFigure(figure), Invalid("pictures[0]: neither values nor rgb"));
}

TEST(FigureCheckTest, NamesAMissingPart) {
  EXPECT_THAT(CheckFigure(Figure()), Invalid("figure '': name: empty"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.clear_rows(); }), Invalid("figure 'fig': rows: none"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.clear_columns(); }), Invalid("columns: none"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.clear_x(); }), Invalid("x.title: empty"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->clear_y(); }),
              Invalid("rows[0].y.title: empty"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_lines(2)->clear_points(); }),
              Invalid("lines[2] ('Random', row '', column 'ResNet-8'): no points"));
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 2, 0).clear_y(); }), Invalid("without x or y"));
}

TEST(FigureCheckTest, NamesTheSeriesThatIsWrong) {
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_series(1)->set_name("Speech"); }),
              Invalid("series[1].name: 'Speech', which another series has"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_series(1)->set_color("blue"); }),
              Invalid("series[1].color: 'blue', expected '#rrggbb'"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_lines(2)->set_series(2); }),
              Invalid("lines[2]: row 0, column 1, series 2, expected below 1, 2 and 2"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_lines(2)->set_series(0); }),
              Invalid("lines[2]: a second line of 'Speech' in row 0, column 1"));
}

TEST(FigureCheckTest, NamesThePointThatIsWrong) {
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 0, 1).set_y(std::nan("")); }),
              Invalid("lines[0] ('Speech', row '', column 'VGG19'), points[1]: y nan, expected a "
                      "finite number"));
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 0, 1).set_x(5); }),
              Invalid("points[1]: x 5, expected more than the one before it, 5"));
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 0, 0).set_x(0); }),
              Invalid("points[0]: x 0, expected above 0 on a logarithmic axis"));
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 0, 0).clear_hi(); }),
              Invalid("points[0]: only one end of an interval"));
  EXPECT_THAT(CheckAfter([](Figure& f) { PointOf(f, 0, 0).set_hi(0.2); }),
              Invalid("y 0.25 is outside its interval 0.125 to 0.2"));
  EXPECT_THAT(CheckAfter([](Figure& f) {
                PointOf(f, 0, 0).mutable_runs(1)->set_y(std::numeric_limits<double>::infinity());
              }),
              Invalid("points[0], run 'b': y inf"));
}

TEST(FigureCheckTest, NamesTheAxisThatIsWrong) {
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->mutable_y()->set_max(0); }),
              Invalid("rows[0].y: min 0, expected below max 0"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_x()->set_ticks(1, 5); }),
              Invalid("x.ticks[1]: 5, expected more than the one before it, 5"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_x()->set_min(0); }),
              Invalid("x: min 0, expected above 0 on a logarithmic axis"));
}

TEST(FigureCheckTest, PointsStandWhereTheyLike) {
  Figure figure = ExampleFigure();
  Line& line = *figure.mutable_lines(0);
  line.mutable_points(1)->set_x(line.points(0).x());
  EXPECT_FALSE(CheckFigure(figure).ok());
  figure.set_mark(Figure::SCATTER);
  EXPECT_THAT(CheckFigure(figure),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected one beside points"));
  figure.mutable_table();
  EXPECT_OK(CheckFigure(figure));
}

TEST(FigureCheckTest, OnAnAxisBySeriesEachHasItsPlace) {
  Figure figure = ExampleBySeries();
  EXPECT_OK(CheckFigure(figure));
  PointOf(figure, 1, 0).set_x(2);
  EXPECT_THAT(CheckFigure(figure), Invalid("lines[1]: x 2, expected its series, 1"));
  figure = ExampleBySeries();
  figure.mutable_x()->add_ticks(1);
  EXPECT_THAT(CheckFigure(figure), Invalid("x: log, min, max or ticks of an axis by series"));
  figure = ExampleBySeries();
  figure.clear_table();
  EXPECT_THAT(CheckFigure(figure), Invalid("table: none"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->mutable_y()->set_by_series(true); }),
              Invalid("rows: a y axis by series"));
}

TEST(FigureCheckTest, PointsOfAPlaneNeedNotRise) {
  Figure figure = ExampleOfPoints();
  EXPECT_OK(CheckFigure(figure));
  figure.set_mark(Figure::LINES);
  EXPECT_THAT(CheckFigure(figure), Invalid("points[1]: x -4, expected more than"));
  figure.clear_lines();
  EXPECT_THAT(CheckFigure(figure), Invalid("captions[0]: expected none but with the mark POINTS"));
}

TEST(FigureCheckTest, PointsOfAPlaneHaveATableAndCaptionsOfTheirPanels) {
  Figure figure = ExampleOfPoints();
  figure.clear_table();
  EXPECT_THAT(CheckFigure(figure), Invalid("table: none"));
  figure = ExampleOfPoints();
  figure.mutable_captions(0)->set_column(2);
  EXPECT_THAT(CheckFigure(figure), Invalid("captions[0]: row 0, column 2, expected below 1 and 2"));
  figure = ExampleOfPoints();
  figure.mutable_rows(0)->mutable_y()->set_log(true);
  figure.mutable_rows(0)->mutable_y()->clear_min();
  EXPECT_THAT(CheckFigure(figure), Invalid("mark: POINTS on an axis by series or a logarithmic"));
}

}  // namespace
}  // namespace labelrep
