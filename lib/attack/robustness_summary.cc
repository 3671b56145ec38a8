#include "lib/attack/robustness_summary.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::Status CheckResult(const AttackResult& result) {
  const std::string attack = absl::StrCat("result of ", result.recipe().attack(), ": ");
  if (result.has_failure()) {
    return absl::InvalidArgumentError(
        absl::StrCat(attack, "it has no measurement: ", result.failure().message()));
  }
  const int images = result.classes_size();
  if (images == 0 || result.clean_decisions_size() != images) {
    return absl::InvalidArgumentError(absl::StrCat(attack, "found ", images, " classes and ",
                                                   result.clean_decisions_size(),
                                                   " clean decisions, expected one of each for "
                                                   "every image, and an image at least"));
  }
  double last = 0;
  for (const EpsilonResult& found : result.epsilons()) {
    if (!(found.epsilon() > last)) {
      return absl::InvalidArgumentError(
          absl::StrCat(attack, "found epsilon ", found.epsilon(), ", expected more than ", last));
    }
    last = found.epsilon();
    if (found.decisions_size() != images) {
      return absl::InvalidArgumentError(
          absl::StrCat(attack, "found ", found.decisions_size(), " decisions at epsilon ",
                       found.epsilon(), ", expected one for each of ", images, " images"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSameModelAndImages(const AttackResult& a, const AttackResult& b) {
  const auto differ = [&](const char* what) {
    return absl::InvalidArgumentError(absl::StrCat(
        "results of ", a.recipe().attack(), " and ", b.recipe().attack(), " are of different ",
        what, ": a worst case is over attacks in one norm, on one model and one test split"));
  };
  if (a.norm() != b.norm()) return differ("norms");
  if (a.weights_sha256() != b.weights_sha256()) return differ("weights");
  if (a.test_data_sha256() != b.test_data_sha256()) return differ("test images");
  const int images = std::min(a.classes_size(), b.classes_size());
  if (!std::equal(a.classes().begin(), a.classes().begin() + images, b.classes().begin())) {
    return differ("test images");
  }
  return absl::OkStatus();
}

// From and to, both included.
struct EpsilonRange {
  double from = 0;
  double to = 0;

  bool Contains(const EpsilonResult& found) const {
    return from <= found.epsilon() && found.epsilon() <= to;
  }
};

bool RanIn(const AttackResult& result, const EpsilonRange& range) {
  return std::any_of(result.epsilons().begin(), result.epsilons().end(),
                     [&](const EpsilonResult& found) { return range.Contains(found); });
}

bool IsCorrectWithoutAttack(const AttackResult& result, int image) {
  return result.clean_decisions(image) == result.classes(image);
}

// Whether the image was never misled.
bool Withstands(const AttackResult& result, const EpsilonRange& range, int image) {
  return IsCorrectWithoutAttack(result, image) &&
         std::all_of(
             result.epsilons().begin(), result.epsilons().end(), [&](const EpsilonResult& found) {
               return !range.Contains(found) || found.decisions(image) == result.classes(image);
             });
}

// The worst case over the attacks that ran in the range; over all, as they decide without attack,
// where the range is 0.
AccuracyAtEpsilon CountCorrect(absl::Span<const AttackResult* const> all, const EpsilonRange& range,
                               int64_t max_images) {
  std::vector<const AttackResult*> results;
  int64_t images = max_images;
  for (const AttackResult* result : all) {
    if (range.to != 0 && !RanIn(*result, range)) continue;
    results.push_back(result);
    images = std::min<int64_t>(images, result->classes_size());
  }
  if (results.empty()) return {.epsilon = range.to};
  AccuracyAtEpsilon counted{.epsilon = range.to, .images = images};
  for (const AttackResult* result : results) {
    if (range.to == 0) break;
    counted.attacks += std::max(1, result->suite_size());
    counted.has_suite = counted.has_suite || (!result->suite().empty() &&
                                              RanIn(*result, {.from = range.to, .to = range.to}));
  }
  for (int image = 0; image < images; ++image) {
    counted.initially_correct += std::all_of(
        results.begin(), results.end(),
        [&](const AttackResult* result) { return IsCorrectWithoutAttack(*result, image); });
    counted.correct += std::all_of(results.begin(), results.end(), [&](const AttackResult* result) {
      return Withstands(*result, range, image);
    });
  }
  return counted;
}

double Share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double AccuracyAtEpsilon::Accuracy() const { return Share(correct, images); }

double AccuracyAtEpsilon::AccuracyOfCorrect() const { return Share(correct, initially_correct); }

const AccuracyAtEpsilon* RobustnessSummary::At(double epsilon) const {
  for (const AccuracyAtEpsilon& point : curve) {
    if (point.epsilon == epsilon) return &point;
  }
  return nullptr;
}

std::optional<double> RobustnessSummary::AccuracyAt(double epsilon) const {
  const AccuracyAtEpsilon* const point = At(epsilon);
  return point == nullptr ? std::nullopt : std::optional<double>(point->Accuracy());
}

double RobustnessSummary::AreaUnderCurve() const {
  double area = 0;
  for (size_t i = 1; i < curve.size(); ++i) {
    area += (curve[i].epsilon - curve[i - 1].epsilon) *
            (curve[i].Accuracy() + curve[i - 1].Accuracy()) / 2;
  }
  const double width = curve.empty() ? 0 : curve.back().epsilon;
  return width == 0 ? 0 : area / width;
}

AccuracyAtEpsilon WorstCaseAtExactly(absl::Span<const AttackResult* const> results, double epsilon,
                                     int64_t max_images) {
  return CountCorrect(results, {.from = epsilon, .to = epsilon}, max_images);
}

absl::StatusOr<RobustnessSummary> Summarize(const AttackResult& result, int64_t max_images) {
  LABELREP_RETURN_IF_ERROR(CheckResult(result));
  RobustnessSummary summary = {{WorstCaseAtExactly({&result}, 0, max_images)}};
  for (const EpsilonResult& found : result.epsilons()) {
    summary.curve.push_back(WorstCaseAtExactly({&result}, found.epsilon(), max_images));
  }
  return summary;
}

absl::StatusOr<RobustnessSummary> WorstCase(absl::Span<const AttackResult* const> results) {
  if (results.empty()) return absl::InvalidArgumentError("there are no results of attacks");
  std::set<double> epsilons = {0};
  for (const AttackResult* result : results) {
    LABELREP_RETURN_IF_ERROR(CheckResult(*result));
    LABELREP_RETURN_IF_ERROR(CheckSameModelAndImages(*results[0], *result));
    for (const EpsilonResult& found : result->epsilons()) epsilons.insert(found.epsilon());
  }
  RobustnessSummary summary;
  for (const double epsilon : epsilons) {
    summary.curve.push_back(
        CountCorrect(results, {.from = 0, .to = epsilon}, std::numeric_limits<int64_t>::max()));
  }
  return summary;
}

}  // namespace labelrep
