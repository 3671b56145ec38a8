// The Square attack: random search that sees class scores only. From vertical stripes of
// +-epsilon, each query sets a square window, at a random place, to +epsilon or -epsilon in each
// channel, and keeps it where the margin grows; the window shrinks. Reference: Andriushchenko et
// al., arXiv:1912.00049, algorithms 1 and 2.
#include <vector>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/arange.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/gt.h"
#include "ATen/ops/nonzero.h"
#include "ATen/ops/ones.h"
#include "ATen/ops/tensor.h"
#include "ATen/ops/where.h"
#include "attacks/square_schedule.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_rows.h"
#include "lib/attack/graphed_objective.h"
#include "lib/base/random_stream.h"
#include "lib/data/image_set.h"

namespace labelrep {
namespace {

// A window of the signs that it already has is a query for nothing: other signs are drawn, up to so
// many times (1 in 8 windows of one colour draws its own signs).
constexpr int kSignDraws = 8;

float NextSign(RandomStream& random) { return random.NextBelow(2) == 0 ? -1.0f : 1.0f; }

class SquareSearch {
 public:
  SquareSearch(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe)
      : model_(model),
        recipe_(recipe),
        objective_(ObjectiveOf(recipe)),
        graphed_(model, objective_, batch.graphs, recipe.batch_size()),
        image_size_(batch.images.size(-1)),
        rows_(StackEpsilons(batch, recipe.epsilons())) {
    for (int64_t row = 0; row < rows_.size(); ++row) {
      streams_.emplace_back(recipe.seed(), "square", batch.indices[row % batch.size()]);
    }
  }

  AttackOutcome Run() {
    const at::NoGradGuard no_grad;
    images_ = at::where(at::gt(Stripes(), 0), rows_.highest, rows_.lowest);
    const ObjectivePoint scored = graphed_.Score(images_, rows_.aims);
    values_ = scored.values;
    decisions_ = scored.decisions;
    queries_ = at::ones({rows_.size()}, decisions_.options());
    for (int64_t query = 1; query < recipe_.queries(); ++query) {
      const at::Tensor open =
          at::nonzero(Reached(objective_, decisions_, rows_.aims).logical_not()).squeeze(1);
      if (open.numel() == 0) break;
      Try(open, SquareSide(query, recipe_.queries(), image_size_));
    }
    return {SplitEpsilons(images_, decisions_, queries_, recipe_.epsilons_size()), {}};
  }

 private:
  // [R, 3, 1, w], +-1.
  at::Tensor Stripes() {
    std::vector<float> signs;
    for (RandomStream& random : streams_) {
      for (int64_t i = 0; i < kImageChannels * image_size_; ++i) signs.push_back(NextSign(random));
    }
    return at::tensor(signs).to(model_.device()).view({-1, kImageChannels, 1, image_size_});
  }

  // [K, 3, 1, 1], +-1, from the streams of rows `open`.
  at::Tensor Signs(const std::vector<int64_t>& open) {
    std::vector<float> signs;
    for (const int64_t row : open) {
      for (int i = 0; i < kImageChannels; ++i) signs.push_back(NextSign(streams_[row]));
    }
    return at::tensor(signs).to(model_.device()).view({-1, kImageChannels, 1, 1});
  }

  // bool [K, 1, h, w]: a window of that side for each of the rows `open`.
  at::Tensor Windows(const std::vector<int64_t>& open, int64_t side) {
    std::vector<int64_t> tops, lefts;
    for (const int64_t row : open) {
      tops.push_back(streams_[row].NextBelow(static_cast<uint32_t>(image_size_ - side + 1)));
      lefts.push_back(streams_[row].NextBelow(static_cast<uint32_t>(image_size_ - side + 1)));
    }
    const at::Tensor steps =
        at::arange(image_size_, at::TensorOptions(model_.device()).dtype(at::kLong));
    const auto inside = [&](const std::vector<int64_t>& starts) {
      const at::Tensor offsets = steps - at::tensor(starts).to(model_.device()).unsqueeze(1);
      return (offsets >= 0).logical_and(offsets < side);
    };
    return inside(tops)
        .view({-1, 1, image_size_, 1})
        .logical_and(inside(lefts).view({-1, 1, 1, image_size_}));
  }

  // Current images of rows `open` with a window each set anew.
  at::Tensor Propose(const AttackRows& part, const at::Tensor& current,
                     const std::vector<int64_t>& open, int64_t side) {
    const at::Tensor windows = Windows(open, side);
    at::Tensor signs = Signs(open);
    at::Tensor proposals;
    for (int draw = 0; draw < kSignDraws; ++draw) {
      proposals =
          at::where(windows, at::where(at::gt(signs, 0), part.highest, part.lowest), current);
      const at::Tensor same = at::nonzero(at::eq(proposals, current).flatten(1).all(1)).squeeze(1);
      if (same.numel() == 0) break;
      std::vector<int64_t> again;
      const at::Tensor on_cpu = same.to(at::kCPU);
      for (int64_t i = 0; i < on_cpu.numel(); ++i) {
        again.push_back(open[on_cpu.const_data_ptr<int64_t>()[i]]);
      }
      signs.index_copy_(0, same, Signs(again));
    }
    return proposals;
  }

  // One query for each of the rows `open`, int64 [K].
  void Try(const at::Tensor& open, int64_t side) {
    const at::Tensor on_cpu = open.to(at::kCPU);
    const std::vector<int64_t> numbers(on_cpu.const_data_ptr<int64_t>(),
                                       on_cpu.const_data_ptr<int64_t>() + on_cpu.numel());
    const AttackRows part = rows_.Select(open);
    const at::Tensor proposals = Propose(part, images_.index_select(0, open), numbers, side);
    const ObjectivePoint scored = graphed_.Score(proposals, part.aims);
    const at::Tensor better =
        at::nonzero(at::gt(scored.values, values_.index_select(0, open))).squeeze(1);
    const at::Tensor places = open.index_select(0, better);
    images_.index_copy_(0, places, proposals.index_select(0, better));
    values_.index_copy_(0, places, scored.values.index_select(0, better));
    decisions_.index_copy_(0, places, scored.decisions.index_select(0, better));
    queries_.index_add_(0, open, at::ones({open.size(0)}, queries_.options()));
  }

  const ModelView& model_;
  const AttackRecipe& recipe_;
  Objective objective_;
  GraphedObjective graphed_;
  int64_t image_size_;  // pixels, height and width
  AttackRows rows_;
  std::vector<RandomStream> streams_;  // one for each row; the same at every epsilon
  at::Tensor images_, values_, decisions_, queries_;
};

AttackOutcome Square(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  return SquareSearch(model, batch, recipe).Run();
}

const AttackRegistration kSquare("square", Square);

}  // namespace
}  // namespace labelrep
