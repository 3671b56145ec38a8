#include "lib/viz/vega_lite.h"

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// The specification as a tree; a test fails where it is no JSON.
Struct Parse(const Figure& figure) {
  Struct tree;
  const std::string json = *FigureAsVegaLite(figure);
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &tree).ok()) << json;
  return tree;
}

const Value& At(const Struct& tree, const char* name) { return tree.fields().at(name); }

const ListValue& Panels(const Struct& tree) {
  return At(At(tree, "vconcat").list_value().values(0).struct_value(), "concat").list_value();
}

TEST(VegaLiteTest, EveryPanelHasItsPointsBandsAndRuns) {
  const Struct tree = Parse(ExampleFigure());
  ASSERT_EQ(Panels(tree).values_size(), 2);
  const Struct& left = Panels(tree).values(0).struct_value();
  EXPECT_EQ(At(At(left, "data").struct_value(), "values").list_value().values_size(), 2);
  // Band, single runs, line, column heading.
  EXPECT_EQ(At(left, "layer").list_value().values_size(), 4);
  const Struct& right = Panels(tree).values(1).struct_value();
  EXPECT_EQ(At(At(right, "data").struct_value(), "values").list_value().values_size(), 3);
  EXPECT_EQ(At(right, "layer").list_value().values_size(), 3);
}

TEST(VegaLiteTest, AxesAndColorsAreTheFigures) {
  const std::string json = *FigureAsVegaLite(ExampleFigure());
  EXPECT_THAT(json, HasSubstr(R"("domain":["Speech","Random"],"range":["#D55E00","#0072B2"])"));
  EXPECT_THAT(json, HasSubstr(R"("range":[[1,0],[6,3]])"));
  EXPECT_THAT(json, HasSubstr(R"("domain":[0,1])"));
  EXPECT_THAT(json, HasSubstr(R"("values":[5,20])"));
  EXPECT_THAT(json, HasSubstr(R"("type":"log")"));
  // The renderer warns of a zero in a logarithmic scale.
  EXPECT_THAT(json, Not(HasSubstr(R"("zero")")));
}

const Struct& AxisOf(const Value& panel, const char* axis) {
  const Struct& encoding = At(panel.struct_value(), "encoding").struct_value();
  return At(At(encoding, axis).struct_value(), "axis").struct_value();
}

bool HasLabels(const Value& panel, const char* axis) {
  return At(AxisOf(panel, axis), "labels").bool_value();
}

bool HasTitle(const Value& panel, const char* axis) {
  return At(AxisOf(panel, axis), "title").kind_case() == Value::kStringValue;
}

TEST(VegaLiteTest, OneTitleOfTheXAxisServesAllColumns) {
  const Struct tree = Parse(ExampleFigure());
  EXPECT_TRUE(HasTitle(Panels(tree).values(0), "x"));
  EXPECT_EQ(At(AxisOf(Panels(tree).values(0), "x"), "titleAnchor").string_value(), "start");
  EXPECT_FALSE(HasTitle(Panels(tree).values(1), "x"));
}

TEST(VegaLiteTest, ALongRowGoesOnInAFurtherLine) {
  Figure figure = ExampleFigure();
  figure.clear_columns();
  for (const char* heading : {"a", "b", "c", "d", "e"}) figure.add_columns(heading);
  const Struct tree = Parse(figure);
  const Struct& grid = At(tree, "vconcat").list_value().values(0).struct_value();
  EXPECT_EQ(At(grid, "columns").number_value(), 4);
  ASSERT_EQ(Panels(tree).values_size(), 5);
  std::vector<bool> has_x;
  std::vector<bool> has_x_title;
  std::vector<bool> has_y;
  for (const Value& panel : Panels(tree).values()) {
    has_x.push_back(HasLabels(panel, "x"));
    has_x_title.push_back(HasTitle(panel, "x"));
    has_y.push_back(HasLabels(panel, "y"));
  }
  EXPECT_THAT(has_x, ElementsAre(true, true, true, true, true));
  EXPECT_THAT(has_x_title, ElementsAre(false, false, false, false, true));
  EXPECT_THAT(has_y, ElementsAre(true, false, false, false, true));
}

TEST(VegaLiteTest, NothingJoinsThePointsOfAScatter) {
  const std::string joined = R"({"type":"line","strokeWidth":1.8)";
  EXPECT_THAT(*FigureAsVegaLite(ExampleFigure()), HasSubstr(joined));
  Figure figure = ExampleFigure();
  figure.set_mark(Figure::SCATTER);
  EXPECT_THAT(*FigureAsVegaLite(figure), Not(HasSubstr(joined)));
  EXPECT_THAT(*FigureAsVegaLite(figure), HasSubstr(R"("symbolType":"circle")"));
}

TEST(VegaLiteTest, WithoutDashPatternsThereIsNoDashEncoding) {
  Figure figure = ExampleFigure();
  figure.mutable_series(1)->clear_dash();
  EXPECT_THAT(*FigureAsVegaLite(figure), Not(HasSubstr("\"strokeDash\":{")));
}

TEST(VegaLiteTest, BySeriesTheirNamesStandAtTheAxisAndThereIsNoLegend) {
  const Struct tree = Parse(ExampleBySeries());
  const Struct& panel = Panels(tree).values(0).struct_value();
  const Struct& encoding = At(panel, "encoding").struct_value();
  const Struct& x = At(encoding, "x").struct_value();
  EXPECT_EQ(At(x, "type").string_value(), "nominal");
  const ListValue& domain = At(At(x, "scale").struct_value(), "domain").list_value();
  ASSERT_EQ(domain.values_size(), 2);
  EXPECT_EQ(domain.values(1).string_value(), "Random");
  EXPECT_EQ(At(At(encoding, "color").struct_value(), "legend").kind_case(), Value::kNullValue);
  const ListValue& points = At(At(panel, "data").struct_value(), "values").list_value();
  EXPECT_EQ(At(points.values(0).struct_value(), "at").string_value(), "Speech");
  // What is bound to a legend needs one.
  EXPECT_THAT(*FigureAsVegaLite(ExampleBySeries()), Not(HasSubstr("pick")));
}

TEST(VegaLiteTest, NotesAndMissingRunsStandUnderTheFigure) {
  const std::string json = *FigureAsVegaLite(ExampleFigure());
  EXPECT_THAT(json, HasSubstr(R"("text":["Band: 95 % interval.","Subsets are nested.",)"
                              R"("Not in the figure: smoke_random_s8: no result"],)"
                              R"("orient":"bottom")"));
}

TEST(VegaLiteTest, OfManyMissingRunsThePictureSaysHowMany) {
  Figure figure = ExampleFigure();
  std::string names = "201 runs, no result: run";
  for (int i = 0; i < 200; ++i) names += ", run" + std::to_string(i);
  figure.set_missing(0, names);
  const std::string json = *FigureAsVegaLite(figure);
  EXPECT_THAT(json, HasSubstr("Not in the figure: 201 runs, no result (the table names them)\"]"));
  EXPECT_THAT(json, Not(HasSubstr("run199")));
}

TEST(VegaLiteTest, ALonePointIsSeenBesideLongLines) {
  Figure figure = ExampleFigure();
  Line& line = *figure.mutable_lines(0);
  const Point first = line.points(0);
  line.clear_points();
  *line.add_points() = first;
  EXPECT_THAT(*FigureAsVegaLite(figure),
              Not(HasSubstr("\"type\":\"point\",\"filled\":true,\"size\":24")));
  Line& curve = *figure.add_lines();
  curve.set_series(1);
  for (int i = 1; i <= 30; ++i) {
    Point& point = *curve.add_points();
    point.set_x(i);
    point.set_y(0.5);
  }
  EXPECT_THAT(*FigureAsVegaLite(figure),
              HasSubstr("\"type\":\"point\",\"filled\":true,\"size\":24"));
}

TEST(VegaLiteTest, PointsOfAPlaneHaveOneScaleAndNoTicks) {
  const Struct tree = Parse(ExampleOfPoints());
  const Struct& panel = Panels(tree).values(0).struct_value();
  EXPECT_EQ(At(panel, "width").number_value(), At(panel, "height").number_value());
  const Struct& encoding = At(panel, "encoding").struct_value();
  const auto domain = [&](const char* channel) {
    const Struct& scale = At(At(encoding, channel).struct_value(), "scale").struct_value();
    const ListValue& ends = At(scale, "domain").list_value();
    return std::pair(ends.values(0).number_value(), ends.values(1).number_value());
  };
  // x from -4 to 3, y from 1 to 3: as long a side for both, with a margin.
  const auto [x_min, x_max] = domain("x");
  const auto [y_min, y_max] = domain("y");
  EXPECT_NEAR(x_max - x_min, y_max - y_min, 1e-12);
  EXPECT_LT(x_min, -4);
  EXPECT_GT(x_max, 3);
  EXPECT_NEAR((y_min + y_max) / 2, 2, 1e-12);
  EXPECT_EQ(At(At(encoding, "y").struct_value(), "axis").kind_case(), Value::kNullValue);
  EXPECT_FALSE(At(AxisOf(Panels(tree).values(0), "x"), "ticks").bool_value());
  EXPECT_FALSE(HasLabels(Panels(tree).values(0), "x"));
}

TEST(VegaLiteTest, PointsOfAPlaneTakeTurnsAndHaveTheirPanelsCaption) {
  const Struct tree = Parse(ExampleOfPoints());
  const Struct& panel = Panels(tree).values(0).struct_value();
  const ListValue& points = At(At(panel, "data").struct_value(), "values").list_value();
  std::vector<std::string> series;
  for (const Value& point : points.values()) {
    series.push_back(At(point.struct_value(), "series").string_value());
  }
  EXPECT_THAT(series, ElementsAre("Speech", "Random", "Speech", "Speech"));
  const ListValue& caption = At(AxisOf(Panels(tree).values(0), "x"), "title").list_value();
  ASSERT_EQ(caption.values_size(), 2);
  EXPECT_EQ(caption.values(1).string_value(), "KL 1");
  // A panel without points or caption is an empty square.
  const Struct& empty = Panels(tree).values(1).struct_value();
  const Struct& encoding = At(empty, "encoding").struct_value();
  EXPECT_EQ(At(At(encoding, "x").struct_value(), "axis").kind_case(), Value::kNullValue);
}

TEST(VegaLiteTest, PicturesAreCrispImagesWithDescriptions) {
  const Struct tree = Parse(ExamplePictures());
  ASSERT_EQ(Panels(tree).values_size(), 1);
  const Struct& pictures = Panels(tree).values(0).struct_value();
  const Struct& images = At(pictures, "layer").list_value().values(0).struct_value();
  EXPECT_FALSE(At(At(images, "mark").struct_value(), "smooth").bool_value());
  const ListValue& rows = At(At(images, "data").struct_value(), "values").list_value();
  // Four pictures and two bars.
  ASSERT_EQ(rows.values_size(), 6);
  const Struct& first = rows.values(0).struct_value();
  EXPECT_EQ(At(first, "description").string_value(),
            "Speech, airplane: 2 x 2 numbers from -80 to 0 dB");
  EXPECT_THAT(At(first, "url").string_value(), ::testing::StartsWith("data:image/png;base64,iVBO"));
  EXPECT_EQ(At(first, "x2").number_value() - At(first, "x").number_value(), 128);
}

TEST(VegaLiteTest, SoundsAreBesideTheDrawing) {
  const Struct meta = At(Parse(ExamplePictures()), "usermeta").struct_value();
  const Struct sound = At(meta, "sounds").list_value().values(0).struct_value();
  EXPECT_EQ(At(sound, "row").string_value(), "Speech");
  EXPECT_EQ(At(sound, "picture").string_value(), "airplane");
  EXPECT_EQ(At(sound, "name").string_value(), "recording");
  // base64 of "RIFF....WAVE".
  EXPECT_EQ(At(sound, "data").string_value(), "data:audio/wav;base64,UklGRi4uLi5XQVZF");
}

TEST(VegaLiteTest, AnyTextMakesAValidDocument) {
  Figure figure = ExampleFigure();
  figure.set_title("a \"b\" \\ \xff\n</script>");
  figure.mutable_series(0)->set_name("\x01 \"");
  figure.set_columns(0, "\"");
  Parse(figure);
  Figure pictures = ExamplePictures();
  pictures.mutable_rows(0)->set_heading("\x01 \" \xff\n");
  pictures.mutable_pictures(0)->set_caption("\"\\");
  pictures.mutable_pictures(0)->mutable_sounds(0)->set_name("\xff\"");
  Parse(pictures);
}

}  // namespace
}  // namespace labelrep
