#include "lib/report/crc32c.h"

#include <string>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

// Examples of RFC 3720, appendix B.4, and the usual check value.
TEST(Crc32cTest, IsThatOfTheReference) {
  EXPECT_EQ(Crc32c("123456789"), 0xE3069283);
  EXPECT_EQ(Crc32c(std::string(32, '\0')), 0x8A9136AA);
  EXPECT_EQ(Crc32c(std::string(32, '\xff')), 0x62A8AB43);
  EXPECT_EQ(Crc32c(""), 0);
}

}  // namespace
}  // namespace labelrep
