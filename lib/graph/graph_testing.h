// Graphs of the CPU for tests: what is recorded is called when it is replayed.
#ifndef LIB_GRAPH_GRAPH_TESTING_H_
#define LIB_GRAPH_GRAPH_TESTING_H_

#include <functional>
#include <memory>

#include "lib/graph/device_graph.h"

namespace labelrep {

struct GraphCounts {
  int recorded = 0;
  int replayed = 0;
};

class DeferredCalls : public DeviceGraph {
 public:
  explicit DeferredCalls(GraphCounts& counts) : counts_(counts) {}

  void Record(const std::function<void()>& body) override {
    ++counts_.recorded;
    body_ = body;
  }
  void Replay() override {
    ++counts_.replayed;
    body_();
  }

 private:
  GraphCounts& counts_;
  std::function<void()> body_;
};

// `counts` outlives the graphs.
inline MakeDeviceGraph DeferredGraphs(GraphCounts& counts) {
  return [&counts] { return std::make_unique<DeferredCalls>(counts); };
}

}  // namespace labelrep

#endif  // LIB_GRAPH_GRAPH_TESTING_H_
