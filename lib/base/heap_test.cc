#include "lib/base/heap.h"

#include <sys/resource.h>

#include <cstring>
#include <memory>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

long PageFaults() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

// 64 MiB, written to.
void UseMemory() {
  constexpr size_t kBytes = 64 << 20;
  const std::unique_ptr<char[]> block(new char[kBytes]);
  std::memset(block.get(), 1, kBytes);
  // Keeps the compiler from dropping the block.
  asm volatile("" : : "r"(block.get()) : "memory");
}

TEST(HeapTest, FreedMemoryIsUsedAgain) {
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "only glibc's allocator is told; AddressSanitizer has its own";
#endif
  KeepFreedMemory();
  UseMemory();
  const long before = PageFaults();
  for (int i = 0; i < 10; ++i) UseMemory();
  // Taken anew, ten times 64 MiB are 163,840 pages of 4 KiB, or 320 of 2 MiB.
  EXPECT_LT(PageFaults() - before, 32);
}

}  // namespace
}  // namespace labelrep
