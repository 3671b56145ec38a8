#include "lib/base/process_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cstring>

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
  // From the system itself: a heap may keep what is freed, as the sanitizers' does on purpose.
  void* const block =
      mmap(nullptr, kBlockBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(block, MAP_FAILED);
  std::memset(block, 1, kBlockBytes);
  EXPECT_GE(ReadProcessMemory()->resident_bytes, before->resident_bytes + kHalf);
  ASSERT_EQ(munmap(block, kBlockBytes), 0);
  EXPECT_GE(ReadProcessMemory()->peak_resident_bytes, before->resident_bytes + kHalf);
  RestartPeak();
  EXPECT_LT(ReadProcessMemory()->peak_resident_bytes, before->resident_bytes + kHalf);
}

}  // namespace
}  // namespace labelrep
