#include "lib/run/gpu_lock.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"

namespace labelrep {
namespace {

constexpr absl::string_view kPrefix = "nvidia";
constexpr int kMaxRunsPerGpu = 64;

void AddFile(std::string* text, const Gpu& gpu) { text->append(gpu.device_file); }

absl::StatusOr<std::set<int>> ParseOrdinals(absl::string_view visible) {
  std::set<int> ordinals;
  for (const absl::string_view part : absl::StrSplit(visible, ',', absl::SkipWhitespace())) {
    int ordinal = 0;
    if (!absl::SimpleAtoi(part, &ordinal)) {
      return absl::UnavailableError(absl::StrCat(
          "CUDA_VISIBLE_DEVICES: \"", visible,
          "\", expected ordinals such as \"0,2\"; GPUs and MIG slices cannot be given by UUID"));
    }
    ordinals.insert(ordinal);
  }
  return ordinals;
}

}  // namespace

GpuLock::GpuLock(FileLock lock, Gpu gpu) : lock_(std::move(lock)), gpu_(std::move(gpu)) {}

absl::StatusOr<GpuLock> GpuLock::Acquire(const std::vector<Gpu>& gpus, int runs_per_gpu,
                                         absl::Duration patience) {
  if (gpus.empty()) {
    return absl::UnavailableError(
        "no GPU found (no /dev/nvidia<number> that may be opened, or CUDA_VISIBLE_DEVICES allows "
        "none): set recipe.device: CPU, or run where there is one");
  }
  const Stopwatch waited;
  while (true) {
    absl::Status problem;
    bool any_taken = false;
    for (int place = 0; place < runs_per_gpu; ++place) {
      for (const Gpu& gpu : gpus) {
        absl::StatusOr<std::optional<FileLock>> lock = FileLock::Try(gpu.device_file, place);
        if (!lock.ok()) {
          problem = lock.status();
        } else if (lock->has_value()) {
          return GpuLock(**std::move(lock), gpu);
        } else {
          any_taken = true;
        }
      }
    }
    if (!any_taken) return problem;
    if (absl::Seconds(waited.Elapsed_s()) >= patience) {
      return absl::UnavailableError(absl::StrCat(
          "every GPU is taken (", runs_per_gpu,
          " at a time on each, see LABELREP_RUNS_PER_GPU): ", absl::StrJoin(gpus, ", ", AddFile)));
    }
    absl::SleepFor(absl::Milliseconds(200));
  }
}

absl::StatusOr<std::vector<Gpu>> ListGpus(const std::string& folder,
                                          const std::optional<std::string>& visible) {
  LABELREP_ASSIGN_OR_RETURN(const std::set<int> allowed, ParseOrdinals(visible.value_or("")));
  std::vector<Gpu> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    absl::string_view rest = name;
    int number = 0;
    if (!absl::ConsumePrefix(&rest, kPrefix) || !absl::SimpleAtoi(rest, &number)) continue;
    // Device cgroups refuse this too, and opening would start up a GPU that is another's.
    if (access(entry.path().c_str(), R_OK | W_OK) != 0) continue;
    found.push_back({.device_file = entry.path(), .number = number});
  }
  std::sort(found.begin(), found.end(),
            [](const Gpu& a, const Gpu& b) { return a.number < b.number; });
  for (size_t i = 0; i < found.size(); ++i) found[i].ordinal = static_cast<int>(i);
  std::erase_if(
      found, [&](const Gpu& gpu) { return visible.has_value() && !allowed.contains(gpu.ordinal); });
  return found;
}

absl::StatusOr<int> ParseRunsPerGpu(const std::optional<std::string>& value) {
  if (!value.has_value()) return 1;
  int count = 0;
  if (!absl::SimpleAtoi(*value, &count) || count < 1 || count > kMaxRunsPerGpu) {
    return absl::UnavailableError(absl::StrCat("LABELREP_RUNS_PER_GPU: \"", *value,
                                               "\", expected a number from 1 to ", kMaxRunsPerGpu));
  }
  return count;
}

}  // namespace labelrep
