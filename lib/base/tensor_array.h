// Between Array (files) and at::Tensor.
#ifndef LIB_BASE_TENSOR_ARRAY_H_
#define LIB_BASE_TENSOR_ARRAY_H_

#include "ATen/core/Tensor.h"
#include "lib/base/array.h"

namespace labelrep {

// A row-major copy on the CPU. CHECKs that Array has the tensor's dtype.
Array ArrayFromTensor(const at::Tensor& tensor);

// A contiguous CPU tensor that owns its memory.
at::Tensor TensorFromArray(const Array& array);

}  // namespace labelrep

#endif  // LIB_BASE_TENSOR_ARRAY_H_
