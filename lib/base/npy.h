// NumPy's .npy files (format versions 1.0 to 3.0), bounded: the header's sizes are checked against
// the file before anything is allocated. Reference: numpy.lib.format.
#ifndef LIB_BASE_NPY_H_
#define LIB_BASE_NPY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/array.h"

namespace labelrep {

// Parses a whole .npy file. `name` is used in messages. C and Fortran order are read; the result is
// row-major. INVALID_ARGUMENT with the offset, what was found and what was expected: bad magic,
// malformed header, object or other dtype, length that does not fit the shape.
absl::StatusOr<Array> ParseNpy(absl::string_view bytes, absl::string_view name);

absl::StatusOr<Array> ReadNpy(const std::string& path);

// The file that numpy.save writes for this array (version 1.0). CHECKs that it is not bfloat16,
// which NumPy does not have.
std::string EncodeNpy(const Array& array);

}  // namespace labelrep

#endif  // LIB_BASE_NPY_H_
