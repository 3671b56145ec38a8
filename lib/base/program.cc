#include "lib/base/program.h"

#include <iostream>

#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

// By default only those of a source that is named as the program.
bool HasOurFlags(absl::string_view file) { return !absl::StrContains(file, "absl/flags/"); }

}  // namespace

int RunProgram(absl::string_view name, absl::string_view usage, int argc, char** argv,
               absl::FunctionRef<absl::Status(const std::vector<std::string>&)> body) {
  absl::FlagsUsageConfig config;
  config.contains_help_flags = HasOurFlags;
  config.contains_helpshort_flags = HasOurFlags;
  absl::SetFlagsUsageConfig(config);
  absl::SetProgramUsageMessage(usage);
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  const absl::Status status = body({arguments.begin() + 1, arguments.end()});
  if (status.ok()) return 0;
  std::cerr << name << ": " << status.message() << std::endl;
  return 1;
}

int RunProgram(absl::string_view name, absl::string_view usage, int argc, char** argv,
               absl::FunctionRef<absl::Status()> body) {
  return RunProgram(
      name, usage, argc, argv, [&](const std::vector<std::string>& arguments) -> absl::Status {
        if (arguments.empty()) return body();
        return absl::InvalidArgumentError(
            absl::StrCat("found \"", arguments[0], "\"; expected only flags, see --help"));
      });
}

}  // namespace labelrep
