#include "lib/base/program.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <new>

#include "absl/algorithm/container.h"
#include "absl/flags/parse.h"
#include "absl/flags/reflection.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace labelrep {
namespace {

constexpr absl::string_view kHelpFlags[] = {"--help", "-help", "-h", "--helpshort", "--helpfull"};
constexpr size_t kHelpColumns = 100;

// Before "--", behind which nothing is a flag. Abseil's own --help is an error to a shell.
bool AsksForHelp(int argc, char** argv) {
  for (int i = 1; i < argc && absl::string_view(argv[i]) != "--"; ++i) {
    if (absl::c_linear_search(kHelpFlags, absl::string_view(argv[i]))) return true;
  }
  return false;
}

// The words, with lines broken between them.
std::string Wrapped(absl::string_view text, absl::string_view indent) {
  std::string lines;
  size_t column = kHelpColumns;
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (column + 1 + word.size() > kHelpColumns) {
      absl::StrAppend(&lines, lines.empty() ? "" : "\n", indent, word);
      column = indent.size() + word.size();
    } else {
      absl::StrAppend(&lines, " ", word);
      column += 1 + word.size();
    }
  }
  return lines;
}

std::string Help(absl::string_view name, absl::string_view usage) {
  std::map<absl::string_view, absl::CommandLineFlag*> flags;
  for (const auto& [flag_name, flag] : absl::GetAllFlags()) {
    if (!absl::StrContains(flag->Filename(), "absl/flags/")) flags[flag_name] = flag;
  }
  std::string text = absl::StrCat(name, ": ", usage, "\n\n");
  for (const auto& [flag_name, flag] : flags) {
    const std::string value = flag->DefaultValue();
    absl::StrAppend(&text, "  --", flag_name, value.empty() ? "" : absl::StrCat("=", value), "\n",
                    Wrapped(flag->Help(), "      "), "\n");
  }
  absl::StrAppend(&text, "  --version\n", Wrapped("Show the commit of the sources.", "      "),
                  "\n");
  return text;
}

// ./bazelw knows the commit of what it runs. Linked into the program, it would make another program
// of each commit, with which every run is trained anew.
std::string Version(absl::string_view name) {
  const char* commit = std::getenv("LABELREP_COMMIT");
  if (commit != nullptr && *commit != '\0') return absl::StrCat(name, " ", commit, "\n");
  return absl::StrCat(name, " (no commit: it was not started by ./bazelw run in a git clone)\n");
}

// libtorch's errors have become a status before (torch_status.h); what is left is memory.
absl::Status CallBody(absl::FunctionRef<absl::Status(const std::vector<std::string>&)> body,
                      const std::vector<std::string>& arguments) {
  try {
    return body(arguments);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        "out of memory; give the process more (ulimit -v, or that of the container), or ask for "
        "smaller batches or fewer runs at a time; //experiments:plan shows what runs need");
  }
}

void SayCrashedWithLimit(int /*signal*/) {
  constexpr char kMessage[] =
      "out of memory, as far as can be told: the program crashed, and its address space is limited "
      "(ulimit -v); give it more\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  _exit(1);
}

// oneDNN calls kernels that it got no memory for, which nothing can catch. That comes of a limit of
// the address space only; without one a crash has another cause, and stays what it is.
void ExplainCrashes() {
  rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  std::signal(SIGSEGV, SayCrashedWithLimit);
}

// What a program has said may have met a full disk.
absl::Status FlushOutput() {
  std::cout.flush();
  if (std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
    return absl::OkStatus();
  }
  return absl::ResourceExhaustedError("standard output cannot be written: is its disk full?");
}

int Finish(absl::string_view name, absl::Status status) {
  status.Update(FlushOutput());
  if (status.ok()) return 0;
  std::cerr << name << ": " << status.message() << std::endl;
  return 1;
}

}  // namespace

int RunProgram(absl::string_view name, absl::string_view usage, int argc, char** argv,
               absl::FunctionRef<absl::Status(const std::vector<std::string>&)> body) {
  std::set_new_handler(nullptr);  // in place of before_main.cc's
  ExplainCrashes();
  if (AsksForHelp(argc, argv)) {
    std::cout << Help(name, usage);
    return Finish(name, absl::OkStatus());
  }
  absl::FlagsUsageConfig config;
  config.version_string = [name] { return Version(name); };
  absl::SetFlagsUsageConfig(config);
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  return Finish(name, CallBody(body, {arguments.begin() + 1, arguments.end()}));
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
