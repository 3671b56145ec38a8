// What every program does around its work: flags, --help, the message of an error, the exit status.
#ifndef LIB_BASE_PROGRAM_H_
#define LIB_BASE_PROGRAM_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Parses the command line, calls `body` with the arguments that are no flags, and returns the exit
// status: 0, or 1 after "NAME: message" on standard error, also where memory ran out or what it
// said could not be written. --help shows `usage` and the flags of all sources of this project that
// the program is linked from.
int RunProgram(absl::string_view name, absl::string_view usage, int argc, char** argv,
               absl::FunctionRef<absl::Status(const std::vector<std::string>&)> body);

// The same for a program that takes nothing but flags: any other argument is an error.
int RunProgram(absl::string_view name, absl::string_view usage, int argc, char** argv,
               absl::FunctionRef<absl::Status()> body);

}  // namespace labelrep

#endif  // LIB_BASE_PROGRAM_H_
