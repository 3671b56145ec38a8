#include "experiments/site/run_attacks.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/robustness/run_verdict.h"
#include "experiments/site/parts.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

SiteCell EpsilonCell(double epsilon) { return {ExactNumber(epsilon), epsilon}; }

SiteCell CountCell(int64_t count) { return NumberCell(static_cast<double>(count), 0); }

// The mean of what an attack left of a measure, blank where it did not measure it.
SiteCell ChangeCell(bool is_there, double change) {
  return is_there ? NumberCell(change, 4) : SiteCell{};
}

absl::Status AddRows(const ReportAttack& attack, std::vector<std::vector<SiteCell>>& rows) {
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
  for (const EpsilonResult& epsilon : attack.result->epsilons()) {
    const AccuracyAtEpsilon* point = summary.At(epsilon.epsilon());
    if (point == nullptr) continue;
    rows.push_back({{attack.title_with_images},
                    EpsilonCell(epsilon.epsilon()),
                    PercentCell(point->Accuracy()),
                    PercentCell(point->AccuracyOfCorrect()),
                    CountCell(point->images),
                    ChangeCell(epsilon.has_mean_linf(), epsilon.mean_linf()),
                    ChangeCell(epsilon.has_mean_l2(), epsilon.mean_l2())});
  }
  return absl::OkStatus();
}

std::vector<Markup> Verdict(const RunVerdict& verdict) {
  std::vector<std::vector<SiteCell>> curve;
  for (const AccuracyAtEpsilon& point : verdict.worst_case.curve) {
    curve.push_back({EpsilonCell(point.epsilon),
                     PercentCell(point.Accuracy()),
                     CountCell(point.images),
                     CountCell(point.attacks),
                     {point.epsilon == 0 || point.has_suite ? "" : "an upper bound"}});
  }
  std::vector<std::vector<SiteCell>> checks;
  for (const MaskingCheck& check : verdict.masking.checks) {
    checks.push_back({{check.name}, {ReadingText(check.reading)}, {check.detail}});
  }
  return {
      Element("h3", {}, {"Worst case over attacks in the L-infinity norm"}),
      SiteTable("Worst case", "",
                {"epsilon", "accuracy (%)", "images", "attacks that it rests on", "note"}, curve),
      Element("h3", {}, {absl::StrCat("Masked gradients: warns of ", verdict.Warnings())}),
      SiteTable("Checks of masked gradients", "", {"check", "reading", "what was found"}, checks)};
}

// Of attacks that were not measured, and why.
Markup Missing(const SiteRun& run) {
  std::vector<Markup> missing;
  for (const ReportAttack& attack : run.outcome.attacks) {
    if (attack.IsMeasured()) continue;
    const RunFailure& failure = attack.result->failure();
    const char* state = !attack.result->has_failure() || IsAbsent(failure) ? "not there" : "failed";
    missing.push_back(absl::StrCat(attack.name, ", ", attack.title, ": ", state,
                                   failure.message().empty() ? "" : ": ", failure.message()));
  }
  if (missing.empty()) return {};
  return Details(absl::StrCat(missing.size(), " attacks without a measurement"), {List(missing)});
}

Markup Recipes(const SiteRun& run) {
  std::vector<Markup> all;
  for (size_t i = 0; i < run.outcome.attacks.size(); ++i) {
    const ReportAttack& attack = run.outcome.attacks[i];
    if (!attack.IsMeasured()) continue;
    std::vector<Markup> parts = {MessageText(attack.result->recipe())};
    if (run.attack_provenances[i].has_value()) {
      parts.push_back(MessageText(*run.attack_provenances[i]));
    }
    all.push_back(Details(absl::StrCat(attack.name, ": ", attack.title_with_images), parts));
  }
  if (all.empty()) return {};
  return Details("Recipe and provenance of each attack", all);
}

}  // namespace

absl::StatusOr<std::vector<Markup>> RunAttacks(const SiteRun& run) {
  if (run.outcome.attacks.empty()) return std::vector<Markup>();
  std::vector<Markup> parts = {Element("h2", {}, {"Attacks"})};
  std::vector<std::vector<SiteCell>> rows;
  for (const ReportAttack& attack : run.outcome.attacks) {
    if (attack.IsMeasured()) LABELREP_RETURN_IF_ERROR(AddRows(attack, rows));
  }
  if (!rows.empty()) {
    parts.push_back(SiteTable("Accuracy under each attack by epsilon", "",
                              {"attack", "epsilon", "accuracy (%)", "of initially correct (%)",
                               "images", "mean L-infinity change", "mean L2 change"},
                              rows));
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run.outcome));
    if (verdict.has_value()) {
      for (Markup& part : Verdict(*verdict)) parts.push_back(std::move(part));
    }
  }
  parts.push_back(Missing(run));
  parts.push_back(Recipes(run));
  return parts;
}

}  // namespace labelrep
