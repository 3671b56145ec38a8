#include "lib/train/gpu_lock.h"

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

namespace labelrep {
namespace {

constexpr absl::string_view kPrefix = "nvidia";
constexpr int kMaxRunsPerGpu = 64;

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

}  // namespace

GpuLock::GpuLock(int descriptor, std::string device_file)
    : descriptor_(descriptor), device_file_(std::move(device_file)) {}

GpuLock::GpuLock(GpuLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      device_file_(std::move(other.device_file_)) {}

GpuLock::~GpuLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

absl::StatusOr<GpuLock> GpuLock::Acquire(const std::vector<std::string>& device_files,
                                         int runs_per_gpu, absl::Duration patience) {
  if (device_files.empty()) {
    return absl::UnavailableError(
        "no GPU found (no /dev/nvidia<number>, or CUDA_VISIBLE_DEVICES allows none): set "
        "recipe.device: CPU, or run where there is one");
  }
  const absl::Time deadline = absl::Now() + patience;
  while (true) {
    absl::Status problem;
    bool any_taken = false;
    for (int place = 0; place < runs_per_gpu; ++place) {
      for (const std::string& file : device_files) {
        const absl::StatusOr<std::optional<int>> descriptor = TryLock(file, place);
        if (!descriptor.ok()) {
          problem = descriptor.status();
        } else if (descriptor->has_value()) {
          return GpuLock(**descriptor, file);
        } else {
          any_taken = true;
        }
      }
    }
    if (!any_taken) return problem;
    if (absl::Now() >= deadline) {
      return absl::UnavailableError(absl::StrCat(
          "every GPU is taken (", runs_per_gpu,
          " at a time on each, see LABELREP_RUNS_PER_GPU): ", absl::StrJoin(device_files, ", ")));
    }
    absl::SleepFor(absl::Milliseconds(200));
  }
}

std::vector<std::string> ListGpus(const std::string& folder,
                                  const std::optional<std::string>& visible) {
  std::set<int> allowed;
  if (visible.has_value()) {
    for (const absl::string_view part : absl::StrSplit(*visible, ',')) {
      int number = 0;
      if (absl::SimpleAtoi(part, &number)) allowed.insert(number);
    }
  }
  std::vector<std::pair<int, std::string>> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    absl::string_view rest = name;
    int number = 0;
    if (!absl::ConsumePrefix(&rest, kPrefix) || !absl::SimpleAtoi(rest, &number)) continue;
    if (visible.has_value() && !allowed.contains(number)) continue;
    found.emplace_back(number, entry.path());
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> files;
  for (auto& [number, file] : found) files.push_back(std::move(file));
  return files;
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
