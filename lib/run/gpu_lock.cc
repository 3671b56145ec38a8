#include "lib/run/gpu_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
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

// A descriptor that holds the lock on one byte of a file; nothing where another run has it.
absl::StatusOr<std::optional<int>> TryLock(const std::string& file, int byte) {
  // A lock that keeps others out needs a file that is open for writing.
  const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) {
    return absl::UnavailableError(absl::StrCat(file, ": cannot be opened: ", std::strerror(errno)));
  }
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return descriptor;
  const int error = errno;
  close(descriptor);
  if (error == EAGAIN || error == EACCES) return std::nullopt;
  return absl::UnavailableError(absl::StrCat(file, ": cannot be locked: ", std::strerror(error)));
}

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

GpuLock::GpuLock(int descriptor, Gpu gpu) : descriptor_(descriptor), gpu_(std::move(gpu)) {}

GpuLock::GpuLock(GpuLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), gpu_(std::move(other.gpu_)) {}

GpuLock::~GpuLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

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
        const absl::StatusOr<std::optional<int>> descriptor = TryLock(gpu.device_file, place);
        if (!descriptor.ok()) {
          problem = descriptor.status();
        } else if (descriptor->has_value()) {
          return GpuLock(**descriptor, gpu);
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
