// Work of a device that is recorded once and then started as a whole. A training step is hundreds
// of kernels, each of which the CPU takes longer to start than the GPU to run; a CUDA graph starts
// all of them at once.
#ifndef LIB_GRAPH_DEVICE_GRAPH_H_
#define LIB_GRAPH_DEVICE_GRAPH_H_

#include <functional>
#include <memory>

#include "c10/core/Device.h"

namespace labelrep {

// One recording. All throw c10::Error.
class DeviceGraph {
 public:
  virtual ~DeviceGraph() = default;

  // Calls `body`, once; what it starts on the device is recorded, not done. Not on the default
  // stream. The process is of no use for the device after an error.
  virtual void Record(const std::function<void()>& body) = 0;

  // Does what was recorded, with what memory now holds, in the order of the current stream.
  virtual void Replay() = 0;
};

using MakeDeviceGraph = std::function<std::unique_ptr<DeviceGraph>()>;

// Makes graphs that share one pool of memory. Nothing where the device has no graphs: the CPU, or a
// CUDA libtorch without the headers of CUDA's runtime beside it (third_party/libtorch.bzl).
MakeDeviceGraph DeviceGraphsOf(c10::Device device);

// The same with a pool of its own each time: one whose graphs are all gone cannot be used again.
using MakeGraphPool = std::function<MakeDeviceGraph()>;

}  // namespace labelrep

#endif  // LIB_GRAPH_DEVICE_GRAPH_H_
