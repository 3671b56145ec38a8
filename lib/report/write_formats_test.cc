#include "lib/report/write_formats.h"

#include <filesystem>

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

class WriteFormatsTest : public ::testing::Test {
 protected:
  WriteFormatsTest() : folder_(::testing::TempDir() + "/write_formats") {
    std::filesystem::remove_all(folder_);
    EXPECT_OK(MakeDirectory(folder_));
  }

  absl::Status Write() { return WriteFormats({{".a", "1"}, {".b", "2"}, {".c", "3"}}, Prefix()); }

  std::string Prefix() const { return folder_ + "/out"; }

  bool Exists(const std::string& suffix) const { return PathExists(Prefix() + suffix); }

  std::string folder_;
};

TEST_F(WriteFormatsTest, WritesEach) {
  ASSERT_OK(Write());
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string written, ReadFile(Prefix() + ".c"));
  EXPECT_EQ(written, "3");
  EXPECT_TRUE(Exists(".a"));
  EXPECT_TRUE(Exists(".b"));
}

TEST_F(WriteFormatsTest, AnErrorLeavesTheOlderOnes) {
  ASSERT_OK(WriteFileAtomically(Prefix() + ".a", "older"));
  // No file can be written in its place.
  ASSERT_OK(MakeDirectory(Prefix() + ".b"));
  EXPECT_THAT(Write(), StatusIs(absl::StatusCode::kFailedPrecondition, "out.b: it is a folder"));
  EXPECT_THAT(ReadFile(Prefix() + ".a"), IsOkAndHolds("older"));
  EXPECT_FALSE(Exists(".c"));
}

}  // namespace
}  // namespace labelrep
