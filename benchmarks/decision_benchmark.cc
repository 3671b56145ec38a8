// The nearest-label decision for a batch of 128 outputs of 64x64, by number of classes. One thread.

#include <benchmark/benchmark.h>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "lib/eval/decision.h"
#include "lib/eval/label_tensors.h"

namespace labelrep {
namespace {

void BM_NearestLabel(benchmark::State& state) {
  at::set_num_threads(1);
  LabelSet labels;
  for (const int side : {64, 64}) labels.add_shape(side);
  for (int i = 0; i < state.range(0); ++i) labels.add_class_names();
  for (int i = 0; i < state.range(0) * 64 * 64; ++i) labels.add_values(static_cast<float>(i % 81));
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  const LabelTensors tensors = MakeLabelTensors(labels, at::kCPU);
  const at::Tensor outputs = at::rand({128, 64, 64}) * 80;
  for (auto _ : state) benchmark::DoNotOptimize(NearestLabel(outputs, tensors));
  state.SetItemsProcessed(state.iterations() * outputs.size(0));
}
BENCHMARK(BM_NearestLabel)->Arg(10)->Arg(100)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace labelrep

BENCHMARK_MAIN();
