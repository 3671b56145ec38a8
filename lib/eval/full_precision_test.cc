#include "lib/eval/full_precision.h"

#include "ATen/Context.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(FullPrecisionTest, TakesTf32AwayForTheScopeOnly) {
  at::globalContext().setAllowTF32CuBLAS(true);
  at::globalContext().setAllowTF32CuDNN(true);
  {
    const FullPrecision scope;
    EXPECT_FALSE(at::globalContext().allowTF32CuBLAS());
    EXPECT_FALSE(at::globalContext().allowTF32CuDNN());
  }
  EXPECT_TRUE(at::globalContext().allowTF32CuBLAS());
  EXPECT_TRUE(at::globalContext().allowTF32CuDNN());
}

}  // namespace
}  // namespace labelrep
