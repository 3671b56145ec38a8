// A dense array in memory: the common form of .npy and .safetensors files. Knows nothing of
// libtorch.
#ifndef LIB_BASE_ARRAY_H_
#define LIB_BASE_ARRAY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace labelrep {

enum class DType { kUint8, kInt32, kInt64, kFloat32, kFloat64, kBFloat16, kFloat16 };

// Bytes of one element.
int64_t ElementSize(DType dtype);

struct Array {
  DType dtype = DType::kFloat32;
  std::vector<int64_t> shape;
  std::string bytes;  // row-major, little-endian; NumElements() * ElementSize(dtype)

  int64_t NumElements() const;

  static Array FromFloats(std::vector<int64_t> shape, const std::vector<float>& values);

  // Elements converted to float; INVALID_ARGUMENT for a value that is not finite, naming its index.
  absl::StatusOr<std::vector<float>> ToFiniteFloats() const;
};

// The product of a shape's dimensions times the element size, or INVALID_ARGUMENT where a
// dimension is negative or the product exceeds `limit_bytes`.
absl::StatusOr<int64_t> CheckedByteSize(const std::vector<int64_t>& shape, DType dtype,
                                        int64_t limit_bytes);

}  // namespace labelrep

#endif  // LIB_BASE_ARRAY_H_
