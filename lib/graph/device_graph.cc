#include "lib/graph/device_graph.h"

#ifdef LABELREP_CUDA_HEADERS
#include "ATen/cuda/CUDAGraph.h"
#endif

namespace labelrep {

#ifdef LABELREP_CUDA_HEADERS
namespace {

class CudaGraph : public DeviceGraph {
 public:
  explicit CudaGraph(at::cuda::MempoolId_t pool) : pool_(pool) {}

  void Record(const std::function<void()>& body) override {
    // The mode of this thread alone: a global one forbids other threads what they do by right.
    graph_.capture_begin(pool_, cudaStreamCaptureModeThreadLocal);
    body();
    graph_.capture_end();
  }

  void Replay() override { graph_.replay(); }

 private:
  at::cuda::MempoolId_t pool_;
  at::cuda::CUDAGraph graph_;
};

}  // namespace

MakeDeviceGraph DeviceGraphsOf(c10::Device device) {
  if (!device.is_cuda()) return nullptr;
  return [pool = at::cuda::graph_pool_handle()] { return std::make_unique<CudaGraph>(pool); };
}
#else
MakeDeviceGraph DeviceGraphsOf(c10::Device) { return nullptr; }
#endif

}  // namespace labelrep
