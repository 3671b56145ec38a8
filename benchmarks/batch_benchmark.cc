// The data pipeline: one augmented training batch, and the set-up of an epoch. One thread.

#include <benchmark/benchmark.h>

#include "ATen/Parallel.h"
#include "lib/data/resident_data.h"

namespace labelrep {
namespace {

constexpr int kImages = 10000;

ImageSet Images() {
  ImageSet images;
  images.pixels.resize(static_cast<size_t>(kImages) * kCifarImageBytes);
  for (size_t i = 0; i < images.pixels.size(); ++i) images.pixels[i] = static_cast<uint8_t>(i * 7);
  images.labels.resize(kImages);
  return images;
}

void BM_AugmentedBatch(benchmark::State& state) {
  at::set_num_threads(1);
  const ResidentImages images(Images(), at::kCPU);
  const Batches batches = Batches::ForEpoch(images, {.batch_size = state.range(0)}, /*seed=*/7,
                                            /*epoch=*/1, /*augment=*/true);
  int64_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(batches.Get(i).images);
    i = (i + 1) % batches.num_batches();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_AugmentedBatch)->Arg(64)->Arg(128)->Unit(benchmark::kMillisecond);

void BM_EpochOrder(benchmark::State& state) {
  at::set_num_threads(1);
  const ResidentImages images(Images(), at::kCPU);
  int64_t epoch = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        Batches::ForEpoch(images, {.batch_size = 128}, 7, ++epoch, true).num_batches());
  }
  state.SetItemsProcessed(state.iterations() * kImages);
}
BENCHMARK(BM_EpochOrder)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace labelrep

BENCHMARK_MAIN();
