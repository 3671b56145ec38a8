// A function of tensors on a device that is called again and again with inputs of a few sizes: its
// first calls are plain ones, later ones replay a recording.
//
//   GraphedFunction step(body, DeviceGraphsOf(device));
//   const at::Tensor loss = step.Call({indices})[0].clone();
#ifndef LIB_GRAPH_GRAPHED_FUNCTION_H_
#define LIB_GRAPH_GRAPHED_FUNCTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/graph/device_graph.h"

namespace labelrep {

class GraphedFunction {
 public:
  using Tensors = std::vector<at::Tensor>;
  using Body = std::function<Tensors(const Tensors&)>;

  // Beyond so many sizes the recording that was not used for the longest time is dropped.
  static constexpr size_t kMostRecordings = 16;

  // A call is to do the same to the device's memory whenever it has inputs of the same sizes: no
  // decision by values, no number of the CPU that changes (but see RecordAnew), nothing random, no
  // copy from the CPU. What it reads and writes beside inputs and outputs stays where it is in
  // memory. Without `make_graph`, every call is a plain one.
  GraphedFunction(Body body, MakeDeviceGraph make_graph);

  // Outputs are overwritten by the next call of this or another function whose graphs have the same
  // pool. Throws c10::Error.
  Tensors Call(const Tensors& inputs);

  // A number of the CPU in the body has changed: recordings are made anew.
  void RecordAnew() { ++version_; }

 private:
  // Of inputs of one size.
  struct Recording {
    int64_t plain_calls = 0;
    int64_t version = 0;
    int64_t last_call = 0;
    std::unique_ptr<DeviceGraph> graph;  // none before the first
    Tensors inputs;                      // where the recording reads them
    Tensors outputs;
  };

  void Record(Recording& recording);
  void DropOldest();

  Body body_;
  MakeDeviceGraph make_graph_;
  int64_t version_ = 0;
  int64_t calls_ = 0;
  std::map<std::vector<std::vector<int64_t>>, Recording> recordings_;
};

}  // namespace labelrep

#endif  // LIB_GRAPH_GRAPHED_FUNCTION_H_
