// A very small attacked model, images that it decides correctly, and recipes from text.
#ifndef LIB_ATTACK_ATTACK_TESTING_H_
#define LIB_ATTACK_ATTACK_TESTING_H_

#include <cstdint>
#include <string>

#include "lib/attack/attack.h"
#include "lib/eval/frozen_model.h"
#include "results/attack.pb.h"
#include "results/label_set.pb.h"

namespace labelrep {

// FakeClassifier with outputs of the labels' shape.
FrozenModel FakeFrozenModel(const LabelSet& labels, Arithmetic arithmetic = Arithmetic::kFloat32);

// `count` FakeImages, of the class that the model decides on; each one's target is the class after
// its own. Indices from 0.
AttackBatch FakeAttackBatch(const ModelView& model, int64_t count);

// Images first..first+count-1 of a batch.
AttackBatch PartOf(const AttackBatch& batch, int64_t first, int64_t count);

// Valid and canonical, or the test fails.
AttackRecipe RecipeFromText(const std::string& text);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_TESTING_H_
