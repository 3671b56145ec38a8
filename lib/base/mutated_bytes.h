// Damaged copies of a valid file, for tests that a parser answers any input with a status or a
// value.
#ifndef LIB_BASE_MUTATED_BYTES_H_
#define LIB_BASE_MUTATED_BYTES_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace labelrep {

// The valid bytes after 1 to 4 random changes: a byte replaced, a bit flipped, the end cut off, a
// piece removed, repeated, or replaced by an extreme value. The same `index` gives the same bytes.
std::string MutatedBytes(absl::string_view valid, uint64_t index);

}  // namespace labelrep

#endif  // LIB_BASE_MUTATED_BYTES_H_
