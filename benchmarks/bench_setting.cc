#include "benchmarks/bench_setting.h"

#include <utility>

#include "ATen/Parallel.h"
#include "absl/strings/str_cat.h"
#include "lib/base/heap.h"
#include "lib/base/status_macros.h"
#include "models/registry.h"

namespace labelrep {
namespace {

absl::Status Unknown(const std::string& field, const std::string& found,
                     const std::string& expected) {
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": found \"", found, "\", expected ", expected));
}

absl::StatusOr<Recipe> MakeRecipe(const BenchSetting& setting) {
  Recipe recipe;
  recipe.set_batch_size(setting.batch_size);
  recipe.set_momentum(0.9);
  recipe.set_weight_decay(5e-4);
  recipe.set_device(Recipe::CPU);
  if (setting.precision == "bf16") {
    recipe.set_precision(Recipe::BF16_AUTOCAST);
  } else if (setting.precision != "fp32") {
    return Unknown("precision", setting.precision, "fp32 or bf16");
  }
  if (setting.memory_format == "contiguous") {
    recipe.set_memory_format(Recipe::CONTIGUOUS);
  } else if (setting.memory_format != "channels_last") {
    return Unknown("memory format", setting.memory_format, "contiguous or channels_last");
  }
  return recipe;
}

}  // namespace

absl::StatusOr<std::vector<int32_t>> HeadLabelShape(const std::string& head) {
  if (head == "category10") return std::vector<int32_t>{10};
  if (head == "category100") return std::vector<int32_t>{100};
  if (head == "decoder") return std::vector<int32_t>{64, 64};
  return Unknown("head", head, "category10, category100 or decoder");
}

absl::StatusOr<std::unique_ptr<StepBench>> MakeStepBench(const BenchSetting& setting) {
  LABELREP_ASSIGN_OR_RETURN(const Recipe recipe, MakeRecipe(setting));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int32_t> shape, HeadLabelShape(setting.head));
  LABELREP_ASSIGN_OR_RETURN(
      std::shared_ptr<Classifier> model,
      MakeInitializedClassifier(setting.encoder, shape, /*seed=*/7, setting.image_size));
  KeepFreedMemory();
  at::set_num_threads(1);
  return std::make_unique<StepBench>(recipe, std::move(model), shape);
}

}  // namespace labelrep
