#include "lib/viz/write_figure.h"

#include <filesystem>
#include <string>

#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

std::string OutputFolder(const std::string& name) {
  const std::string folder = ::testing::TempDir() + "/" + name;
  std::filesystem::remove_all(folder);
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

TEST(WriteFigureTest, WritesEveryFormatAndTheFigureComesBack) {
  for (const Figure& figure : {ExampleFigure(), ExamplePictures()}) {
    const std::string prefix = OutputFolder("formats") + "/fig";
    ASSERT_OK(WriteFigure(figure, prefix));
    for (const char* suffix : {".csv", ".json", ".md", ".vl.json"}) {
      EXPECT_TRUE(std::filesystem::exists(prefix + suffix)) << suffix;
    }
    Figure back;
    ASSERT_OK(ReadBinaryProto(prefix + ".pb", &back));
    EXPECT_EQ(SerializeDeterministically(back), SerializeDeterministically(figure));
  }
}

TEST(WriteFigureTest, BytesStayTheSameInJson) {
  const std::string prefix = OutputFolder("bytes") + "/fig";
  Figure figure = ExamplePictures();
  figure.mutable_pictures(2)->set_rgb("\xff\xfe\x80\xc0\xc1\xf5");
  ASSERT_OK(WriteFigure(figure, prefix));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string json, ReadFile(prefix + ".json"));
  Figure back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &back).ok());
  EXPECT_EQ(SerializeDeterministically(back), SerializeDeterministically(figure));
}

TEST(WriteFigureTest, WritesNothingForABadFigureOrTable) {
  const std::string folder = OutputFolder("bad");
  EXPECT_THAT(WriteFigure(Figure(), folder + "/fig"),
              StatusIs(absl::StatusCode::kInvalidArgument, "name: empty"));
  Figure figure = ExampleFigure();
  figure.mutable_table()->add_columns();
  EXPECT_THAT(WriteFigure(figure, folder + "/fig"),
              StatusIs(absl::StatusCode::kInvalidArgument, "columns[0].headings"));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(WriteFigureTest, LeavesNoneOfItsFilesWhereOneCannotBeWritten) {
  const std::string folder = OutputFolder("unwritable");
  ASSERT_OK(MakeDirectory(folder + "/fig.json"));
  EXPECT_THAT(WriteFigure(ExampleFigure(), folder + "/fig"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "fig.json: it is a folder"));
  for (const char* suffix : {".pb", ".csv", ".md", ".vl.json"}) {
    EXPECT_FALSE(PathExists(folder + "/fig" + suffix)) << suffix;
  }
}

}  // namespace
}  // namespace labelrep
