#include "lib/embed/tsne.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "lib/base/field_checker.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_macros.h"
#include "lib/embed/affinities.h"
#include "lib/embed/kl_divergence.h"
#include "lib/embed/nearest_neighbors.h"
#include "lib/embed/principal_components.h"

namespace labelrep {
namespace {

constexpr double kFirstStd = 1e-4;
constexpr double kJitterStd = 1e-6;
constexpr double kMaxStep = 5;
constexpr double kMinGain = 0.01;

// Of n points around each there are 3 * perplexity others that count.
int64_t NeighborsFor(double perplexity) { return static_cast<int64_t>(3 * perplexity); }

absl::Status CheckPoints(const at::Tensor& points, const TsneRecipe& recipe) {
  LABELREP_RETURN_IF_ERROR(ValidateTsneRecipe(recipe, "t-SNE"));
  if (points.dim() != 2 || !points.is_floating_point()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "t-SNE: found points of ", points.dim(), " dimensions of type ",
        c10::toString(points.scalar_type()), ", expected 2 of floating point: [n, f]"));
  }
  if (points.size(0) <= NeighborsFor(recipe.perplexity())) {
    return absl::InvalidArgumentError(absl::StrCat(
        "t-SNE: found ", points.size(0), " points, expected at least ",
        NeighborsFor(recipe.perplexity()) + 1, " for a perplexity of ", recipe.perplexity()));
  }
  if (!points.isfinite().all().item<bool>()) {
    return absl::InvalidArgumentError(
        "t-SNE: found values that are not finite among the points, expected numbers");
  }
  return absl::OkStatus();
}

void Centre(std::vector<double>& values) {
  const double mean =
      std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  for (double& value : values) value -= mean;
}

PlanePoints FirstPositions(const at::Tensor& components, uint64_t seed) {
  // Equal points would stay on one place, as they have the same gradient.
  RandomStream jitter(seed, "t-SNE jitter");
  const double std = components.select(1, 0).std(/*unbiased=*/false).item<double>();
  const double scale = std > 0 ? kFirstStd / std : 0;
  const auto values = components.accessor<double, 2>();
  PlanePoints points;
  for (int64_t i = 0; i < components.size(0); ++i) {
    points.x.push_back(values[i][0] * scale + kJitterStd * jitter.NextNormal());
    const double second = values.size(1) > 1 ? values[i][1] * scale : 0;
    points.y.push_back(second + kJitterStd * jitter.NextNormal());
  }
  return points;
}

// Gradient descent; each coordinate has a gain of its own, which grows while it keeps its direction
// (Jacobs 1988).
class Descent {
 public:
  Descent(const Affinities& affinities, PlanePoints start, double momentum)
      : affinities_(affinities),
        points_(std::move(start)),
        gains_{std::vector<double>(points_.x.size(), 1), std::vector<double>(points_.x.size(), 1)},
        steps_{std::vector<double>(points_.x.size()), std::vector<double>(points_.x.size())},
        momentum_(momentum) {}

  void Iterate(int iterations, double exaggeration) {
    const double rate = static_cast<double>(points_.x.size()) / (4 * exaggeration);
    for (int i = 0; i < iterations; ++i) {
      const PlanePoints gradient = KlGradient(affinities_, points_, exaggeration);
      ChooseSteps(gradient.x, rate, gains_.x, steps_.x);
      ChooseSteps(gradient.y, rate, gains_.y, steps_.y);
      TakeSteps();
    }
  }

  const PlanePoints& points() const { return points_; }

 private:
  void ChooseSteps(const std::vector<double>& gradient, double rate, std::vector<double>& gains,
                   std::vector<double>& steps) const {
    const auto sign = [](double value) { return (value > 0) - (value < 0); };
    for (size_t i = 0; i < steps.size(); ++i) {
      const bool onward = sign(steps[i]) != sign(gradient[i]);
      gains[i] = onward ? gains[i] + 0.2 : gains[i] * 0.8 + kMinGain;
      steps[i] = momentum_ * steps[i] - rate * gains[i] * gradient[i];
    }
  }

  void TakeSteps() {
    for (size_t i = 0; i < points_.x.size(); ++i) {
      const double scale = std::min(1.0, kMaxStep / std::hypot(steps_.x[i], steps_.y[i]));
      steps_.x[i] *= scale;
      steps_.y[i] *= scale;
      points_.x[i] += steps_.x[i];
      points_.y[i] += steps_.y[i];
    }
    Centre(points_.x);
    Centre(points_.y);
  }

  const Affinities& affinities_;
  PlanePoints points_;
  PlanePoints gains_;
  PlanePoints steps_;
  double momentum_;
};

}  // namespace

absl::Status ValidateTsneRecipe(const TsneRecipe& recipe, const std::string& name) {
  FieldChecker check(name, "tsne");
  check.Number("pca_components", recipe.pca_components(), recipe.pca_components() >= 2,
               "at least 2");
  check.Number("perplexity", recipe.perplexity(), recipe.perplexity() >= 1, "at least 1");
  check.Number("early_exaggeration", recipe.early_exaggeration(), recipe.early_exaggeration() >= 1,
               "at least 1");
  check.Number("early_iterations", recipe.early_iterations(), recipe.early_iterations() >= 0,
               "at least 0");
  check.Number("iterations", recipe.iterations(), recipe.iterations() >= 0, "at least 0");
  check.Number("momentum", recipe.momentum(), recipe.momentum() >= 0 && recipe.momentum() < 1,
               "a number in [0, 1)");
  return check.status();
}

absl::StatusOr<TsneEmbedding> EmbedByTsne(const at::Tensor& points, const TsneRecipe& recipe) {
  LABELREP_RETURN_IF_ERROR(CheckPoints(points, recipe));
  const at::Tensor components = PrincipalComponents(points.cpu(), recipe.pca_components());
  const Affinities affinities = JointAffinities(
      FindNearestNeighbors(components, NeighborsFor(recipe.perplexity())), recipe.perplexity());
  Descent descent(affinities, FirstPositions(components, recipe.seed()), recipe.momentum());
  descent.Iterate(recipe.early_iterations(), recipe.early_exaggeration());
  descent.Iterate(recipe.iterations(), 1);
  return TsneEmbedding{descent.points(), KlDivergence(affinities, descent.points())};
}

}  // namespace labelrep
