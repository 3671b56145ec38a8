// The header of a .npy file: what stands before its data. Use npy.h to read whole files.
// Reference: numpy.lib.format.
#ifndef LIB_BASE_NPY_HEADER_H_
#define LIB_BASE_NPY_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/array.h"

namespace labelrep {

struct NpyHeader {
  DType dtype = DType::kFloat32;
  bool big_endian = false;
  bool fortran_order = false;
  std::vector<int64_t> shape;  // no dimension is negative
  size_t data_offset = 0;      // in the file; at most its length
};

// Parses the header of a whole .npy file of format version 1.0, 2.0 or 3.0. `name` is used in
// messages. INVALID_ARGUMENT with the offset, what was found and what was expected.
absl::StatusOr<NpyHeader> ParseNpyHeader(absl::string_view bytes, absl::string_view name);

}  // namespace labelrep

#endif  // LIB_BASE_NPY_HEADER_H_
