#include "lib/data/split.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "lib/base/numpy_random.h"

namespace labelrep {
namespace {

// The variance that batch norm keeps of a single image is 0 / 0.
constexpr int64_t kMinTrainImages = 2;

}  // namespace

absl::StatusOr<Split> MakeSplit(int64_t n, uint32_t seed, double train_fraction_percent) {
  // Written so that NaN is refused too.
  if (!(train_fraction_percent > 0 && train_fraction_percent <= 100)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "train_fraction_percent: ", train_fraction_percent, "; expected above 0 and at most 100"));
  }
  if (n < 0 || n > std::numeric_limits<uint32_t>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat("data set: ", n, " images to split; expected 0 to 2^32 - 1"));
  }
  const int64_t validation = n / 10;
  if (validation == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("data set: ", n,
                     " images leave none for validation, which takes one in ten; "
                     "expected at least 10"));
  }
  // The order of the operations is the protocol's, as it decides how the product rounds.
  const int64_t wanted =
      static_cast<int64_t>(static_cast<double>(n) * train_fraction_percent / 100);
  const int64_t train = std::min(wanted, n - validation);
  if (train < kMinTrainImages) {
    return absl::InvalidArgumentError(absl::StrCat(
        "train_fraction_percent: ", train_fraction_percent, " % of ", n, " images leaves ", train,
        " to train on; expected at least ", kMinTrainImages, ", which are ",
        100.0 * kMinTrainImages / static_cast<double>(n), " %, as batch norm divides by one less"));
  }
  std::vector<int64_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  NumpyRandomState(seed).Shuffle(order);
  const auto first_train = order.begin() + validation;
  return Split{std::vector<int64_t>(first_train, first_train + train),
               std::vector<int64_t>(order.begin(), first_train)};
}

}  // namespace labelrep
