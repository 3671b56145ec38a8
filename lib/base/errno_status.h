// The system's errors as absl::Status.
#ifndef LIB_BASE_ERRNO_STATUS_H_
#define LIB_BASE_ERRNO_STATUS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// "cannot <doing> <path>: <the system's reason>; <what to do>" for a value of errno: NOT_FOUND,
// PERMISSION_DENIED, RESOURCE_EXHAUSTED for a full disk, else UNAVAILABLE.
absl::Status ErrnoStatus(absl::string_view doing, absl::string_view path, int error);

}  // namespace labelrep

#endif  // LIB_BASE_ERRNO_STATUS_H_
