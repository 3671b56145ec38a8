#include "lib/report/csv.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// The fields of a CSV file's lines, by RFC 4180.
std::vector<std::vector<std::string>> Parse(const std::string& csv) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    std::string& field = lines.back().back();
    if (quoted) {
      if (csv[i] != '"') {
        field += csv[i];
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        field += csv[i++];
      } else {
        quoted = false;
      }
    } else if (csv[i] == '"') {
      quoted = true;
    } else if (csv[i] == ',') {
      lines.back().emplace_back();
    } else if (csv[i] == '\n') {
      lines.emplace_back(1);
    } else {
      field += csv[i];
    }
  }
  return lines;
}

TEST(CsvTest, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(EscapeCsv("plain text; 5 %"), "plain text; 5 %");
  EXPECT_EQ(EscapeCsv("a,b"), "\"a,b\"");
  EXPECT_EQ(EscapeCsv("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(EscapeCsv("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(EscapeCsv(" a"), "\" a\"");
}

TEST(CsvTest, AnyTextComesBack) {
  std::mt19937 engine(2);
  for (int n = 0; n < kRandomTexts; ++n) {
    const std::string a = RandomText(engine);
    const std::string b = RandomText(engine);
    const auto lines = Parse(EscapeCsv(a) + "," + EscapeCsv(b) + "\n");
    ASSERT_EQ(lines.size(), 2) << a << "\n---\n" << b;
    ASSERT_EQ(lines[0], (std::vector<std::string>{ValidUtf8(a), ValidUtf8(b)}));
  }
}

}  // namespace
}  // namespace labelrep
