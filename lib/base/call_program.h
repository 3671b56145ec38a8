// Other programs, called and waited for.
#ifndef LIB_BASE_CALL_PROGRAM_H_
#define LIB_BASE_CALL_PROGRAM_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace labelrep {

// Runs `command`, the path of a program and its arguments, with this one's input and output.
// UNAVAILABLE naming the program where it cannot be started; ABORTED where it ends otherwise than
// with the status 0, of which it has told the user.
absl::Status CallProgram(const std::vector<std::string>& command);

}  // namespace labelrep

#endif  // LIB_BASE_CALL_PROGRAM_H_
