#include "lib/train/gpu_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
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
                                         absl::Duration patience) {
  if (device_files.empty()) {
    return absl::UnavailableError(
        "no GPU found (no /dev/nvidia<number>, or CUDA_VISIBLE_DEVICES allows none): set "
        "recipe.device: CPU, or run where there is one");
  }
  const absl::Time deadline = absl::Now() + patience;
  while (true) {
    std::string problem;
    bool any_taken = false;
    for (const std::string& file : device_files) {
      const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) {
        problem = absl::StrCat(file, ": cannot be opened: ", std::strerror(errno));
        continue;
      }
      if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return GpuLock(descriptor, file);
      if (errno == EWOULDBLOCK) {
        any_taken = true;
      } else {
        problem = absl::StrCat(file, ": cannot be locked: ", std::strerror(errno));
      }
      close(descriptor);
    }
    if (!any_taken) return absl::UnavailableError(problem);
    if (absl::Now() >= deadline) {
      return absl::UnavailableError(
          absl::StrCat("every GPU is taken by another run: ", absl::StrJoin(device_files, ", ")));
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

}  // namespace labelrep
