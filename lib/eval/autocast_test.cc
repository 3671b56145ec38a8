#include "lib/eval/autocast.h"

#include "ATen/Functions.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

at::ScalarType TypeOfProduct() { return at::mm(at::ones({2, 2}), at::ones({2, 2})).scalar_type(); }

TEST(AutocastTest, ProductsAreBfloat16InTheScopeOnly) {
  {
    const AutocastScope scope(at::kCPU, true);
    EXPECT_EQ(TypeOfProduct(), at::kBFloat16);
    {
      const AutocastScope inner(at::kCPU, false);
      EXPECT_EQ(TypeOfProduct(), at::kFloat);
    }
    EXPECT_EQ(TypeOfProduct(), at::kBFloat16);
  }
  EXPECT_EQ(TypeOfProduct(), at::kFloat);
}

TEST(AutocastTest, SeesChangedWeightsInTheNextScope) {
  at::Tensor weight = at::ones({1, 1}).requires_grad_();
  for (const float value : {1.0f, 2.0f}) {
    weight.detach().fill_(value);
    const AutocastScope scope(at::kCPU, true);
    EXPECT_EQ(at::mm(at::ones({1, 1}), weight).item<float>(), value);
  }
}

}  // namespace
}  // namespace labelrep
