#include "lib/eval/autocast_product.h"

#include <cstdint>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "gtest/gtest.h"
#include "lib/eval/autocast.h"

namespace labelrep {
namespace {

using Tensors = std::vector<at::Tensor>;

at::Tensor Convolve(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias) {
  return at::conv2d(input, weight, bias, /*stride=*/1, /*padding=*/1);
}

// Whole numbers up to `largest`, of input, weight and bias.
Tensors Operands(int64_t largest) {
  at::manual_seed(7);
  Tensors operands;
  for (const std::vector<int64_t>& shape :
       std::vector<std::vector<int64_t>>{{2, 4, 5, 5}, {3, 4, 3, 3}, {3}}) {
    operands.push_back(
        at::randint(-largest, largest + 1, shape, at::TensorOptions(at::kFloat)).requires_grad_());
  }
  return operands;
}

Tensors WithGradients(const at::Tensor& output, const Tensors& operands) {
  Tensors found = {output.detach()};
  for (const at::Tensor& operand : operands) operand.mutable_grad() = at::Tensor();
  // Gradients of the outputs are whole numbers as well.
  (output.to(at::kFloat).round().remainder(3).detach() * output).sum().backward();
  for (const at::Tensor& operand : operands) found.push_back(operand.grad());
  return found;
}

void ExpectEqual(const Tensors& found, const Tensors& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].scalar_type(), expected[i].scalar_type()) << i;
    EXPECT_TRUE(at::equal(found[i], expected[i])) << i;
  }
}

// Sums of up to 50 products of numbers up to 1 are exact in bfloat16, in whatever order.
TEST(AutocastProductTest, GivesWhatLibtorchGivesInBfloat16) {
  const Tensors operands = Operands(1);
  const at::Tensor rounded = RoundedProduct(operands[0], operands[1], operands[2], Convolve);
  const Tensors found = WithGradients(rounded, operands);
  const AutocastScope autocast(at::kCPU, true);
  const at::Tensor of_libtorch = Convolve(operands[0], operands[1], operands[2]);
  ExpectEqual(found, WithGradients(of_libtorch, operands));
  ExpectEqual({AutocastProduct(operands[0], operands[1], operands[2], Convolve).detach()},
              {of_libtorch.detach()});
}

// 300 has more digits than a bfloat16; the sums of rounded operands are exact in float32.
TEST(AutocastProductTest, RoundsOperandsAndResult) {
  const at::NoGradGuard no_grad;
  const Tensors operands = Operands(300);
  Tensors rounded;
  for (const at::Tensor& operand : operands) {
    rounded.push_back(operand.to(at::kBFloat16).to(at::kDouble));
  }
  const at::Tensor expected = Convolve(rounded[0], rounded[1], rounded[2]).to(at::kBFloat16);
  const at::Tensor found = RoundedProduct(operands[0], operands[1], operands[2], Convolve);
  ExpectEqual({found}, {expected});
  EXPECT_FALSE(at::equal(found.to(at::kFloat), Convolve(operands[0], operands[1], operands[2])));
}

TEST(AutocastProductTest, IsTheProductAsItIsWithoutAutocast) {
  const Tensors operands = Operands(300);
  const at::Tensor plain = Convolve(operands[0], operands[1], {});
  ExpectEqual({AutocastProduct(operands[0], operands[1], {}, Convolve).detach()}, {plain.detach()});
}

}  // namespace
}  // namespace labelrep
