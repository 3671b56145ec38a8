// The fields that every recipe has: where it is carried out, and in which arithmetic.
#ifndef LIB_RUN_EXECUTION_FIELDS_H_
#define LIB_RUN_EXECUTION_FIELDS_H_

#include "lib/base/field_checker.h"

namespace labelrep {

// `recipe` is a Recipe, an AttackRecipe, or another message with these fields of the same types.
template <typename AnyRecipe>
void CheckExecutionFields(const AnyRecipe& recipe, FieldChecker& check) {
  check.Chosen("precision", recipe.precision(), "FP32 or BF16_AUTOCAST");
  check.Chosen("device", recipe.device(), "CPU or CUDA");
  check.Number("threads", recipe.threads(), recipe.threads() >= 1 && recipe.threads() <= 1024,
               "from 1 to 1024");
}

}  // namespace labelrep

#endif  // LIB_RUN_EXECUTION_FIELDS_H_
