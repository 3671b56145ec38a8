#include "lib/train/schedule.h"

namespace labelrep {
namespace {

double OneCycleRate(const Recipe& recipe, int64_t steps_per_epoch, int64_t step) {
  const double total = static_cast<double>(recipe.epochs() * steps_per_epoch);
  const double warmup = recipe.one_cycle().warmup_fraction() * total;
  if (step < warmup) return recipe.learning_rate() * static_cast<double>(step) / warmup;
  // A warm-up over all steps never gets here with total == warmup, as step < total.
  return recipe.learning_rate() * (total - static_cast<double>(step)) / (total - warmup);
}

}  // namespace

double LearningRate(const Recipe& recipe, int64_t steps_per_epoch, int64_t step) {
  if (recipe.has_one_cycle()) return OneCycleRate(recipe, steps_per_epoch, step);
  double rate = recipe.learning_rate();
  for (const int32_t milestone : recipe.multi_step().milestones()) {
    if (milestone <= step / steps_per_epoch) rate *= recipe.multi_step().factor();
  }
  return rate;
}

}  // namespace labelrep
