// Attacks per head x attack x precision on ResNet-32 with random weights: one thread, six epsilons,
// 64 images. Items are images x epsilons.

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmarks/attack_bench.h"

namespace labelrep {
namespace {

constexpr int64_t kImages = 64;

AttackRecipe MakeRecipe(const std::string& attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  if (attack == "square") recipe.set_queries(20);
  if (attack == "pgd") recipe.set_steps(5);
  for (int i = 1; i <= 6; ++i) recipe.add_epsilons(0.05 * i);
  return recipe;
}

void Run(benchmark::State& state, const std::string& head, const std::string& attack,
         Arithmetic arithmetic) {
  const absl::StatusOr<AttackBench> bench =
      AttackBench::Synthetic("resnet32", head, kImages, MakeRecipe(attack), arithmetic);
  if (!bench.ok()) {
    state.SkipWithError(bench.status().ToString().c_str());
    return;
  }
  for (auto _ : state) {
    const absl::StatusOr<AttackResult> result = bench->Run();
    if (!result.ok()) {
      state.SkipWithError(result.status().ToString().c_str());
      return;
    }
    benchmark::DoNotOptimize(result->epsilons_size());
  }
  state.SetItemsProcessed(state.iterations() * kImages * 6);
}

void RegisterAll() {
  for (const std::string attack : {"fgsm", "iterative", "pgd", "square"}) {
    for (const std::string head : {"category10", "decoder"}) {
      for (const auto& [precision, arithmetic] : std::vector<std::pair<std::string, Arithmetic>>{
               {"fp32", Arithmetic::kFloat32}, {"bf16", Arithmetic::kBfloat16}}) {
        benchmark::RegisterBenchmark(
            absl::StrCat(attack, "/", head, "/", precision).c_str(),
            [=](benchmark::State& state) { Run(state, head, attack, arithmetic); })
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
