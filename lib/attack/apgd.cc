#include "lib/attack/apgd.h"

#include <algorithm>

#include "ATen/TensorOperators.h"
#include "ATen/ops/arange.h"
#include "ATen/ops/clamp.h"
#include "ATen/ops/gt.h"
#include "ATen/ops/le.h"
#include "ATen/ops/lt.h"
#include "ATen/ops/nonzero.h"
#include "ATen/ops/ones_like.h"
#include "ATen/ops/where.h"
#include "ATen/ops/zeros_like.h"
#include "absl/strings/str_cat.h"
#include "lib/attack/attack_rows.h"
#include "lib/attack/graphed_objective.h"
#include "lib/attack/random_start.h"

namespace labelrep {
namespace {

constexpr double kFirstStep = 2;       // in epsilons
constexpr double kNewShare = 0.75;     // of the gradient step; the rest is the step before
constexpr double kRisingShare = 0.75;  // of the steps between two checkpoints

// `condition`, bool [K], beside images.
at::Tensor PerImage(const at::Tensor& condition) { return condition.view({-1, 1, 1, 1}); }

// One start for some rows.
class Ascent {
 public:
  Ascent(const ModelView& model, const AttackRows& rows, GraphedObjective& objective,
         const Objective& goal, const AttackRecipe& recipe)
      : model_(model),
        objective_(objective),
        goal_(goal),
        steps_(recipe.steps()),
        chunk_(recipe.batch_size()),
        rows_(rows),
        places_(at::arange(rows.size(), rows.aims.classes.options())),
        found_{rows.clean.clone(), rows.aims.classes.clone()} {}

  FoundImages Run(const at::Tensor& directions) {
    Begin(directions);
    const std::vector<int> checkpoints = ApgdCheckpoints(steps_);
    auto checkpoint = checkpoints.begin();
    int last = 0;
    for (int step = 1; step < steps_ && places_.numel() > 0; ++step) {
      Move(step == 1 ? 1 : kNewShare);
      Look();
      if (checkpoint == checkpoints.end() || step != *checkpoint) continue;
      Judge(kRisingShare * (step - last));
      last = *checkpoint++;
    }
    if (places_.numel() > 0) End();
    return found_;
  }

 private:
  void Begin(const at::Tensor& directions) {
    images_ = at::clamp(rows_.clean + rows_.epsilons * directions, rows_.lowest, rows_.highest);
    previous_images_ = best_images_ = images_;
    step_sizes_ = kFirstStep * rows_.epsilons;
    point_ = best_ = objective_.Evaluate(images_, rows_.aims);
    values_at_checkpoint_ = best_.values;
    rises_ = at::zeros_like(places_);
    halved_ = at::ones_like(places_, at::kBool);
    Keep(point_.decisions, images_);
  }

  void Move(double new_share) {
    const at::Tensor ahead =
        at::clamp(images_ + step_sizes_ * point_.gradients.sign(), rows_.lowest, rows_.highest);
    const at::Tensor moved = at::clamp(
        images_ + new_share * (ahead - images_) + (1 - new_share) * (images_ - previous_images_),
        rows_.lowest, rows_.highest);
    previous_images_ = images_;
    images_ = moved;
  }

  void Look() {
    const at::Tensor before = point_.values;
    point_ = objective_.Evaluate(images_, rows_.aims);
    rises_ = rises_ + at::gt(point_.values, before);
    const at::Tensor better = at::gt(point_.values, best_.values);
    best_images_ = at::where(PerImage(better), images_, best_images_);
    best_.gradients = at::where(PerImage(better), point_.gradients, best_.gradients);
    best_.values = at::where(better, point_.values, best_.values);
    best_.decisions = at::where(better, point_.decisions, best_.decisions);
    Keep(point_.decisions, images_);
  }

  // Conditions 1 and 2 of the paper.
  void Judge(double enough_rises) {
    const at::Tensor few = at::lt(rises_, enough_rises);
    const at::Tensor stuck =
        at::le(best_.values, values_at_checkpoint_).logical_and(halved_.logical_not());
    halved_ = few.logical_or(stuck);
    step_sizes_ = at::where(PerImage(halved_), step_sizes_ / 2, step_sizes_);
    images_ = at::where(PerImage(halved_), best_images_, images_);
    point_.gradients = at::where(PerImage(halved_), best_.gradients, point_.gradients);
    point_.values = at::where(halved_, best_.values, point_.values);
    values_at_checkpoint_ = best_.values;
    rises_ = at::zeros_like(rises_);
  }

  // The last step, after which no gradient is asked for.
  void End() {
    Move(steps_ == 1 ? 1 : kNewShare);
    Keep(DecideOnImages(model_, images_, chunk_), images_);
    found_.images.index_copy_(0, places_, best_images_);
    found_.decisions.index_copy_(0, places_, best_.decisions);
  }

  // Takes the rows whose decisions are what the attacker wants, and goes on with the others.
  void Keep(const at::Tensor& decisions, const at::Tensor& images) {
    const at::Tensor reached = Reached(goal_, decisions, rows_.aims);
    const at::Tensor done = at::nonzero(reached).squeeze(1);
    if (done.numel() == 0) return;
    const at::Tensor places = places_.index_select(0, done);
    found_.images.index_copy_(0, places, images.index_select(0, done));
    found_.decisions.index_copy_(0, places, decisions.index_select(0, done));
    const at::Tensor open = at::nonzero(reached.logical_not()).squeeze(1);
    rows_ = rows_.Select(open);
    for (at::Tensor* state :
         {&places_, &images_, &previous_images_, &best_images_, &step_sizes_, &point_.values,
          &point_.gradients, &point_.decisions, &best_.values, &best_.gradients, &best_.decisions,
          &values_at_checkpoint_, &rises_, &halved_}) {
      *state = state->index_select(0, open);
    }
  }

  const ModelView& model_;
  GraphedObjective& objective_;
  const Objective goal_;
  const int steps_;
  const int64_t chunk_;

  // Of the rows that have not reached the goal, K of them.
  AttackRows rows_;
  at::Tensor places_;  // int64 [K], among all rows
  at::Tensor images_, previous_images_, best_images_;
  at::Tensor step_sizes_;  // [K, 1, 1, 1]
  // At `images_` and at `best_images_`.
  ObjectivePoint point_, best_;
  at::Tensor values_at_checkpoint_;  // [K]: the best ones
  at::Tensor rises_;                 // int64 [K], since the last checkpoint
  at::Tensor halved_;                // bool [K], at the last checkpoint

  FoundImages found_;  // of all rows
};

}  // namespace

std::vector<int> ApgdCheckpoints(int steps) {
  std::vector<int> checkpoints;
  // In hundredths, so that the rounding up is exact.
  for (int64_t percent = 22, before = 0; percent < 100;) {
    const int checkpoint = static_cast<int>((percent * steps + 99) / 100);
    const bool is_new = checkpoints.empty() || checkpoint > checkpoints.back();
    if (is_new && checkpoint < steps) checkpoints.push_back(checkpoint);
    const int64_t period = std::max<int64_t>(percent - before - 3, 6);
    before = percent;
    percent += period;
  }
  return checkpoints;
}

AttackOutcome RunApgd(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe,
                      const Objective& objective, const Objective& goal,
                      const std::vector<at::Tensor>& targets) {
  AttackRows rows = StackEpsilons(batch, recipe.epsilons());
  AttackProgress progress(rows, goal);
  GraphedObjective graphed(model, objective, batch.graphs, recipe.batch_size());
  int start = 0;
  for (const at::Tensor& aimed_at : targets) {
    if (aimed_at.defined()) {
      rows.aims = rows.aims.WithTargets(aimed_at.repeat({recipe.epsilons_size()}));
    }
    for (int restart = 0; restart < recipe.restarts(); ++restart, ++start) {
      const at::Tensor open = progress.Open();
      if (open.numel() == 0) break;
      const at::Tensor directions = RandomDirections(
          batch, open, recipe.seed(), absl::StrCat(recipe.attack(), " start ", start));
      progress.Keep(open, Ascent(model, rows.Select(open), graphed, goal, recipe).Run(directions));
    }
  }
  const at::Tensor gradient = ObjectiveGradient(model, {objective.kind, goal.targeted},
                                                batch.images, batch.aims, recipe.batch_size());
  return {SplitEpsilons(progress.found().images, progress.found().decisions, /*queries=*/{},
                        recipe.epsilons_size()),
          ZeroGradients(gradient)};
}

}  // namespace labelrep
