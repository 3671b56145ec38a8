#include "lib/base/program.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/flags/flag.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

ABSL_FLAG(int, apples, 0, "how many apples");

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::ExitedWithCode;
using ::testing::HasSubstr;
using ::testing::Not;

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

TEST(ProgramTest, RefusesArgumentsThatAreNotTaken) {
  const auto body = [] { return absl::OkStatus(); };
  EXPECT_PROGRAM(Words{}, body, 0, "");
  EXPECT_PROGRAM(Words{"pears"}, body, 1, "fruit: found \"pears\"; expected only flags");
}

TEST(ProgramTest, HelpShowsTheFlagsOfAllSources) {
  const auto help = [] {
    const auto body = [] { return absl::OkStatus(); };
    // Help goes to standard output.
    dup2(STDERR_FILENO, STDOUT_FILENO);
    CallProgram({"--help"}, body);
  };
  EXPECT_EXIT(help(), ExitedWithCode(1),
              AllOf(HasSubstr("counts fruit"), HasSubstr("--apples"), Not(HasSubstr("--undefok"))));
}

}  // namespace
}  // namespace labelrep
