#include "lib/attack/attack_bound.h"

#include <cmath>

#include "ATen/TensorOperators.h"
#include "ATen/ops/nonzero.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// What rounding may add to the size of a change: each element of the changed image is off by at
// most half a unit in the last place, as is epsilon, and the attack computes in float32 or finer.
// Images and epsilon are numbers up to `largest`.
double Rounding(double largest, int64_t elements, AttackResult::Norm norm) {
  constexpr double kHalfUnit = 0x1p-24;
  // An attack on a length adds as many squares as there are elements; pairwise sums lose less.
  const double rounded =
      norm == AttackResult::L2 ? 8 * std::sqrt(static_cast<double>(elements)) : 4;
  return rounded * largest * kHalfUnit;
}

// The first image that is not what `fits`, bool [B], says.
absl::Status CheckAll(const AttackBatch& batch, const at::Tensor& fits, absl::string_view what,
                      const std::function<std::string(int64_t row)>& details) {
  const at::Tensor wrong = at::nonzero(fits.logical_not());
  if (wrong.size(0) == 0) return absl::OkStatus();
  const int64_t row = wrong[0].item<int64_t>();
  return absl::FailedPreconditionError(
      absl::StrCat(what, ": image ", batch.indices[row], details(row)));
}

}  // namespace

at::Tensor ChangeSizes(const at::Tensor& change, AttackResult::Norm norm) {
  const at::Tensor elements = change.flatten(1);
  return norm == AttackResult::L2 ? elements.square().sum(1).sqrt() : elements.abs().amax(1);
}

absl::Status CheckOutcome(const AttackBatch& batch, const AttackOutcome& outcome,
                          const AttackRecipe& recipe, AttackResult::Norm norm) {
  const bool clamped = recipe.variant() != AttackRecipe::RELEASE;
  for (size_t e = 0; e < outcome.epsilons.size(); ++e) {
    const at::Tensor& images = outcome.epsilons[e].images;
    const double epsilon = recipe.epsilons(static_cast<int>(e));
    const std::string what = absl::StrCat("attack ", recipe.attack(), " at epsilon ", epsilon);
    const at::Tensor sizes =
        ChangeSizes(images.to(at::kDouble) - batch.images.to(at::kDouble), norm);
    const double largest = epsilon + batch.images.abs().max().item<double>();
    const double bound = epsilon + Rounding(largest, images[0].numel(), norm);
    // Not `sizes > bound`, which a NaN is not.
    LABELREP_RETURN_IF_ERROR(CheckAll(batch, sizes <= bound, what, [&](int64_t row) {
      return absl::StrCat(" was changed by ", sizes[row].item<double>(), " in the norm ",
                          AttackResult::Norm_Name(norm), ", expected at most epsilon");
    }));
    if (!clamped) continue;
    const at::Tensor inside =
        (images >= batch.range.lowest).logical_and(images <= batch.range.highest).flatten(1).all(1);
    LABELREP_RETURN_IF_ERROR(CheckAll(batch, inside, what, [](int64_t) {
      return " has values that no pixel has, expected those from black to white "
             "(AttackBatch::range)";
    }));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
