// Training steps and inference per encoder x head x precision: one thread, batch 128.
// Run one group with --benchmark_filter='training/resnet32/.*'.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmarks/bench_setting.h"

namespace labelrep {
namespace {

void Run(benchmark::State& state, const BenchSetting& setting, void (StepBench::*step)()) {
  absl::StatusOr<std::unique_ptr<StepBench>> bench = MakeStepBench(setting);
  if (!bench.ok()) {
    state.SkipWithError(bench.status().ToString().c_str());
    return;
  }
  ((**bench).*step)();
  for (auto _ : state) ((**bench).*step)();
  state.SetItemsProcessed(state.iterations() * setting.batch_size);
}

void RegisterAll() {
  const std::vector<std::pair<std::string, std::string>> modes = {
      {"fp32", "contiguous"}, {"fp32", "channels_last"}, {"bf16", "channels_last"}};
  for (const std::string encoder : {"resnet32", "resnet110", "vgg19"}) {
    for (const std::string head : {"category10", "decoder"}) {
      for (const auto& [precision, format] : modes) {
        const BenchSetting setting{encoder, head, precision, format};
        const std::string name = absl::StrCat(encoder, "/", head, "/", precision, "_", format);
        benchmark::RegisterBenchmark(
            absl::StrCat("training/", name).c_str(),
            [=](benchmark::State& s) { Run(s, setting, &StepBench::Train); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
        if (precision != "fp32") continue;
        benchmark::RegisterBenchmark(
            absl::StrCat("inference/", name).c_str(),
            [=](benchmark::State& s) { Run(s, setting, &StepBench::Evaluate); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
      }
    }
  }
}

const bool kRegistered = [] {
  RegisterAll();
  return true;
}();

}  // namespace
}  // namespace labelrep

BENCHMARK_MAIN();
