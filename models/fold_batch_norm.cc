#include "models/fold_batch_norm.h"

#include "models/layers.h"

namespace labelrep {

void FoldBatchNorm(Classifier& model) {
  for (const auto& module : model.modules(/*include_self=*/false)) {
    if (auto* norm = dynamic_cast<BatchNorm*>(module.get())) norm->FoldIntoConvolution();
  }
}

}  // namespace labelrep
