#include "lib/train/sgd.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(SgdTest, TwoStepsByHand) {
  at::Tensor parameter = at::tensor({1.0, -2.0}).requires_grad_();
  Sgd sgd({parameter}, {.momentum = 0.5, .weight_decay = 0.1});

  parameter.mutable_grad() = at::tensor({2.0, 4.0});
  sgd.Step(0.25);
  // Buffers 2 + 0.1 and 4 - 0.2.
  EXPECT_NEAR(parameter[0].item<double>(), 1 - 0.25 * 2.1, 1e-15);
  EXPECT_NEAR(parameter[1].item<double>(), -2 - 0.25 * 3.8, 1e-15);

  parameter.mutable_grad() = at::tensor({0.0, 1.0});
  sgd.Step(0.5);
  const double first = 0.5 * 2.1 + 0.1 * 0.475, second = 0.5 * 3.8 + 1 - 0.1 * 2.95;
  EXPECT_NEAR(sgd.momentum_buffers()[0][0].item<double>(), first, 1e-15);
  EXPECT_NEAR(parameter[0].item<double>(), 0.475 - 0.5 * first, 1e-15);
  EXPECT_NEAR(parameter[1].item<double>(), -2.95 - 0.5 * second, 1e-15);
}

TEST(SgdTest, PlainDescentWithoutMomentumAndDecay) {
  at::Tensor parameter = at::tensor({1.0}).requires_grad_();
  Sgd sgd({parameter}, {.momentum = 0, .weight_decay = 0});
  for (int i = 0; i < 2; ++i) {
    parameter.mutable_grad() = at::tensor({1.0});
    sgd.Step(0.125);
  }
  EXPECT_EQ(parameter.item<double>(), 0.75);
}

TEST(SgdTest, DropsTheGradients) {
  at::Tensor parameter = at::tensor({1.0}).requires_grad_();
  Sgd sgd({parameter}, {});
  (parameter * parameter).sum().backward();
  ASSERT_TRUE(parameter.grad().defined());
  sgd.Step(0.1);
  EXPECT_FALSE(parameter.grad().defined());
  EXPECT_TRUE(parameter.requires_grad());
}

}  // namespace
}  // namespace labelrep
