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

// Makes graphs that share one pool of memory, which is given back with the last of them: what a
// replay leaves there stays until the next of any of them. Nothing where the device has no graphs:
// the CPU, or a CUDA libtorch without the headers of CUDA's runtime beside it
// (third_party/libtorch.bzl).
MakeDeviceGraph DeviceGraphsOf(c10::Device device);

// The same graphs, and one of `body`, which stays for as long as others can be made: a pool whose
// graphs are all gone cannot be used again. Before the first graph is made, `body` is called
// plainly, then recorded.
MakeDeviceGraph KeepingOne(MakeDeviceGraph make_graph, std::function<void()> body);

}  // namespace labelrep

#endif  // LIB_GRAPH_DEVICE_GRAPH_H_
