#include "lib/run/run_device.h"

#include <stdlib.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/strings/str_cat.h"
#include "c10/core/impl/VirtualGuardImpl.h"
#include "lib/base/status_macros.h"
#include "lib/run/gpu_model.h"
#include "lib/run/numerics_environment.h"

namespace labelrep {
namespace {

std::optional<std::string> Environment(const char* name) {
  const char* value = getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

absl::StatusOr<GpuLock> TakeGpu() {
  LABELREP_ASSIGN_OR_RETURN(const int runs_per_gpu,
                            ParseRunsPerGpu(Environment("LABELREP_RUNS_PER_GPU")));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<Gpu> gpus,
                            ListGpus("/dev", Environment("CUDA_VISIBLE_DEVICES")));
  LABELREP_ASSIGN_OR_RETURN(GpuLock lock, GpuLock::Acquire(gpus, runs_per_gpu));
  // CUDA reads these when it is first used. The bus order is the order of the device files.
  setenv("CUDA_DEVICE_ORDER", "PCI_BUS_ID", 1);
  setenv("CUDA_VISIBLE_DEVICES", absl::StrCat(lock.gpu().ordinal).c_str(), 1);
  // cuBLAS is deterministic only with a workspace of its own for each stream.
  setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 1);
  if (!at::globalContext().hasCUDA()) {
    return absl::UnavailableError(
        "recipe.device: CUDA, but this libtorch finds no CUDA: point LABELREP_LIBTORCH to a CUDA "
        "build, or set recipe.device: CPU");
  }
  return lock;
}

// The default stream cannot be recorded (lib/graph), so all of a run is on one of its own.
void TakeStream(c10::Device device) {
  const c10::impl::VirtualGuardImpl streams(device.type());
  streams.exchangeStream(streams.getStreamFromGlobalPool(device));
}

void SetCudaNumerics(bool allow_tf32) {
  at::Context& context = at::globalContext();
  context.setDeterministicAlgorithms(true, /*warn_only=*/false);
  // Filling new memory only helps to find an operation that reads what it did not write.
  context.setDeterministicFillUninitializedMemory(false);
  context.setDeterministicCuDNN(true);
  context.setBenchmarkCuDNN(false);
  context.setAllowTF32CuBLAS(allow_tf32);
  context.setAllowTF32CuDNN(allow_tf32);
}

}  // namespace

RunDevice::RunDevice(c10::Device device, std::optional<GpuLock> lock)
    : device_(device), lock_(std::move(lock)) {}

MakeDeviceGraph RunDevice::graphs() const {
  return Environment("LABELREP_CUDA_GRAPHS") == "0" ? nullptr : DeviceGraphsOf(device_);
}

std::string RunDevice::gpu() const {
  if (!lock_.has_value()) return "";
  return absl::StrCat(lock_->gpu().device_file, " ",
                      GpuModel("/proc/driver/nvidia/gpus", lock_->gpu().number));
}

absl::StatusOr<RunDevice> RunDevice::Acquire(const DeviceRequest& request) {
  static std::once_flag interop_once;
  std::call_once(interop_once, [] {
    ClearNumericsEnvironment();
    // May be set only once in a process, before any parallel work.
    at::set_num_interop_threads(1);
  });
  at::set_num_threads(request.threads);
  if (request.device == Recipe::CPU) return RunDevice(c10::Device(c10::kCPU), std::nullopt);
  LABELREP_ASSIGN_OR_RETURN(GpuLock lock, TakeGpu());
  SetCudaNumerics(request.allow_tf32);
  const c10::Device device(c10::kCUDA, 0);
  TakeStream(device);
  return RunDevice(device, std::move(lock));
}

}  // namespace labelrep
