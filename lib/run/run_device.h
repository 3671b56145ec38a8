// The device of a run, made ready: thread count, GPU lock, deterministic algorithms.
#ifndef LIB_RUN_RUN_DEVICE_H_
#define LIB_RUN_RUN_DEVICE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "c10/core/Device.h"
#include "lib/graph/device_graph.h"
#include "lib/run/gpu_lock.h"
#include "results/run.pb.h"

namespace labelrep {

struct DeviceRequest {
  Recipe::Device device = Recipe::CPU;
  int threads = 1;          // of the CPU
  bool allow_tf32 = false;  // on CUDA, fp32 convolutions and matrix products
};

// Process-wide settings are made when it is acquired, so a program does one run at a time;
// variables of the environment that would change its numbers are taken away
// (numerics_environment.h).
class RunDevice {
 public:
  // CPU: sets ATen's thread count. CUDA: takes a free GPU, or its share of one where the
  // environment variable LABELREP_RUNS_PER_GPU is above 1, which becomes the only one this process
  // sees, switches on deterministic algorithms, and TF32 where it is allowed, and gives this thread
  // a stream of its own. To be called before anything else calculates. UNAVAILABLE where libtorch
  // has no CUDA, there is no GPU, or that variable is no number.
  static absl::StatusOr<RunDevice> Acquire(const DeviceRequest& request);

  c10::Device device() const { return device_; }

  // What records steps of this device; none where it has no graphs, or the environment variable
  // LABELREP_CUDA_GRAPHS is 0.
  MakeDeviceGraph graphs() const;

  // "/dev/nvidia0" and its model; empty on the CPU.
  std::string gpu() const;

 private:
  RunDevice(c10::Device device, std::optional<GpuLock> lock);

  c10::Device device_;
  std::optional<GpuLock> lock_;
};

}  // namespace labelrep

#endif  // LIB_RUN_RUN_DEVICE_H_
