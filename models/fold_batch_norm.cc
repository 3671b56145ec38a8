#include "models/fold_batch_norm.h"

#include "lib/base/check.h"
#include "models/layers.h"

namespace labelrep {

void FoldBatchNorm(Classifier& model) {
  auto* const root = dynamic_cast<torch::nn::Module*>(&model);
  LABELREP_CHECK(root != nullptr, "only models of models/registry.h can be folded");
  for (const auto& module : root->modules(/*include_self=*/false)) {
    if (auto* norm = dynamic_cast<BatchNorm*>(module.get())) norm->FoldIntoConvolution();
  }
}

}  // namespace labelrep
