#include "lib/base/user_text.h"

#include <cstdint>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(UserTextTest, TakesUtf8WithAndWithoutByteOrderMark) {
  EXPECT_THAT(CheckedUserText("", "f"), IsOkAndHolds(""));
  EXPECT_THAT(CheckedUserText("cat\r\n", "f"), IsOkAndHolds("cat\r\n"));
  EXPECT_THAT(CheckedUserText("\xEF\xBB\xBF"
                              "cat\n",
                              "f"),
              IsOkAndHolds("cat\n"));
  EXPECT_THAT(CheckedUserText("caf\u00e9 \u82f9\u679c \U0001f431", "f"),
              IsOkAndHolds("caf\u00e9 \u82f9\u679c \U0001f431"));
  // The same character elsewhere is one of the text's own.
  EXPECT_THAT(CheckedUserText("a\xEF\xBB\xBF", "f"), IsOkAndHolds("a\xEF\xBB\xBF"));
}

void ExpectRefused(absl::string_view bytes, const std::string& part) {
  EXPECT_THAT(CheckedUserText(bytes, "names.txt"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("names.txt: "), HasSubstr(part))));
}

TEST(UserTextTest, NamesOtherEncodings) {
  ExpectRefused(absl::string_view("\xFF\xFE"
                                  "c\0a\0",
                                  6),
                "is UTF-16 text; expected UTF-8");
  ExpectRefused(absl::string_view("\xFE\xFF\0c\0a", 6), "is UTF-16");
  ExpectRefused(absl::string_view("c\0a\0t\0\n\0", 8), "is UTF-16");
  ExpectRefused(absl::string_view("\xFF\xFE\0\0c\0\0\0", 8), "is UTF-32");
  ExpectRefused(absl::string_view("\0\0\xFE\xFF\0\0\0c", 8), "is UTF-32");
}

TEST(UserTextTest, NamesThePlaceOfWhatIsNoText) {
  ExpectRefused("cat\ncaf\xE9\n", "line 2, byte 7 of the file is 0xe9, which is not UTF-8");
  ExpectRefused(absl::string_view("cat\ndog\0\n", 9), "line 2, byte 7 of the file is 0x00");
}

// The valid ones of all strings of `length` bytes whose first is at least `first`, and whose fourth
// is 0x80.
int CountValid(int first, int length) {
  const int seconds = length > 1 ? 256 : 1;
  const int thirds = length > 2 ? 256 : 1;
  int valid = 0;
  for (int a = first; a < 256; ++a) {
    for (int b = 0; b < seconds; ++b) {
      for (int c = 0; c < thirds; ++c) {
        const char bytes[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c),
                              '\x80'};
        valid += ValidUtf8Prefix({bytes, static_cast<size_t>(length)}) == length;
      }
    }
  }
  return valid;
}

// As many as Python's decoder takes:
//   def valid(*b):
//       try: return bytes(b).decode("utf-8") is not None
//       except UnicodeDecodeError: return False
//   r = range(256)
//   sum(valid(a) for a in r), sum(valid(a, b) for a in r for b in r)
//   sum(valid(a, b, c) for a in range(0xe0, 256) for b in r for c in r)
//   sum(valid(a, b, c, 0x80) for a in range(0xf0, 256) for b in r for c in r)
TEST(ValidUtf8PrefixTest, TakesEveryCharacterAndNothingElse) {
  EXPECT_EQ(CountValid(0, 1), 128);
  EXPECT_EQ(CountValid(0, 2), 18304);
  EXPECT_EQ(CountValid(0xE0, 3), 61440);
  EXPECT_EQ(CountValid(0xF0, 4), 16384);
}

TEST(ValidUtf8PrefixTest, IsAPrefixOfAnyBytes) {
  const std::string text = "airplane\ncaf\u00e9\n\u82f9\u679c\n\U0001f431\n";
  for (uint64_t i = 0; i < 20000; ++i) {
    const std::string bytes = MutatedBytes(text, i);
    const size_t valid = ValidUtf8Prefix(bytes);
    ASSERT_LE(valid, bytes.size());
    EXPECT_EQ(ValidUtf8Prefix(bytes.substr(0, valid)), valid);
    EXPECT_EQ(CheckedUserText(bytes, "f").ok(),
              valid == bytes.size() && bytes.find('\0') == std::string::npos);
  }
}

TEST(UserTextTest, ReadsFiles) {
  const std::string path = testing::TempDir() + "/names.txt";
  ASSERT_OK(WriteFileAtomically(path,
                                "\xEF\xBB\xBF"
                                "cat\n"));
  EXPECT_THAT(ReadTextFile(path), IsOkAndHolds("cat\n"));
  EXPECT_THAT(ReadTextFile(path + ".none"), StatusIs(absl::StatusCode::kNotFound, path));
}

}  // namespace
}  // namespace labelrep
