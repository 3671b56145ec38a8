#include "lib/base/digest.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

// FIPS 180-2, appendix B.
constexpr char kEmpty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr char kAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char kMillionA[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(DigestTest, KnownAnswers) {
  EXPECT_EQ(Sha256Hex(""), kEmpty);
  EXPECT_EQ(Sha256Hex("abc"), kAbc);
  EXPECT_EQ(Sha256Hex(std::string(1'000'000, 'a')), kMillionA);
  EXPECT_EQ(absl::BytesToHexString(Sha256Raw("abc")), kAbc);
}

TEST(DigestTest, ADigestIsTold) {
  EXPECT_TRUE(IsSha256Hex(kAbc));
  EXPECT_FALSE(IsSha256Hex(""));
  EXPECT_FALSE(IsSha256Hex(std::string(kAbc) + "0"));
  EXPECT_FALSE(IsSha256Hex(std::string(64, 'g')));
  EXPECT_FALSE(IsSha256Hex(std::string(64, 'A')));
}

TEST(DigestTest, PiecesGiveTheDigestOfTheWhole) {
  Sha256Accumulator whole;
  for (int i = 0; i < 1000; ++i) whole.Update(std::string(1000, 'a'));
  EXPECT_EQ(whole.FinishHex(), kMillionA);
  EXPECT_EQ(Sha256Accumulator().FinishHex(), kEmpty);
}

}  // namespace
}  // namespace labelrep
