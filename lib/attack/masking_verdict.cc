#include "lib/attack/masking_verdict.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "google/protobuf/util/message_differencer.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using google::protobuf::util::MessageDifferencer;
using Results = std::vector<const AttackResult*>;

std::set<double> EpsilonsOf(const Results& results) {
  std::set<double> epsilons;
  for (const AttackResult* result : results) {
    for (const EpsilonResult& found : result->epsilons()) epsilons.insert(found.epsilon());
  }
  return epsilons;
}

std::string Percent(double share) { return absl::StrFormat("%.1f %%", 100 * share); }

MaskingCheck NotMeasured(std::string name, std::string why) {
  return {std::move(name), MaskingCheck::Reading::kNotMeasured, std::nullopt, std::move(why)};
}

MaskingCheck Measured(std::string name, double number, double limit, const std::string& detail) {
  return {std::move(name),
          number > limit ? MaskingCheck::Reading::kWarn : MaskingCheck::Reading::kPass, number,
          absl::StrCat(detail, "; warns above ", Percent(limit))};
}

// Where the model is most more accurate under `weaker` than under `stronger`.
struct Gap {
  double difference = 0;  // may be negative
  AccuracyAtEpsilon weaker, stronger;
};

std::optional<Gap> LargestGap(const Results& weaker, const Results& stronger,
                              const std::set<double>& epsilons) {
  std::optional<Gap> largest;
  for (const double epsilon : epsilons) {
    Gap gap;
    gap.stronger =
        WorstCaseAtExactly(stronger, epsilon, WorstCaseAtExactly(weaker, epsilon).images);
    if (gap.stronger.images == 0) continue;
    gap.weaker = WorstCaseAtExactly(weaker, epsilon, gap.stronger.images);
    gap.difference = gap.weaker.Accuracy() - gap.stronger.Accuracy();
    if (!largest.has_value() || gap.difference > largest->difference) largest = gap;
  }
  return largest;
}

std::optional<Gap> LargestGap(const Results& weaker, const Results& stronger) {
  return LargestGap(weaker, stronger, EpsilonsOf(weaker));
}

std::string Describe(const Gap& gap, absl::string_view weaker, absl::string_view stronger) {
  return absl::StrCat("accuracy ", Percent(gap.weaker.Accuracy()), " under ", weaker, ", ",
                      Percent(gap.stronger.Accuracy()), " under ", stronger, ", at epsilon ",
                      gap.weaker.epsilon, " over ", gap.weaker.images, " images");
}

MaskingCheck CheckZeroGradients(const Results& white_box) {
  std::optional<double> largest;
  std::string detail;
  for (const AttackResult* result : white_box) {
    const AccuracyAtEpsilon clean = WorstCaseAtExactly({result}, 0);
    if (!result->has_zero_gradient_images() || clean.correct == 0) continue;
    const double share =
        static_cast<double>(result->zero_gradient_images()) / static_cast<double>(clean.correct);
    if (largest.has_value() && share <= *largest) continue;
    largest = share;
    detail = absl::StrCat(result->zero_gradient_images(), " of ", clean.correct,
                          " images have no gradient under ", result->recipe().attack());
  }
  if (!largest.has_value()) return NotMeasured("zero gradients", "no attack took a gradient");
  return Measured("zero gradients", *largest, kZeroGradientShare, detail);
}

// Attacks that take steps say how many.
bool TakesOneStep(const AttackResult& result) {
  return !result.recipe().has_steps() || result.recipe().steps() == 1;
}

bool SameAim(const AttackRecipe& a, const AttackRecipe& b) {
  return !a.targeted() && !b.targeted() && a.objective() == b.objective() &&
         a.variant() == b.variant();
}

MaskingCheck CheckOneStep(const Results& white_box) {
  std::optional<Gap> largest;
  std::string detail;
  for (const AttackResult* many : white_box) {
    for (const AttackResult* one : white_box) {
      if (TakesOneStep(*many) || !TakesOneStep(*one)) continue;
      if (!SameAim(many->recipe(), one->recipe())) continue;
      const std::optional<Gap> gap = LargestGap({many}, {one});
      if (!gap.has_value()) continue;
      if (largest.has_value() && gap->difference <= largest->difference) continue;
      largest = gap;
      detail = Describe(*gap, many->recipe().attack(), one->recipe().attack());
    }
  }
  if (!largest.has_value()) {
    return NotMeasured("one step", "no untargeted attacks of one and of many steps at one epsilon");
  }
  return Measured("one step", largest->difference, kAccuracySlack, detail);
}

// What the attacks of a suite that took gradients did by themselves: images that another misled are
// as if nothing had.
AttackResult OnGradientsOnly(const AttackResult& suite, const std::set<std::string>& scores_only) {
  AttackResult result = suite;
  for (EpsilonResult& found : *result.mutable_epsilons()) {
    for (int image = 0; image < found.members_size(); ++image) {
      const int member = found.members(image);
      if (member == 0 || scores_only.count(suite.suite(member - 1)) == 0) continue;
      found.set_decisions(image, suite.classes(image));
    }
  }
  return result;
}

MaskingCheck CheckBlackBox(const MaskingEvidence& evidence) {
  std::vector<AttackResult> of_suites;
  for (const AttackResult* suite : evidence.suites) {
    of_suites.push_back(OnGradientsOnly(*suite, evidence.scores_only));
  }
  Results on_gradients = evidence.white_box;
  for (const AttackResult& result : of_suites) on_gradients.push_back(&result);
  const std::optional<Gap> gap = LargestGap(on_gradients, evidence.black_box);
  if (!gap.has_value()) {
    return NotMeasured("black box", "no white-box and black-box attacks at one epsilon");
  }
  return Measured("black box", gap->difference, kAccuracySlack,
                  Describe(*gap, "attacks on its gradients", "black-box attacks"));
}

MaskingCheck CheckHugeEpsilon(const MaskingEvidence& evidence) {
  const std::set<double> epsilons = EpsilonsOf(evidence.white_box);
  if (epsilons.empty() || *epsilons.rbegin() < kHugeEpsilon) {
    return NotMeasured("huge epsilon",
                       absl::StrCat("no white-box attack at epsilon ", kHugeEpsilon, " or more"));
  }
  const AccuracyAtEpsilon found = WorstCaseAtExactly(evidence.white_box, *epsilons.rbegin());
  const double chance = 1.0 / static_cast<double>(evidence.num_classes);
  return Measured("huge epsilon", found.Accuracy(), kTimesChance * chance,
                  absl::StrCat("accuracy at epsilon ", found.epsilon, " over ", found.images,
                               " images, where chance is ", Percent(chance)));
}

MaskingCheck CheckLargestEpsilon(const RobustnessSummary& worst) {
  const AccuracyAtEpsilon* largest = nullptr;
  for (const AccuracyAtEpsilon& found : worst.curve) {
    if (found.attacks > 0 && found.epsilon < kHugeEpsilon) largest = &found;
  }
  if (largest == nullptr) {
    return NotMeasured("largest epsilon", absl::StrCat("no attack below epsilon ", kHugeEpsilon));
  }
  const double unattacked =
      static_cast<double>(largest->initially_correct) / static_cast<double>(largest->images);
  if (unattacked < kLearnedAccuracy) {
    return {"largest epsilon", MaskingCheck::Reading::kNotJudged, largest->Accuracy(),
            absl::StrCat("accuracy without attack is ", Percent(unattacked),
                         ", and what a model keeps that has learned so little says nothing; judged "
                         "from ",
                         Percent(kLearnedAccuracy))};
  }
  return Measured(
      "largest epsilon", largest->Accuracy(), kUndefendedAccuracy,
      absl::StrCat("accuracy in the worst case over ", largest->attacks, " attacks up to epsilon ",
                   largest->epsilon, " and ", largest->images,
                   " images, which an undefended model does not keep"));
}

// The same attack on the margin; null for none.
const AttackResult* OnMargin(const AttackResult& result, const Results& results) {
  AttackRecipe wanted = result.recipe();
  wanted.set_objective(AttackRecipe::MARGIN);
  for (const AttackResult* other : results) {
    if (MessageDifferencer::Equals(other->recipe(), wanted)) return other;
  }
  return nullptr;
}

MaskingCheck CheckOwnLoss(const Results& white_box) {
  std::optional<Gap> largest;
  std::string detail;
  for (const AttackResult* own : white_box) {
    if (own->recipe().objective() != AttackRecipe::OWN_LOSS) continue;
    const AttackResult* const margin = OnMargin(*own, white_box);
    if (margin == nullptr) continue;
    const std::optional<Gap> gap = LargestGap({own}, {margin});
    if (!gap.has_value()) continue;
    if (largest.has_value() && gap->difference <= largest->difference) continue;
    largest = gap;
    const std::string& attack = own->recipe().attack();
    detail = Describe(*gap, attack + " on the own loss", attack + " on the margin");
  }
  if (!largest.has_value()) {
    return NotMeasured("own loss", "no attack that ran on the own loss and on the margin alike");
  }
  return Measured("own loss", largest->difference, kOwnLossGap, detail);
}

MaskingCheck CheckSearch(const MaskingEvidence& evidence, const Results& all) {
  const std::optional<Gap> gap = LargestGap(evidence.white_box, all, EpsilonsOf(evidence.suites));
  if (!gap.has_value()) {
    return NotMeasured("search", "no suite of attacks, such as AutoAttack, beside white-box ones");
  }
  return Measured("search", gap->difference, kAccuracySlack,
                  Describe(*gap, "white-box attacks without the suite", "all attacks"));
}

}  // namespace

bool MaskingVerdict::warns() const {
  return std::any_of(checks.begin(), checks.end(), [](const MaskingCheck& check) {
    return check.reading == MaskingCheck::Reading::kWarn;
  });
}

absl::StatusOr<MaskingVerdict> JudgeMasking(const MaskingEvidence& evidence) {
  Results all = evidence.white_box;
  all.insert(all.end(), evidence.black_box.begin(), evidence.black_box.end());
  all.insert(all.end(), evidence.suites.begin(), evidence.suites.end());
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary worst, WorstCase(all));
  return MaskingVerdict{{CheckZeroGradients(evidence.white_box), CheckOneStep(evidence.white_box),
                         CheckBlackBox(evidence), CheckHugeEpsilon(evidence),
                         CheckLargestEpsilon(worst), CheckOwnLoss(evidence.white_box),
                         CheckSearch(evidence, all)}};
}

}  // namespace labelrep
