#include "lib/base/process_age.h"

#include <unistd.h>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

constexpr char kStat[] =
    "4242 (a) b (c) R 1 4242 1 0 -1 4194304 101 0 0 0 5 6 0 0 20 0 1 0 36000 8000 100\n";

TEST(ProcessAgeTest, ReadsTheStartFromBehindTheName) {
  EXPECT_EQ(ProcessStart_s(kStat), 36000.0 / static_cast<double>(sysconf(_SC_CLK_TCK)));
}

TEST(ProcessAgeTest, HasNoStartInAnotherText) {
  for (const char* text : {"", "4242 (train", "4242 (train) R 1 2", "1 (x) R"}) {
    EXPECT_EQ(ProcessStart_s(text), std::nullopt) << text;
  }
}

TEST(ProcessAgeTest, ThisProcessGetsOlder) {
  const std::optional<double> first_s = ProcessAge_s();
  ASSERT_TRUE(first_s.has_value());
  EXPECT_GE(*first_s, 0);
  usleep(20000);
  EXPECT_GE(*ProcessAge_s(), *first_s + 0.019);
}

}  // namespace
}  // namespace labelrep
