// The metadata of a .safetensors file, without its tensors.
#ifndef LIB_BASE_SAFETENSORS_METADATA_H_
#define LIB_BASE_SAFETENSORS_METADATA_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace labelrep {

// Reads only the header, however large the file is. INVALID_ARGUMENT as of ReadSafetensors, also
// for a file that is cut off; that of the system for one that cannot be read. The file must not
// shrink meanwhile; one that is replaced (WriteFileAtomically) does not.
absl::StatusOr<std::map<std::string, std::string>> ReadSafetensorsMetadata(const std::string& path);

}  // namespace labelrep

#endif  // LIB_BASE_SAFETENSORS_METADATA_H_
