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
        what, ": a worst case is over attacks on one model and one test split"));
  };
  if (a.weights_sha256() != b.weights_sha256()) return differ("weights");
  if (a.test_data_sha256() != b.test_data_sha256()) return differ("test images");
  const int images = std::min(a.classes_size(), b.classes_size());
  if (!std::equal(a.classes().begin(), a.classes().begin() + images, b.classes().begin())) {
    return differ("test images");
  }
  return absl::OkStatus();
}

// Null where the attack was not run at exactly that epsilon.
const EpsilonResult* FindEpsilon(const AttackResult& result, double epsilon) {
  for (const EpsilonResult& found : result.epsilons()) {
    if (found.epsilon() == epsilon) return &found;
  }
  return nullptr;
}

// Whether all `results` decide correctly on an image, at an epsilon or (epsilon 0) without attack.
bool IsCorrect(absl::Span<const AttackResult* const> results, double epsilon, int64_t image) {
  const int i = static_cast<int>(image);
  return std::all_of(results.begin(), results.end(), [&](const AttackResult* result) {
    if (result->clean_decisions(i) != result->classes(i)) return false;
    return epsilon == 0 || FindEpsilon(*result, epsilon)->decisions(i) == result->classes(i);
  });
}

double Share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double AccuracyAtEpsilon::Accuracy() const { return Share(correct, images); }

double AccuracyAtEpsilon::AccuracyOfCorrect() const { return Share(correct, initially_correct); }

double RobustnessSummary::AreaUnderCurve() const {
  double area = 0;
  for (size_t i = 1; i < curve.size(); ++i) {
    area += (curve[i].epsilon - curve[i - 1].epsilon) *
            (curve[i].Accuracy() + curve[i - 1].Accuracy()) / 2;
  }
  const double width = curve.empty() ? 0 : curve.back().epsilon;
  return width == 0 ? 0 : area / width;
}

AccuracyAtEpsilon WorstCaseAt(absl::Span<const AttackResult* const> all, double epsilon,
                              int64_t max_images) {
  std::vector<const AttackResult*> results;
  int64_t images = max_images;
  for (const AttackResult* result : all) {
    if (epsilon != 0 && FindEpsilon(*result, epsilon) == nullptr) continue;
    results.push_back(result);
    images = std::min<int64_t>(images, result->classes_size());
  }
  if (results.empty()) return {.epsilon = epsilon};
  AccuracyAtEpsilon found{.epsilon = epsilon,
                          .images = images,
                          .attacks = epsilon == 0 ? 0 : static_cast<int>(results.size())};
  for (int64_t image = 0; image < images; ++image) {
    if (IsCorrect(results, 0, image)) ++found.initially_correct;
    if (IsCorrect(results, epsilon, image)) ++found.correct;
  }
  return found;
}

absl::StatusOr<RobustnessSummary> Summarize(const AttackResult& result) {
  return WorstCase({&result});
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
  for (const double epsilon : epsilons) summary.curve.push_back(WorstCaseAt(results, epsilon));
  return summary;
}

}  // namespace labelrep
