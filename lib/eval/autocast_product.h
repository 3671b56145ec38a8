// Convolutions and matrix products of a model, as fast in bfloat16 as the CPU allows.
#ifndef LIB_EVAL_AUTOCAST_PRODUCT_H_
#define LIB_EVAL_AUTOCAST_PRODUCT_H_

#include "ATen/core/Tensor.h"
#include "absl/functional/function_ref.h"

namespace labelrep {

// Linear in `input` and in `weight`; `bias`, which may be undefined, is added to it.
using Product = absl::FunctionRef<at::Tensor(const at::Tensor& input, const at::Tensor& weight,
                                             const at::Tensor& bias)>;

// `product` as it is, but RoundedProduct() in an AutocastScope on a CPU without AVX-512, where
// libtorch's own products in bfloat16 take more than ten times as long as those in float32.
at::Tensor AutocastProduct(const at::Tensor& input, const at::Tensor& weight,
                           const at::Tensor& bias, Product product);

// `product` in float32 of operands rounded to bfloat16, rounded to bfloat16: what a CPU with
// bfloat16 gives, up to the order in which it sums. The same holds of the gradients.
at::Tensor RoundedProduct(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                          Product product);

}  // namespace labelrep

#endif  // LIB_EVAL_AUTOCAST_PRODUCT_H_
