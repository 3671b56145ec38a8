#include "lib/base/mutated_bytes.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(MutatedBytesTest, TheSameIndexGivesTheSameBytes) {
  EXPECT_EQ(MutatedBytes("a valid file", 5), MutatedBytes("a valid file", 5));
  EXPECT_EQ(MutatedBytes("", 5), "");
}

TEST(MutatedBytesTest, IndicesGiveManyDifferentFilesShorterAndLonger) {
  const std::string valid(100, 'x');
  std::set<std::string> files;
  bool shorter = false, longer = false;
  for (uint64_t i = 0; i < 1000; ++i) {
    const std::string bytes = MutatedBytes(valid, i);
    files.insert(bytes);
    shorter = shorter || bytes.size() < valid.size();
    longer = longer || bytes.size() > valid.size();
  }
  EXPECT_GT(files.size(), 700u);
  EXPECT_TRUE(shorter);
  EXPECT_TRUE(longer);
}

}  // namespace
}  // namespace labelrep
