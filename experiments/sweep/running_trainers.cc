#include "experiments/sweep/running_trainers.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/base/files.h"
#include "lib/train/progress_record.h"

namespace labelrep {
namespace {

namespace fs = std::filesystem;

constexpr char kExecRoot[] = "/execroot/";

// The flags of a command line that has nothing else. Sandboxes and launchers have the trainer's own
// command line behind other arguments.
std::optional<std::map<std::string, std::string>> ParseFlags(absl::string_view command_line) {
  std::vector<absl::string_view> arguments = absl::StrSplit(command_line, '\0');
  if (arguments.back().empty()) arguments.pop_back();
  std::map<std::string, std::string> flags;
  for (size_t i = 1; i < arguments.size(); ++i) {
    if (!absl::StartsWith(arguments[i], "--") || arguments[i].size() == 2) return std::nullopt;
    std::pair<std::string, std::string> flag =
        absl::StrSplit(arguments[i].substr(2), absl::MaxSplits('=', 1));
    const bool value_follows = !absl::StrContains(arguments[i], '=') && i + 1 < arguments.size() &&
                               !absl::StartsWith(arguments[i + 1], "--");
    if (value_follows) flag.second = std::string(arguments[++i]);
    flags.insert(std::move(flag));
  }
  return flags;
}

bool IsOwn(const std::string& process) {
  struct stat info;
  return stat(process.c_str(), &info) == 0 && info.st_uid == geteuid();
}

// Where the user typed the command; see UserPath().
std::string UserFolder(const std::string& process) {
  constexpr absl::string_view kVariable = "BUILD_WORKING_DIRECTORY=";
  const absl::StatusOr<std::string> environment = ReadFile(process + "/environ");
  if (!environment.ok()) return "";
  for (const absl::string_view variable : absl::StrSplit(*environment, '\0')) {
    if (absl::StartsWith(variable, kVariable)) {
      return std::string(variable.substr(kVariable.size()));
    }
  }
  return "";
}

std::optional<RunningTrainer> AsTrainer(const std::string& process) {
  const absl::StatusOr<std::string> command_line = ReadFile(process + "/cmdline");
  if (!command_line.ok()) return std::nullopt;
  auto flags = ParseFlags(*command_line);
  if (!flags.has_value() || !flags->contains("run")) return std::nullopt;
  RunningTrainer trainer;
  std::error_code error;
  trainer.working_folder = fs::read_symlink(process + "/cwd", error).string();
  std::string base = process + "/cwd";
  if (flags->contains("segment") && flags->contains("provenance")) {
    trainer.segment = (*flags)["segment"];
    trainer.out = fs::path((*flags)["provenance"]).parent_path().string();
  } else if (flags->contains("out")) {
    trainer.out = (*flags)["out"];
    if (const std::string folder = UserFolder(process); !folder.empty()) {
      base = trainer.working_folder = folder;
    }
  } else {
    return std::nullopt;
  }
  // Through the process's own view of its working folder, which in a sandbox nobody else has.
  trainer.record = ProgressRecordPath((fs::path(base) / trainer.out / "provenance.pb").string());
  return trainer;
}

std::string Canonical(const fs::path& path) {
  std::error_code error;
  std::string canonical = fs::weakly_canonical(path, error).string();
  // "runs/" is "runs".
  if (canonical.size() > 1 && canonical.back() == '/') canonical.pop_back();
  return error ? path.string() : canonical;
}

}  // namespace

std::vector<RunningTrainer> FindRunningTrainers(const std::string& proc) {
  std::vector<RunningTrainer> trainers;
  std::error_code error;
  fs::directory_iterator entry(proc, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!absl::ascii_isdigit(name[0]) || !IsOwn(entry->path().string())) continue;
    if (auto trainer = AsTrainer(entry->path().string()); trainer.has_value()) {
      trainers.push_back(*std::move(trainer));
    }
  }
  return trainers;
}

bool WritesTo(const RunningTrainer& trainer, const std::string& folder) {
  const std::string expected = Canonical(folder);
  if (Canonical(fs::path(trainer.working_folder) / trainer.out) == expected) return true;
  // A sandbox is another folder of the same output base.
  const size_t exec_root = expected.rfind(kExecRoot);
  if (exec_root == std::string::npos || trainer.segment.empty()) return false;
  const std::string output_base = expected.substr(0, exec_root + 1);
  return absl::StartsWith(trainer.working_folder, output_base) &&
         absl::EndsWith(expected, absl::StrCat("/", trainer.out));
}

}  // namespace labelrep
