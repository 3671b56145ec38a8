#include "lib/base/output_folder.h"

#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(OutputFolderTest, OneAtATimeHasIt) {
  const std::string path = testing::TempDir() + "/one/run";
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(const OutputFolder folder, OutputFolder::Take(path));
    EXPECT_THAT(OutputFolder::Take(path),
                StatusIs(absl::StatusCode::kUnavailable,
                         AllOf(HasSubstr(path), HasSubstr(absl::StrCat("process ", getpid())),
                               HasSubstr("--out"))));
    ASSERT_OK(WriteFileAtomically(path + "/result", "x"));
  }
  EXPECT_THAT(std::filesystem::directory_iterator(path)->path().filename(), "result");
  EXPECT_OK(OutputFolder::Take(path));
}

TEST(OutputFolderTest, ALockThatAKilledProcessLeftKeepsNobodyOut) {
  const std::string path = testing::TempDir() + "/left";
  ASSERT_OK(MakeDirectory(path));
  ASSERT_OK(WriteFileAtomically(path + "/.in_use", "process 1 on another"));
  EXPECT_OK(OutputFolder::Take(path));
}

TEST(OutputFolderTest, AnEmptyFolderThatItMadeIsRemoved) {
  const std::string made = testing::TempDir() + "/made";
  EXPECT_OK(OutputFolder::Take(made));
  EXPECT_FALSE(PathExists(made));
  const std::string there = testing::TempDir() + "/there";
  ASSERT_OK(MakeDirectory(there));
  EXPECT_OK(OutputFolder::Take(there));
  EXPECT_THAT(ListFiles(there), IsOkAndHolds(IsEmpty()));
}

TEST(OutputFolderTest, WhatKilledWritersLeftIsRemoved) {
  const std::string path = testing::TempDir() + "/leftovers";
  ASSERT_OK(MakeDirectory(path));
  for (const char* name : {"result.pb", "result.pb.tmp.123.0", "checkpoint.safetensors.tmp.9.12",
                           "notes.tmp.old", "tmp.1.2.txt"}) {
    ASSERT_OK(WriteFileAtomically(absl::StrCat(path, "/", name), "x"));
  }
  EXPECT_OK(OutputFolder::Take(path));
  EXPECT_THAT(ListFiles(path),
              IsOkAndHolds(ElementsAre(path + "/notes.tmp.old", path + "/result.pb",
                                       path + "/tmp.1.2.txt")));
}

TEST(OutputFolderTest, NamesAPathThatIsNoFolder) {
  const std::string path = testing::TempDir() + "/file";
  ASSERT_OK(WriteFileAtomically(path, ""));
  EXPECT_THAT(OutputFolder::Take(path), StatusIs(absl::StatusCode::kNotFound, path));
}

}  // namespace
}  // namespace labelrep
