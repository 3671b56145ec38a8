#include "lib/eval/autocast_product.h"

#include "ATen/Version.h"
#include "ATen/autocast_mode.h"
#include "lib/eval/autocast.h"

namespace labelrep {
namespace {

bool CpuHasBfloat16() {
  static const bool has_it = at::get_cpu_capability() == "AVX512";
  return has_it;
}

at::Tensor Rounded(const at::Tensor& values) {
  return values.defined() ? values.to(at::kBFloat16).to(at::kFloat) : values;
}

}  // namespace

at::Tensor AutocastProduct(const at::Tensor& input, const at::Tensor& weight,
                           const at::Tensor& bias, Product product) {
  const bool rounded =
      input.is_cpu() && at::autocast::is_autocast_enabled(at::kCPU) && !CpuHasBfloat16();
  return rounded ? RoundedProduct(input, weight, bias, product) : product(input, weight, bias);
}

at::Tensor RoundedProduct(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                          Product product) {
  const AutocastScope in_float32(at::kCPU, /*enabled=*/false);
  return product(Rounded(input), Rounded(weight), Rounded(bias)).to(at::kBFloat16);
}

}  // namespace labelrep
