// An attack on given or on random weights, for timing it and for comparing its decisions.
#ifndef BENCHMARKS_ATTACK_BENCH_H_
#define BENCHMARKS_ATTACK_BENCH_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "experiments/measure/loaded_model.h"
#include "lib/data/resident_data.h"
#include "lib/eval/frozen_model.h"
#include "results/attack.pb.h"

namespace labelrep {

class AttackBench {
 public:
  AttackBench(FrozenModel model, ResidentImages images, AttackRecipe recipe)
      : model_(std::move(model)), images_(std::move(images)), recipe_(std::move(recipe)) {}

  // recipe.images() images of the test split, on the CPU with recipe.threads() threads, batch norm
  // folded. `arithmetic` stands above the recipe's precision. INVALID_ARGUMENT or NOT_FOUND naming
  // file and field.
  static absl::StatusOr<AttackBench> FromFiles(const ModelPaths& files, const AttackRecipe& recipe,
                                               Arithmetic arithmetic);

  // Random weights and `images` random images that are decided correctly; head as in
  // bench_setting.h.
  static absl::StatusOr<AttackBench> Synthetic(const std::string& encoder, const std::string& head,
                                               int64_t images, const AttackRecipe& recipe,
                                               Arithmetic arithmetic);

  // The same with only the images that are decided correctly. FAILED_PRECONDITION for none.
  absl::StatusOr<AttackBench> OnCorrectImages() const;

  // The whole attack: clean decisions, adversarial images, and decisions on them.
  absl::StatusOr<AttackResult> Run() const;
  // The same on `count` images, over again from the first where they run out.
  absl::Status RunOn(int64_t count) const;

 private:
  FrozenModel model_;
  ResidentImages images_;
  AttackRecipe recipe_;
};

// kFloat32 for "fp32", kBfloat16 for "bf16", kFloat64 for "fp64".
absl::StatusOr<Arithmetic> ArithmeticOf(const std::string& precision);

}  // namespace labelrep

#endif  // BENCHMARKS_ATTACK_BENCH_H_
