#include "lib/graph/device_graph.h"

#include <utility>

#ifdef LABELREP_CUDA_HEADERS
#include <exception>

#include "ATen/cuda/CUDAGraph.h"
#include "ATen/ops/zeros.h"
#include "c10/cuda/CUDACachingAllocator.h"
#endif

namespace labelrep {

#ifdef LABELREP_CUDA_HEADERS
namespace {

class GraphPool {
 public:
  GraphPool() = default;
  // The allocator keeps what is free, and cannot give it back while a graph is recorded, which is
  // when most memory is asked for.
  ~GraphPool() {
    try {
      c10::cuda::CUDACachingAllocator::emptyCache();
    } catch (const std::exception&) {
      // After an error of the device, which is reported where it was met.
    }
  }
  GraphPool(const GraphPool&) = delete;
  GraphPool& operator=(const GraphPool&) = delete;

  at::cuda::MempoolId_t id() const { return id_; }

 private:
  at::cuda::MempoolId_t id_ = at::cuda::graph_pool_handle();
};

class CudaGraph : public DeviceGraph {
 public:
  explicit CudaGraph(std::shared_ptr<const GraphPool> pool) : pool_(std::move(pool)) {}

  void Record(const std::function<void()>& body) override {
    // What plain calls left free is of no use to a recording, and stays while one is made.
    c10::cuda::CUDACachingAllocator::emptyCache();
    // The mode of this thread alone: a global one forbids other threads what they do by right.
    graph_.capture_begin(pool_->id(), cudaStreamCaptureModeThreadLocal);
    body();
    graph_.capture_end();
  }

  void Replay() override { graph_.replay(); }

 private:
  std::shared_ptr<const GraphPool> pool_;  // outlives the graph
  at::cuda::CUDAGraph graph_;
};

}  // namespace

MakeDeviceGraph DeviceGraphsOf(c10::Device device) {
  if (!device.is_cuda()) return nullptr;
  return KeepingOne(
      [pool = std::make_shared<const GraphPool>()] { return std::make_unique<CudaGraph>(pool); },
      [device] { at::zeros({1}, device); });
}
#else
MakeDeviceGraph DeviceGraphsOf(c10::Device) { return nullptr; }
#endif

MakeDeviceGraph KeepingOne(MakeDeviceGraph make_graph, std::function<void()> body) {
  return [kept = std::make_shared<std::unique_ptr<DeviceGraph>>(),
          make_graph = std::move(make_graph), body = std::move(body)] {
    if (*kept == nullptr) {
      body();
      std::unique_ptr<DeviceGraph> first = make_graph();
      first->Record(body);
      *kept = std::move(first);
    }
    return make_graph();
  };
}

}  // namespace labelrep
