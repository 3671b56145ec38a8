#include "lib/base/program.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <new>

#include "absl/flags/flag.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

ABSL_FLAG(int, apples, 0, "how many apples");
ABSL_FLAG(std::string, pears, "", "of which kind; a  long text");
ABSL_FLAG(
    std::string, plums, "",
    "word word word word word word word word word word word word word word word word word word "
    "word word word word");

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::ExitedWithCode;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

template <typename Body>
int CallProgram(std::vector<std::string> words, Body body) {
  words.insert(words.begin(), "/bin/program");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return RunProgram("fruit", "counts fruit", static_cast<int>(argv.size()), argv.data(), body);
}

// Usage can be set only once in a process, hence each case in its own.
#define EXPECT_PROGRAM(words, body, code, message) \
  EXPECT_EXIT(std::exit(CallProgram(words, body)), ExitedWithCode(code), message)

using Words = std::vector<std::string>;

TEST(ProgramTest, GetsFlagsAndArguments) {
  const auto body = [](const Words& arguments) {
    EXPECT_THAT(arguments, ElementsAre("a", "b"));
    EXPECT_EQ(absl::GetFlag(FLAGS_apples), 3);
    return testing::Test::HasFailure() ? absl::InternalError("failed") : absl::OkStatus();
  };
  EXPECT_PROGRAM((Words{"a", "--apples=3", "b"}), body, 0, "");
}

TEST(ProgramTest, AnErrorIsAMessageAndAnExitStatus) {
  const auto body = [] { return absl::NotFoundError("no fruit"); };
  EXPECT_PROGRAM(Words{}, body, 1, "^fruit: no fruit\n$");
}

TEST(ProgramTest, WhatCannotBeWrittenIsAnError) {
  const auto full = [](absl::FunctionRef<void()> say) {
    if (std::freopen("/dev/full", "w", stdout) == nullptr) std::exit(2);
    return CallProgram(Words{}, [&] {
      say();
      return absl::OkStatus();
    });
  };
  constexpr char kMessage[] = "^fruit: standard output cannot be written: is its disk full\\?\n$";
  EXPECT_EXIT(std::exit(full([] { std::cout << "3 apples\n"; })), ExitedWithCode(1), kMessage);
  EXPECT_EXIT(std::exit(full([] { std::puts("3 apples"); })), ExitedWithCode(1), kMessage);
  EXPECT_EXIT(std::exit(full([] {})), ExitedWithCode(0), "");
}

TEST(ProgramTest, RunningOutOfMemoryIsAnError) {
  const auto body = []() -> absl::Status { throw std::bad_alloc(); };
  EXPECT_PROGRAM(Words{}, body, 1, "^fruit: out of memory; give the process more");
}

TEST(ProgramTest, RefusesArgumentsThatAreNotTaken) {
  const auto body = [] { return absl::OkStatus(); };
  EXPECT_PROGRAM(Words{}, body, 0, "");
  EXPECT_PROGRAM(Words{"pears"}, body, 1, "fruit: found \"pears\"; expected only flags");
}

// What it writes to standard output, which a death test does not see.
int ShowedOnStandardError(const Words& words) {
  dup2(STDERR_FILENO, STDOUT_FILENO);
  return CallProgram(words, [] { return absl::InternalError("called"); });
}

TEST(ProgramTest, HelpShowsTheFlagsOfAllSourcesAndSucceeds) {
  for (const char* flag : {"--help", "-help", "-h", "--helpfull"}) {
    EXPECT_EXIT(std::exit(ShowedOnStandardError({flag})), ExitedWithCode(0),
                AllOf(StartsWith("fruit: counts fruit\n\n"),
                      HasSubstr("  --apples=0\n      how many apples\n"),
                      HasSubstr("  --pears\n      of which kind; a long text\n"),
                      Not(HasSubstr("--undefok")), Not(HasSubstr("called"))));
  }
  // Behind "--" it is an argument.
  const auto body = [](const Words& arguments) {
    EXPECT_THAT(arguments, ElementsAre("--help"));
    return testing::Test::HasFailure() ? absl::InternalError("failed") : absl::OkStatus();
  };
  EXPECT_PROGRAM((Words{"--", "--help"}), body, 0, "^$");
}

TEST(ProgramTest, LongHelpIsBrokenIntoLines) {
  EXPECT_EXIT(std::exit(ShowedOnStandardError({"--help"})), ExitedWithCode(0),
              ContainsRegex("\n      (word ){18}word\n      (word ){2}word\n"));
}

TEST(ProgramTest, VersionIsTheCommitThatBazelwKnows) {
  setenv("LABELREP_COMMIT", "0123abcd-dirty", 1);
  EXPECT_EXIT(ShowedOnStandardError({"--version"}), ExitedWithCode(0), "^fruit 0123abcd-dirty\n$");
  unsetenv("LABELREP_COMMIT");
  EXPECT_EXIT(ShowedOnStandardError({"--version"}), ExitedWithCode(0),
              "^fruit \\(no commit: .*\n$");
}

}  // namespace
}  // namespace labelrep
