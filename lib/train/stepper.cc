#include "lib/train/stepper.h"

#include "lib/eval/model_storage.h"
#include "lib/train/eager_stepper.h"

namespace labelrep {

std::unique_ptr<Stepper> MakeStepper(const Recipe& recipe, const LossFunction& loss,
                                     Classifier& model) {
  // Before the optimizer's buffers are made, which lie in memory as the parameters do.
  SetMemoryFormat(MemoryFormatOf(recipe), model);
  return std::make_unique<EagerStepper>(
      model, loss, SgdOptions{.momentum = recipe.momentum(), .weight_decay = recipe.weight_decay()},
      recipe.precision() == Recipe::BF16_AUTOCAST);
}

}  // namespace labelrep
