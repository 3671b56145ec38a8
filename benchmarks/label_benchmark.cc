// Making the ten labels of a data set, by kind; speech from one second of sound a class.

#include <benchmark/benchmark.h>
#include <sndfile.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "labels/make.h"

namespace labelrep {
namespace {

constexpr int kClasses = 10;
constexpr int kRateHz = 24000;

// A folder with a chirp of one second for each class.
std::string WriteRecordings() {
  const std::string folder = std::filesystem::temp_directory_path() / "labelrep_label_benchmark";
  std::filesystem::create_directories(folder);
  for (int c = 0; c < kClasses; ++c) {
    std::vector<float> samples(kRateHz);
    for (int i = 0; i < kRateHz; ++i) {
      const double t = static_cast<double>(i) / kRateHz;
      samples[i] = static_cast<float>(0.5 * std::sin(6.28 * (200 + 100 * c + 1500 * t) * t));
    }
    SF_INFO info = {};
    info.samplerate = kRateHz;
    info.channels = 1;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    SNDFILE* file = sf_open(absl::StrCat(folder, "/", c, ".wav").c_str(), SFM_WRITE, &info);
    if (file == nullptr) std::abort();
    sf_write_float(file, samples.data(), kRateHz);
    sf_close(file);
  }
  return folder;
}

void Run(benchmark::State& state, const std::string& kind) {
  static const std::string recordings = WriteRecordings();
  LabelRequest request;
  request.recipe.set_kind(kind);
  for (int c = 0; c < kClasses; ++c) request.class_names.push_back(absl::StrCat("class ", c));
  if (kind == "speech" || kind == "shuffle") request.wavs = recordings;
  for (auto _ : state) {
    const absl::StatusOr<LabelSet> labels = MakeLabels(request);
    if (!labels.ok()) {
      state.SkipWithError(labels.status().ToString().c_str());
      return;
    }
    benchmark::DoNotOptimize(labels->values_size());
  }
  state.SetItemsProcessed(state.iterations() * kClasses);
}

BENCHMARK_CAPTURE(Run, speech, std::string("speech"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Run, shuffle, std::string("shuffle"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Run, composite, std::string("composite"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Run, constant, std::string("constant"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Run, random, std::string("random"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Run, category, std::string("category"))->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace labelrep

BENCHMARK_MAIN();
