// Graphs of the CPU for tests: what is recorded is called when it is replayed.
#ifndef LIB_GRAPH_GRAPH_TESTING_H_
#define LIB_GRAPH_GRAPH_TESTING_H_

#include <functional>
#include <memory>

#include "c10/util/Exception.h"
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

// Graphs whose pool is like one of CUDA: once all that were recorded are gone, no other can be.
class GraphsOfAPool {
 public:
  MakeDeviceGraph maker() {
    return [this] { return std::make_unique<Graph>(*this); };
  }

  int recorded() const { return recorded_; }

 private:
  class Graph : public DeferredCalls {
   public:
    explicit Graph(GraphsOfAPool& pool) : DeferredCalls(pool.counts_), pool_(pool) {}
    ~Graph() override { pool_.recorded_ -= is_recorded_ ? 1 : 0; }

    void Record(const std::function<void()>& body) override {
      TORCH_CHECK(pool_.recorded_ > 0 || pool_.counts_.recorded == 0, "the pool is gone");
      DeferredCalls::Record(body);
      is_recorded_ = true;
      ++pool_.recorded_;
    }

   private:
    GraphsOfAPool& pool_;
    bool is_recorded_ = false;
  };

  GraphCounts counts_;
  int recorded_ = 0;
};

}  // namespace labelrep

#endif  // LIB_GRAPH_GRAPH_TESTING_H_
