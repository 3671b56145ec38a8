// Random text for the tests of the formats' escaping.
#ifndef LIB_REPORT_ESCAPE_TESTING_H_
#define LIB_REPORT_ESCAPE_TESTING_H_

#include <iterator>
#include <random>
#include <string>

namespace labelrep {

// Up to 24 characters, most of them special in some format; now and then broken UTF-8.
inline std::string RandomText(std::mt19937& engine) {
  static const char* const kPieces[] = {
      "|",    "\\",   "`",        "*",     "_",    "[",    "]",  "<",  ">",  "&",  "#",  "%",
      "$",    "{",    "}",        "^",     "~",    "\"",   "'",  ",",  "-",  "+",  "=",  "!",
      "(",    ")",    ".",        ":",     ";",    "/",    "@",  "?",  " ",  "\n", "\r", "\t",
      "\x7f", "\xff", "\xe2\x82", "a",     "B",    "z",    "0",  "7",  "12", "±",  "—",  "×",
      "鹿",   "\\n",  "&amp;",    "</td>", "\\\\", "[^1]", "--", "1. "};
  std::uniform_int_distribution<int> length(0, 24);
  std::uniform_int_distribution<int> piece(0, static_cast<int>(std::size(kPieces)) - 1);
  std::string text;
  for (int i = length(engine); i > 0; --i) text += kPieces[piece(engine)];
  return text;
}

constexpr int kRandomTexts = 20000;

}  // namespace labelrep

#endif  // LIB_REPORT_ESCAPE_TESTING_H_
