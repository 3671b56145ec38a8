#include "lib/graph/graphed_function.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/full.h"
#include "ATen/ops/zeros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/graph/graph_testing.h"

namespace labelrep {
namespace {

at::Tensor Filled(int64_t size, double value) { return at::full({size}, value, at::kDouble); }

// Adds the input's sum times a factor to a total, which it returns.
class RunningTotal {
 public:
  explicit RunningTotal(MakeDeviceGraph make_graph)
      : function_(
            [this](const GraphedFunction::Tensors& inputs) {
              ++calls_;
              total_ += inputs[0].sum() * factor_;
              return GraphedFunction::Tensors{total_.clone()};
            },
            std::move(make_graph)) {}

  double Add(const at::Tensor& numbers) { return function_.Call({numbers})[0].item<double>(); }
  void SetFactor(double factor) {
    factor_ = factor;
    function_.RecordAnew();
  }
  int calls() const { return calls_; }

 private:
  at::Tensor total_ = at::zeros({}, at::kDouble);
  double factor_ = 1;
  int calls_ = 0;
  GraphedFunction function_;
};

TEST(GraphedFunctionTest, ReplaysAfterThreePlainCallsOfASize) {
  GraphCounts counts;
  RunningTotal total(DeferredGraphs(counts));
  for (int i = 1; i <= 5; ++i) EXPECT_EQ(total.Add(Filled(2, 1)), 2 * i);
  EXPECT_EQ(counts.recorded, 1);
  EXPECT_EQ(counts.replayed, 2);
  // Every call is done once, whether it is plain, recorded or replayed.
  EXPECT_EQ(total.calls(), 5);
}

TEST(GraphedFunctionTest, HasARecordingForEachSize) {
  GraphCounts counts;
  RunningTotal total(DeferredGraphs(counts));
  double expected = 0;
  for (int i = 0; i < 5; ++i) {
    for (int size : {4, 3}) {
      expected += size * i;
      EXPECT_EQ(total.Add(Filled(size, i)), expected);
    }
  }
  EXPECT_EQ(counts.recorded, 2);
  EXPECT_EQ(counts.replayed, 4);
}

TEST(GraphedFunctionTest, RecordsAnewWhereANumberOfTheBodyChanged) {
  GraphCounts counts;
  RunningTotal total(DeferredGraphs(counts));
  for (int i = 0; i < 4; ++i) total.Add(Filled(1, 1));
  total.SetFactor(10);
  EXPECT_EQ(total.Add(Filled(1, 1)), 14);
  EXPECT_EQ(total.Add(Filled(1, 1)), 24);
  EXPECT_EQ(counts.recorded, 2);
  EXPECT_EQ(counts.replayed, 3);
}

// Calls with so many other sizes that the only recording is dropped.
void DropTheRecording(RunningTotal& total) {
  for (int i = 0; i < 4; ++i) total.Add(Filled(1, 1));
  for (size_t size = 2; size < 2 + GraphedFunction::kMostRecordings; ++size) {
    total.Add(Filled(static_cast<int64_t>(size), 0));
  }
}

TEST(GraphedFunctionTest, RecordsAfterAllRecordingsWereDropped) {
  GraphsOfAPool pool;
  RunningTotal total(KeepingOne(pool.maker(), [] {}));
  DropTheRecording(total);
  EXPECT_EQ(pool.recorded(), 1);
  for (int i = 0; i < 4; ++i) total.Add(Filled(1, 1));
  EXPECT_EQ(pool.recorded(), 2);
  EXPECT_EQ(total.Add(Filled(1, 1)), 9);
}

TEST(GraphedFunctionTest, AFakePoolIsGoneWithItsLastGraph) {
  GraphsOfAPool pool;
  RunningTotal total(pool.maker());
  DropTheRecording(total);
  for (int i = 0; i < 3; ++i) total.Add(Filled(1, 1));
  EXPECT_THROW(total.Add(Filled(1, 1)), c10::Error);
}

TEST(KeepingOneTest, KeepsItWhileGraphsCanBeMade) {
  GraphsOfAPool pool;
  int calls = 0;
  {
    const MakeDeviceGraph make_graph = KeepingOne(pool.maker(), [&] { ++calls; });
    EXPECT_EQ(pool.recorded(), 0);
    for (int i = 0; i < 2; ++i) make_graph()->Record([] {});
    EXPECT_EQ(pool.recorded(), 1);
    EXPECT_EQ(calls, 1);
  }
  EXPECT_EQ(pool.recorded(), 0);
}

TEST(GraphedFunctionTest, CallsPlainlyWithoutGraphs) {
  RunningTotal total(nullptr);
  for (int i = 1; i <= 5; ++i) EXPECT_EQ(total.Add(Filled(1, 1)), i);
  EXPECT_FALSE(DeviceGraphsOf(c10::Device(c10::kCPU)));
}

}  // namespace
}  // namespace labelrep
