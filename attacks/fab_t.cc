// The targeted fast adaptive boundary attack: the smallest change that misleads, sought towards one
// class after the other, from the nearest by the scores of the clean image. Each step goes to where
// the linearised scores of the two classes are equal, seen from the present and from the clean
// image, and from beyond the boundary a part of the way back. Reference: Croce & Hein,
// arXiv:1907.02044, section 2 and algorithm 1, and arXiv:2003.01690, section 5.
#include "ATen/TensorOperators.h"
#include "ATen/ops/clamp.h"
#include "ATen/ops/full.h"
#include "ATen/ops/isin.h"
#include "ATen/ops/lt.h"
#include "ATen/ops/ne.h"
#include "ATen/ops/nonzero.h"
#include "ATen/ops/where.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_bound.h"
#include "lib/attack/attack_rows.h"
#include "lib/attack/box_projection.h"
#include "lib/attack/targets.h"

namespace labelrep {
namespace {

constexpr double kLargestBias = 0.1;  // towards the clean image: the authors' alpha_max
constexpr double kOvershoot = 1.05;   // beyond the hyperplane: eta
constexpr double kWayBack = 0.9;      // of an adversarial image's change, that is kept: beta
constexpr double kLeastLength = 1e-8;

at::Tensor Column(const at::Tensor& values) { return values.view({-1, 1, 1, 1}); }

at::Tensor Lengths(const at::Tensor& change) { return ChangeSizes(change, AttackResult::LINF); }

// bool [K]: whether a change within the rows' epsilon makes these images.
at::Tensor Within(const AttackRows& rows, const at::Tensor& images) {
  return (images >= rows.lowest).logical_and(images <= rows.highest).flatten(1).all(1);
}

class BoundarySearch {
 public:
  BoundarySearch(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe)
      : model_(model),
        batch_(batch),
        recipe_(recipe),
        smallest_(StackEpsilons(batch, {recipe.epsilons(0)})),
        closest_{batch.images.clone(), batch.aims.classes.clone()},
        lengths_(at::full({batch.size()}, kNone, batch.images.options())) {}

  AttackOutcome Run() {
    const at::Tensor nearest =
        NearestClasses(ScoreImages(model_, batch_.images, recipe_.batch_size()),
                       batch_.aims.classes, recipe_.target_classes());
    for (int64_t rank = 0; rank < nearest.size(1); ++rank) Search(nearest.select(1, rank));
    return Outcome();
  }

 private:
  static constexpr double kNone = 1e10;  // longer than any change

  // Of the images that are not yet misled within the smallest epsilon.
  void Search(const at::Tensor& targets) {
    at::Tensor open = Open();
    at::Tensor images = batch_.images.index_select(0, open);
    for (int step = 0; step < recipe_.steps() && open.numel() > 0; ++step) {
      images = Step(images, open, targets);
      const at::Tensor clean = batch_.images.index_select(0, open);
      const at::Tensor misled = Keep(images, open);
      images = at::where(Column(misled), clean + kWayBack * (images - clean), images);
      const at::Tensor still = Open();
      if (still.numel() == open.numel()) continue;
      // Both rise.
      const at::Tensor left = at::nonzero(at::isin(open, still)).squeeze(1);
      images = images.index_select(0, left);
      open = still;
    }
  }

  at::Tensor Open() const {
    return at::nonzero(Found().logical_and(Within(smallest_, closest_.images)).logical_not())
        .squeeze(1);
  }

  at::Tensor Found() const { return at::lt(lengths_, kNone); }

  // One step of the images of `open`.
  at::Tensor Step(const at::Tensor& images, const at::Tensor& open, const at::Tensor& targets) {
    const at::Tensor clean = batch_.images.index_select(0, open);
    const ObjectivePoint point = EvaluateObjective(
        model_,
        [&](const at::Tensor& outputs, const Aims& aims) {
          const at::Tensor scores = model_.ClassScores(outputs);
          return (scores.gather(1, aims.targets.unsqueeze(1)) -
                  scores.gather(1, aims.classes.unsqueeze(1)))
              .squeeze(1);
        },
        images, batch_.aims.Select(open).WithTargets(targets.index_select(0, open)),
        recipe_.batch_size());
    if (!zero_gradients_.defined()) zero_gradients_ = ZeroGradients(point.gradients);
    const auto change = [&](const at::Tensor& from) {
      const at::Tensor way = ((images - from).to(at::kDouble) * point.gradients).flatten(1).sum(1);
      return SmallestChange(from, batch_.range.lowest, batch_.range.highest, point.gradients,
                            way - point.values);
    };
    const at::Tensor from_here = change(images), from_clean = change(clean);
    const at::Tensor here = at::clamp(Lengths(from_here), kLeastLength);
    const at::Tensor there = at::clamp(Lengths(from_clean), kLeastLength);
    const at::Tensor bias = Column(at::clamp(here / (here + there), 0, kLargestBias));
    return batch_.range.Clamp((images + kOvershoot * from_here) * (1 - bias) +
                              (clean + kOvershoot * from_clean) * bias);
  }

  // Takes the images of `open` that mislead with a smaller change than before; bool [K] of all that
  // mislead.
  at::Tensor Keep(const at::Tensor& images, const at::Tensor& open) {
    const at::Tensor decisions = DecideOnImages(model_, images, recipe_.batch_size());
    const at::Tensor misled = at::ne(decisions, batch_.aims.classes.index_select(0, open));
    const at::Tensor lengths = Lengths(images - batch_.images.index_select(0, open));
    const at::Tensor closer =
        at::nonzero(misled.logical_and(at::lt(lengths, lengths_.index_select(0, open)))).squeeze(1);
    const at::Tensor places = open.index_select(0, closer);
    closest_.images.index_copy_(0, places, images.index_select(0, closer));
    closest_.decisions.index_copy_(0, places, decisions.index_select(0, closer));
    lengths_.index_copy_(0, places, lengths.index_select(0, closer));
    return misled;
  }

  // An image whose smallest change is too large for an epsilon stays as it is there.
  AttackOutcome Outcome() const {
    AttackOutcome outcome{{}, zero_gradients_};
    for (int e = 0; e < recipe_.epsilons_size(); ++e) {
      const at::Tensor fits = Within(StackEpsilons(batch_, {recipe_.epsilons(e)}), closest_.images);
      outcome.epsilons.push_back({at::where(Column(fits), closest_.images, batch_.images),
                                  at::where(fits, closest_.decisions, batch_.aims.classes),
                                  /*queries=*/{}});
    }
    return outcome;
  }

  const ModelView& model_;
  const AttackBatch& batch_;
  const AttackRecipe& recipe_;
  const AttackRows smallest_;  // the batch at the smallest epsilon
  FoundImages closest_;        // of the whole batch; the clean image where none misled
  at::Tensor lengths_;         // [B] of their changes
  at::Tensor zero_gradients_;
};

AttackOutcome FabTargeted(const ModelView& model, const AttackBatch& batch,
                          const AttackRecipe& recipe) {
  return BoundarySearch(model, batch, recipe).Run();
}

const AttackRegistration kFabTargeted("fab_t", FabTargeted);

}  // namespace
}  // namespace labelrep
