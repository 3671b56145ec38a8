#include "lib/train/run_device.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <utility>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

std::optional<std::string> Environment(const char* name) {
  const char* value = getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// "3" of "/dev/nvidia3".
std::string GpuNumber(const std::string& device_file) {
  return device_file.substr(device_file.find_last_not_of("0123456789") + 1);
}

absl::StatusOr<GpuLock> TakeGpu() {
  LABELREP_ASSIGN_OR_RETURN(const int runs_per_gpu,
                            ParseRunsPerGpu(Environment("LABELREP_RUNS_PER_GPU")));
  LABELREP_ASSIGN_OR_RETURN(
      GpuLock lock,
      GpuLock::Acquire(ListGpus("/dev", Environment("CUDA_VISIBLE_DEVICES")), runs_per_gpu));
  // CUDA reads these when it is first used. The bus order is the order of the device files.
  setenv("CUDA_DEVICE_ORDER", "PCI_BUS_ID", 1);
  setenv("CUDA_VISIBLE_DEVICES", GpuNumber(lock.device_file()).c_str(), 1);
  // cuBLAS is deterministic only with a workspace of its own for each stream.
  setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 1);
  if (!at::globalContext().hasCUDA()) {
    return absl::UnavailableError(
        "recipe.device: CUDA, but this libtorch finds no CUDA: point LABELREP_LIBTORCH to a CUDA "
        "build, or set recipe.device: CPU");
  }
  return lock;
}

// The first GPU's model as the driver names it; empty where it does not.
std::string GpuModel() {
  std::error_code error;
  for (const auto& gpu : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", error)) {
    std::ifstream file(gpu.path() / "information");
    for (std::string line; std::getline(file, line);) {
      if (absl::StartsWith(line, "Model:")) {
        return std::string(absl::StripAsciiWhitespace(absl::StripPrefix(line, "Model:")));
      }
    }
  }
  return "";
}

void SetCudaNumerics(const Recipe& recipe) {
  at::Context& context = at::globalContext();
  context.setDeterministicAlgorithms(true, /*warn_only=*/false);
  // Filling new memory only helps to find an operation that reads what it did not write.
  context.setDeterministicFillUninitializedMemory(false);
  context.setDeterministicCuDNN(true);
  context.setBenchmarkCuDNN(false);
  context.setAllowTF32CuBLAS(recipe.allow_tf32());
  context.setAllowTF32CuDNN(recipe.allow_tf32());
}

}  // namespace

RunDevice::RunDevice(c10::Device device, std::optional<GpuLock> lock)
    : device_(device), lock_(std::move(lock)) {}

std::string RunDevice::gpu() const {
  return lock_.has_value() ? absl::StrCat(lock_->device_file(), " ", GpuModel()) : "";
}

absl::StatusOr<RunDevice> RunDevice::Acquire(const Recipe& recipe) {
  static std::once_flag interop_once;
  // May be set only once in a process, before any parallel work.
  std::call_once(interop_once, [] { at::set_num_interop_threads(1); });
  at::set_num_threads(recipe.threads());
  if (recipe.device() == Recipe::CPU) return RunDevice(c10::Device(c10::kCPU), std::nullopt);
  LABELREP_ASSIGN_OR_RETURN(GpuLock lock, TakeGpu());
  SetCudaNumerics(recipe);
  return RunDevice(c10::Device(c10::kCUDA, 0), std::move(lock));
}

}  // namespace labelrep
