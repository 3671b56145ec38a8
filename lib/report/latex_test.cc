#include "lib/report/latex.h"

#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// What LaTeX prints for the commands that escaping uses; "" at the first thing that is none of
// them.
std::string Print(const std::string& latex) {
  static const std::vector<std::pair<std::string, std::string>> kCommands = {
      {"\\textbackslash{}", "\\"},
      {"\\textasciicircum{}", "^"},
      {"\\textasciitilde{}", "~"},
      {"\\textasciigrave{}", "`"},
      {"\\textquotesingle{}", "'"},
      {"\\textquotedbl{}", "\""},
      {"\\textless{}", "<"},
      {"\\textgreater{}", ">"},
      {"\\textbar{}", "|"},
      {"\\textemdash{}", "—"},
      {"\\textendash{}", "–"},
      {"$\\pm$", "±"},
      {"$\\times$", "×"},
      {"{[}", "["},
      {"{*}", "*"},
      {"-{}", "-"},
      {"\\{", "{"},
      {"\\}", "}"},
      {"\\$", "$"},
      {"\\&", "&"},
      {"\\#", "#"},
      {"\\%", "%"},
      {"\\_", "_"}};
  std::string result;
  for (size_t i = 0; i < latex.size();) {
    bool is_command = false;
    for (const auto& [command, printed] : kCommands) {
      if (latex.compare(i, command.size(), command) != 0) continue;
      result += printed;
      i += command.size();
      is_command = true;
      break;
    }
    if (is_command) continue;
    if (std::string("\\{}$&#%_^~<>|`'\"").find(latex[i]) != std::string::npos) return "";
    result += latex[i++];
  }
  return result;
}

TEST(LatexTest, Escapes) {
  EXPECT_EQ(EscapeLatex("50 % of {a_b} & #1"), "50 \\% of \\{a\\_b\\} \\& \\#1");
  EXPECT_EQ(EscapeLatex("89.1 ± 0.3"), "89.1 $\\pm$ 0.3");
  EXPECT_EQ(EscapeLatex("--flag and VGG-19"), "-{}-flag and VGG-19");
  EXPECT_EQ(EscapeLatex("[0, 1]"), "{[}0, 1]");
}

TEST(LatexTest, AnyTextComesBack) {
  std::mt19937 engine(4);
  for (int n = 0; n < kRandomTexts; ++n) {
    const std::string text = RandomText(engine);
    ASSERT_EQ(Print(EscapeLatex(text)), OneLine(text)) << EscapeLatex(text);
    ASSERT_EQ(EscapeLatex(text).find("--"), std::string::npos);
  }
}

TEST(LatexTest, CaptionLeavesTheNumberToLatex) {
  Table table;
  table.set_name("t");
  table.add_columns()->add_headings("n");
  for (const auto& [title, caption] :
       std::vector<std::pair<std::string, std::string>>{{"Table 12: of this", "of this"},
                                                        {"Table : of", "Table : of"},
                                                        {"Table 1", "Table 1"},
                                                        {"Tables", "Tables"}}) {
    table.set_title(title);
    EXPECT_NE(TableAsLatex(table).find("\\caption{" + caption + "}"), std::string::npos) << title;
  }
}

TEST(LatexTest, LabelHoldsOnlyWhatALabelMay) {
  Table table;
  table.set_name("my_table {2}");
  table.add_columns()->add_headings("n");
  EXPECT_NE(TableAsLatex(table).find("\\label{tab:my-table--2-}"), std::string::npos);
}

}  // namespace
}  // namespace labelrep
