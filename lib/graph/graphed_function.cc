#include "lib/graph/graphed_function.h"

#include <algorithm>
#include <utility>

#include "ATen/core/grad_mode.h"

namespace labelrep {
namespace {

// Libraries choose kernels and reserve memory in their first calls of a size, which cannot be
// recorded; three are what PyTorch's own notes on CUDA graphs advise.
constexpr int64_t kPlainCalls = 3;

std::vector<std::vector<int64_t>> SizesOf(const GraphedFunction::Tensors& tensors) {
  std::vector<std::vector<int64_t>> sizes;
  for (const at::Tensor& tensor : tensors) sizes.push_back(tensor.sizes().vec());
  return sizes;
}

}  // namespace

GraphedFunction::GraphedFunction(Body body, MakeDeviceGraph make_graph)
    : body_(std::move(body)), make_graph_(std::move(make_graph)) {}

GraphedFunction::Tensors GraphedFunction::Call(const Tensors& inputs) {
  if (!make_graph_) return body_(inputs);
  Recording& recording = recordings_[SizesOf(inputs)];
  recording.last_call = ++calls_;
  if (recordings_.size() > kMostRecordings) DropOldest();
  if (recording.plain_calls < kPlainCalls) {
    ++recording.plain_calls;
    return body_(inputs);
  }
  if (recording.inputs.empty()) {
    for (const at::Tensor& input : inputs) recording.inputs.push_back(input.detach().clone());
  } else {
    const at::NoGradGuard no_grad;
    for (size_t i = 0; i < inputs.size(); ++i) recording.inputs[i].copy_(inputs[i]);
  }
  if (recording.graph == nullptr || recording.version != version_) Record(recording);
  recording.graph->Replay();
  return recording.outputs;
}

void GraphedFunction::DropOldest() {
  recordings_.erase(std::min_element(
      recordings_.begin(), recordings_.end(),
      [](const auto& a, const auto& b) { return a.second.last_call < b.second.last_call; }));
}

void GraphedFunction::Record(Recording& recording) {
  // The old one holds the pool until the new one does.
  std::unique_ptr<DeviceGraph> graph = make_graph_();
  graph->Record([this, &recording] { recording.outputs = body_(recording.inputs); });
  recording.graph = std::move(graph);
  recording.version = version_;
}

}  // namespace labelrep
