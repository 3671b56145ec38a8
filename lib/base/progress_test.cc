#include "lib/base/progress.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ProgressTest, RendersBarStatusRateAndTimeLeft) {
  EXPECT_EQ(ProgressBar::Render("epoch 3", 600, 1200, "loss 0.43", 10, 66),
            "epoch 3 [==========>         ]  50 %  loss 0.43  60.0/s  0:10 left");
  EXPECT_EQ(ProgressBar::Render("", 1, 4, "", 1, 100),
            "[==========>                             ]  25 %  1.0/s  0:03 left");
}

TEST(ProgressTest, RendersBeginningAndEnd) {
  EXPECT_EQ(ProgressBar::Render("run", 0, 10, "", 0, 40),
            "run [>                           ]   0 %");
  EXPECT_EQ(ProgressBar::Render("run", 10, 10, "", 2, 40),
            "run [==========] 100 %  5.0/s  0:00 left");
  EXPECT_THAT(ProgressBar::Render("run", 0, 0, "", 0, 40), EndsWith("100 %"));
  EXPECT_THAT(ProgressBar::Render("run", 20, 10, "", 1, 60), HasSubstr("] 100 %"));
  // 100 % is for what is done.
  EXPECT_THAT(ProgressBar::Render("run", 9999, 10'000, "", 0, 40), HasSubstr("]  99 %"));
}

TEST(ProgressTest, RendersRatesAndTimesOfAnySize) {
  EXPECT_THAT(ProgressBar::Render("", 1'200'000, 2'400'000, "", 1000, 80),
              EndsWith("1.2k/s  16:40 left"));
  EXPECT_THAT(ProgressBar::Render("", 250, 1000, "", 1, 80), EndsWith("250/s  0:03 left"));
  EXPECT_THAT(ProgressBar::Render("", 4'000'000, 8'000'000, "", 1, 80),
              EndsWith("4.0M/s  0:01 left"));
  EXPECT_THAT(ProgressBar::Render("", 1, 10'801, "", 1, 80), EndsWith("1.0/s  3:00:00 left"));
  EXPECT_THAT(ProgressBar::Render("", 1, int64_t{1} << 62, "", 1e6, 120), HasSubstr(" left"));
}

TEST(ProgressTest, NeverExceedsTheWidth) {
  for (int width : {0, 1, 5, 20, 40, 80, 200}) {
    EXPECT_LE(ProgressBar::Render("a title", 5, 10, "a status", 1, width).size(),
              static_cast<size_t>(width));
  }
}

TEST(ProgressTest, DrawsNothingWhereStandardErrorIsNoTerminal) {
  ::testing::internal::CaptureStderr();
  {
    ProgressBar bar("title", 10);
    bar.Update(5, "half");
    bar.Finish("done");
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

// Standard error is a terminal of this width while this object lives.
class Terminal {
 public:
  explicit Terminal(unsigned short columns) : saved_(dup(STDERR_FILENO)) {
    controller_ = posix_openpt(O_RDWR | O_NOCTTY);
    grantpt(controller_);
    unlockpt(controller_);
    const int terminal = open(ptsname(controller_), O_RDWR | O_NOCTTY);
    const winsize size = {24, columns, 0, 0};
    ioctl(terminal, TIOCSWINSZ, &size);
    dup2(terminal, STDERR_FILENO);
    close(terminal);
  }
  ~Terminal() {
    dup2(saved_, STDERR_FILENO);
    close(saved_);
    close(controller_);
  }
  // What was written since the last call; there must be something.
  std::string Read() {
    char buffer[4096];
    const ssize_t count = read(controller_, buffer, sizeof(buffer));
    return std::string(buffer, count > 0 ? static_cast<size_t>(count) : 0);
  }

 private:
  int saved_;
  int controller_;
};

TEST(ProgressTest, DrawsOnATerminalOfAnyWidth) {
  std::string drawn, finished;
  {
    Terminal terminal(50);
    ProgressBar bar("title", 10);
    bar.Update(10, "all");
    drawn = terminal.Read();
    bar.Finish("done");
    finished = terminal.Read();
  }
  EXPECT_THAT(drawn, AllOf(StartsWith("\rtitle ["), HasSubstr("100 %  all")));
  EXPECT_LE(drawn.size(), 1 + 49 + 3);  // return, line, erase to the end
  EXPECT_EQ(finished, "\rdone\x1b[K\r\n");
}

TEST(ProgressTest, ErasesABarThatIsNotFinished) {
  std::string erased;
  {
    Terminal terminal(80);
    {
      ProgressBar bar("title", 10);
      bar.Update(10, "");
      terminal.Read();
    }
    erased = terminal.Read();
  }
  EXPECT_EQ(erased, "\r\x1b[K");
}

TEST(ProgressTest, RedrawsAtMostTenTimesASecond) {
  std::string drawn;
  {
    Terminal terminal(80);
    ProgressBar bar("title", 1000);
    for (int i = 0; i < 100; ++i) bar.Update(i, "");
    drawn = terminal.Read();
    bar.Finish("");
  }
  EXPECT_LT(std::count(drawn.begin(), drawn.end(), '\r'), 10);
}

}  // namespace
}  // namespace labelrep
