#include "lib/base/tensor_array.h"

#include <cstring>

#include "ATen/ops/empty.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

DType DTypeOf(at::ScalarType type) {
  switch (type) {
    case at::kByte:
      return DType::kUint8;
    case at::kInt:
      return DType::kInt32;
    case at::kLong:
      return DType::kInt64;
    case at::kFloat:
      return DType::kFloat32;
    case at::kDouble:
      return DType::kFloat64;
    case at::kBFloat16:
      return DType::kBFloat16;
    case at::kHalf:
      return DType::kFloat16;
    default:
      LABELREP_CHECK(false, "Array has no such dtype");
  }
}

at::ScalarType ScalarTypeOf(DType dtype) {
  switch (dtype) {
    case DType::kUint8:
      return at::kByte;
    case DType::kInt32:
      return at::kInt;
    case DType::kInt64:
      return at::kLong;
    case DType::kFloat32:
      return at::kFloat;
    case DType::kFloat64:
      return at::kDouble;
    case DType::kBFloat16:
      return at::kBFloat16;
    case DType::kFloat16:
      return at::kHalf;
  }
  LABELREP_CHECK(false, "not a DType");
}

}  // namespace

Array ArrayFromTensor(const at::Tensor& tensor) {
  const at::Tensor dense = tensor.detach().cpu().contiguous();
  Array array;
  array.dtype = DTypeOf(dense.scalar_type());
  array.shape = dense.sizes().vec();
  if (dense.numel() > 0) {
    array.bytes.assign(static_cast<const char*>(dense.const_data_ptr()), dense.nbytes());
  }
  return array;
}

at::Tensor TensorFromArray(const Array& array) {
  at::Tensor tensor = at::empty(array.shape, at::TensorOptions(ScalarTypeOf(array.dtype)));
  LABELREP_CHECK(tensor.nbytes() == array.bytes.size(), "the bytes do not fit the shape");
  if (!array.bytes.empty()) {
    std::memcpy(tensor.mutable_data_ptr(), array.bytes.data(), array.bytes.size());
  }
  return tensor;
}

}  // namespace labelrep
