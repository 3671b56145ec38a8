#include "lib/data/class_names.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

absl::StatusOr<std::vector<std::string>> Read(const std::string& text) {
  const std::string path = testing::TempDir() + "/names.txt";
  EXPECT_OK(WriteFileAtomically(path, text));
  return ReadClassNames(path);
}

void ExpectRefused(const std::string& text, const std::string& message) {
  EXPECT_THAT(Read(text), StatusIs(absl::StatusCode::kInvalidArgument, "/names.txt: " + message));
}

TEST(ClassNamesTest, ReadsOneNameALine) {
  EXPECT_THAT(Read("cat\r\n maple_tree \npickup truck\n\n"),
              IsOkAndHolds(ElementsAre("cat", "maple_tree", "pickup truck")));
}

TEST(ClassNamesTest, ReadsUtf8) {
  EXPECT_THAT(Read("\xEF\xBB\xBF"
                   "airplane\ncaf\u00e9\n"),
              IsOkAndHolds(ElementsAre("airplane", "caf\u00e9")));
  ExpectRefused(std::string("\xFF\xFE"
                            "c\0a\0",
                            6),
                "is UTF-16 text; expected UTF-8");
  ExpectRefused("cat\ncaf\xE9\n", "line 2, byte 7 of the file is 0xe9, which is not UTF-8");
}

TEST(ClassNamesTest, RefusesEmptyAndRepeatedLines) {
  ExpectRefused("cat\n", "one class; expected two or more");
  ExpectRefused("", "line 1 is empty; expected one class name a line");
  ExpectRefused("cat\n\ndog\n", "line 2 is empty");
  ExpectRefused("cat\ndog\ncat\n", "line 3 repeats the class name \"cat\" of line 1");
}

TEST(ClassNamesTest, RefusesWhatIsNoFileOfNames) {
  std::string names;
  for (int i = 0; i < kMaxClasses; ++i) absl::StrAppend(&names, "class", i, "\n");
  EXPECT_THAT(Read(names), IsOkAndHolds(testing::SizeIs(256)));
  ExpectRefused(names + "more\n", "257 lines; expected at most 256 class names");
  ExpectRefused(std::string(1 << 17, 'x'), "131072 bytes; expected class names, at most 65536");
  EXPECT_THAT(ReadClassNames("/none/names"), StatusIs(absl::StatusCode::kNotFound, "/none/names"));
}

}  // namespace
}  // namespace labelrep
