#include "lib/base/process_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

namespace labelrep {
namespace {

constexpr int64_t kBlockBytes = 64 << 20;
// Half a block is far more than what the test itself takes, or what the kernel, which counts in
// batches of pages, may be behind.
constexpr int64_t kHalf = kBlockBytes / 2;

TEST(ProcessMemoryTest, ThePeakRemembersWhatIsFreed) {
  RestartPeak();
  const std::optional<ProcessMemory> before = ReadProcessMemory();
  ASSERT_TRUE(before.has_value());
  {
    std::vector<char> block(kBlockBytes, 1);
    EXPECT_GE(ReadProcessMemory()->resident_bytes, before->resident_bytes + kHalf);
  }
  EXPECT_GE(ReadProcessMemory()->peak_resident_bytes, before->resident_bytes + kHalf);
  RestartPeak();
  EXPECT_LT(ReadProcessMemory()->peak_resident_bytes, before->resident_bytes + kHalf);
}

}  // namespace
}  // namespace labelrep
