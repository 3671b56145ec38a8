// A list of all runs, and a page for each: its recipe, provenance, curves and attacks.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/titles.h"
#include "experiments/site/pages.h"
#include "experiments/site/parts.h"
#include "experiments/site/run_attacks.h"
#include "lib/base/status_macros.h"
#include "results/run_accuracy.h"

namespace labelrep {
namespace {

constexpr char kEpochsId[] = "epochs";

// A number that a training left, in as many digits as tell epochs apart.
SiteCell LossCell(bool is_there, double loss) {
  return is_there ? NumberCell(loss, 4) : SiteCell{};
}

std::vector<Markup> Curves(const RunResult& result) {
  if (result.epochs().empty()) return {};
  std::vector<std::vector<SiteCell>> rows;
  for (const EpochResult& epoch : result.epochs()) {
    std::optional<double> accuracy;
    if (epoch.has_validation_accuracy()) accuracy = epoch.validation_accuracy();
    rows.push_back({NumberCell(epoch.epoch(), 0),
                    LossCell(epoch.has_train_loss(), epoch.train_loss()),
                    LossCell(epoch.has_validation_loss(), epoch.validation_loss()),
                    PercentCell(accuracy), NumberCell(epoch.last_learning_rate(), 5)});
  }
  const std::vector<std::string> columns = {"epoch", "training loss", "validation loss",
                                            "validation accuracy (%)", "last learning rate"};
  return {Element("h2", {}, {"Curves"}),
          Element("div", {{"data-module", "curves"}, {"data-table", kEpochsId}}),
          Details("Epoch by epoch", {SiteTable("Epoch by epoch", kEpochsId, columns, rows)})};
}

std::vector<Markup> Outcome(const RunOutcome& run) {
  if (!run.IsMeasured()) {
    return {
        Element("p", {{"class", "failed"}}, {absl::StrCat("No result: ", RunReason(run), ".")})};
  }
  const RunResult& result = *run.result;
  std::vector<std::vector<SiteCell>> rows;
  const auto add = [&](const char* what, SiteCell cell) {
    if (!cell.content.html().empty()) rows.push_back({{what}, std::move(cell)});
  };
  add("test accuracy by largest output (%)", PercentCell(AccuracyByLargestOutput(result)));
  add("test accuracy by nearest label (%)", PercentCell(AccuracyByNearestLabel(result)));
  add("test accuracy by threshold (%)", PercentCell(AccuracyByThreshold(result)));
  add("best validation accuracy (%)", PercentCell(BestValidationAccuracy(result)));
  add("best epoch, whose weights were tested", NumberCell(result.best_epoch(), 0));
  add("test loss", LossCell(result.test().has_loss(), result.test().loss()));
  add("test images", NumberCell(static_cast<double>(result.test().images()), 0));
  add("training images", NumberCell(static_cast<double>(result.training_images()), 0));
  add("validation images", NumberCell(static_cast<double>(result.validation_images()), 0));
  add("parameters", NumberCell(static_cast<double>(result.parameters()), 0));
  return {Element("h2", {}, {"Result"}), SiteTable("Result", "", {"what", "value"}, rows)};
}

std::vector<Markup> Recorded(const SiteRun& run) {
  std::vector<Markup> parts = {Element("h2", {}, {"Recipe"}),
                               FieldTable("Recipe", run.outcome.result->recipe())};
  // What identifies the run and what it read, without what stands elsewhere on the page.
  RunResult digests = *run.outcome.result;
  digests.clear_recipe();
  digests.clear_epochs();
  digests.clear_test();
  digests.clear_failure();
  parts.push_back(Details("Digests of the recipe, the data, the labels and the weights",
                          {FieldTable("Digests", digests)}));
  parts.push_back(Element("h2", {}, {"Provenance"}));
  if (run.provenance.has_value()) {
    parts.push_back(FieldTable("Provenance", *run.provenance));
  } else {
    parts.push_back(Element("p", {}, {"Not known: there is no measurement."}));
  }
  return parts;
}

std::vector<Markup> ShownIn(const SiteRun& run, const SitePage& page) {
  std::vector<Markup> links;
  for (const SiteReport* report : run.reports) {
    links.push_back(page.Link(ReportPath(report->name()), report->spec->title()));
  }
  return {Element("h2", {}, {"Shown in"}), List(links)};
}

absl::Status AddRunPage(const SiteInputs& inputs, const SiteRun& run, Site& site) {
  SitePage page = {.path = RunPath(run.name()),
                   .title = RunTitle(inputs.catalogue(), *run.outcome.spec),
                   .has_charts = !run.outcome.result->epochs().empty()};
  page.body.push_back(
      Element("p", {{"class", "subtitle"}},
              {"The run ", Element("code", {}, {run.name()}), ". ", ProfileTitle(inputs), "."}));
  LABELREP_ASSIGN_OR_RETURN(std::vector<Markup> attacks, RunAttacks(run));
  for (std::vector<Markup> parts : {Outcome(run.outcome), Curves(*run.outcome.result),
                                    std::move(attacks), Recorded(run), ShownIn(run, page)}) {
    for (Markup& part : parts) page.body.push_back(std::move(part));
  }
  return site.AddPage(page);
}

std::vector<SiteCell> ListedRun(const SiteInputs& inputs, const SiteRun& run,
                                const SitePage& page) {
  const ReportSpec::Run& spec = *run.outcome.spec;
  int attacks = 0;
  for (const ReportAttack& attack : run.outcome.attacks) attacks += attack.IsMeasured();
  return {{page.Link(RunPath(run.name()), KindTitle(inputs.catalogue(), spec))},
          {TitleOf(inputs.catalogue().datasets(), spec.dataset())},
          {TitleOf(inputs.catalogue().encoders(), spec.encoder())},
          NumberCell(spec.train_fraction_percent(), 0),
          NumberCell(spec.seed(), 0),
          PercentCell(run.outcome.IsMeasured() ? TestAccuracy(*run.outcome.result) : std::nullopt),
          NumberCell(attacks, 0),
          {RunState(run.outcome)}};
}

}  // namespace

absl::Status AddRunPages(const SiteInputs& inputs, Site& site) {
  SitePage index = {.path = kRunsPath, .title = "Runs"};
  std::vector<std::vector<SiteCell>> rows;
  for (const SiteRun& run : inputs.runs) {
    LABELREP_RETURN_IF_ERROR(AddRunPage(inputs, run, site));
    rows.push_back(ListedRun(inputs, run, index));
  }
  index.body = {
      Element(
          "p", {{"class", "subtitle"}},
          {"A run trains one model and tests it. Test accuracy is by the label kind's own rule: "
           "the largest output, or the nearest label."}),
      SiteTable("Runs", "",
                {"label", "data set", "encoder", "training images (%)", "seed", "test accuracy (%)",
                 "attacks", "state"},
                rows)};
  return site.AddPage(index);
}

}  // namespace labelrep
