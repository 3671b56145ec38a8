// libtorch's exceptions as absl::Status, in this one place.
#ifndef LIB_BASE_TORCH_STATUS_H_
#define LIB_BASE_TORCH_STATUS_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Runs `body` and returns its status. An exception from libtorch becomes INTERNAL
// (RESOURCE_EXHAUSTED where memory ran out) with the first line of its message behind `what`.
absl::Status CatchTorchErrors(absl::string_view what, const std::function<absl::Status()>& body);

}  // namespace labelrep

#endif  // LIB_BASE_TORCH_STATUS_H_
