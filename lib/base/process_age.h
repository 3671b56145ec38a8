// How long a process has been running.
#ifndef LIB_BASE_PROCESS_AGE_H_
#define LIB_BASE_PROCESS_AGE_H_

#include <optional>

#include "absl/strings/string_view.h"

namespace labelrep {

// When a process started, in seconds after the machine did, from its /proc/<pid>/stat; to a
// hundredth of a second. Nothing for a text that is none.
std::optional<double> ProcessStart_s(absl::string_view stat);

// Since this process started, dynamic linking included. Nothing where /proc does not say.
std::optional<double> ProcessAge_s();

}  // namespace labelrep

#endif  // LIB_BASE_PROCESS_AGE_H_
