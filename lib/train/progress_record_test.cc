#include "lib/train/progress_record.h"

#include <filesystem>
#include <string>

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

std::string Folder(const std::string& name) {
  const std::string folder = ::testing::TempDir() + "/" + name;
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

TEST(ProgressRecordTest, LiesBesideTheProvenance) {
  EXPECT_EQ(ProgressRecordPath("a/b/provenance_1_of_3.pb"), "a/b/progress.pb");
  EXPECT_EQ(ProgressRecordPath("provenance.pb"), "progress.pb");
}

TEST(ProgressRecordTest, HoldsWhatWasRecordedAndGoesWithTheRecorder) {
  const std::string path = Folder("holds") + "/progress.pb";
  {
    ProgressRecorder recorder(path, 100, milliseconds(0));
    EXPECT_FALSE(std::filesystem::exists(path));
    ProgressRecord record;
    recorder.Update({.images_done = 108, .images_total = 500});
    ASSERT_OK(ReadBinaryProto(path, &record));
    EXPECT_FALSE(record.has_loss());
    recorder.Update(
        {.images_done = 116, .images_total = 500, .loss = 0.5, .validation_accuracy = 0.25});
    ASSERT_OK(ReadBinaryProto(path, &record));
    EXPECT_EQ(record.images_done(), 116);
    EXPECT_EQ(record.images_total(), 500);
    EXPECT_EQ(record.images_before(), 100);
    EXPECT_GE(record.elapsed_s(), 0);
    EXPECT_LT(record.elapsed_s(), 60);
    EXPECT_EQ(record.loss(), 0.5);
    EXPECT_EQ(record.validation_accuracy(), 0.25);
  }
  EXPECT_TRUE(std::filesystem::is_empty(Folder("holds")));
}

TEST(ProgressRecordTest, IsWrittenOnceInAnInterval) {
  const std::string path = Folder("interval") + "/progress.pb";
  ProgressRecorder recorder(path, 0, hours(1));
  recorder.Update({.images_done = 1, .images_total = 2});
  recorder.Update({.images_done = 2, .images_total = 2});
  ProgressRecord record;
  ASSERT_OK(ReadBinaryProto(path, &record));
  EXPECT_EQ(record.images_done(), 1);
}

TEST(ProgressRecordTest, RemovesWhatAKilledProcessLeft) {
  const std::string path = Folder("killed") + "/progress.pb";
  ASSERT_OK(WriteFileAtomically(path, "left"));
  const ProgressRecorder recorder(path, 0);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(ProgressRecordTest, ARecordThatCannotBeWrittenIsNoError) {
  ProgressRecorder(Folder("none") + "/nowhere/progress.pb", 0).Update({.images_done = 1});
  ProgressRecorder("", 0).Update({.images_done = 1});
}

}  // namespace
}  // namespace labelrep
