// Published accuracies beside our own: a row for each cell of a publication, with the mean over our
// seeds and a verdict. With attacks in the spec, the cells under attack, else the others.
//
// The verdict asks whether the published number is one that our program could have given: "within"
// where it lies in the 95 % prediction interval of as many further runs of ours, else "outside". A
// single run has no interval: "one run". A cell of which no run was measured is "not run".
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "results/published/match.h"

namespace labelrep {
namespace {

const char* VerdictText(Verdict verdict) {
  switch (verdict) {
    case Verdict::kWithin:
      return "within";
    case Verdict::kOutside:
      return "outside";
    case Verdict::kOneRun:
      return "one run";
    case Verdict::kNotRun:
      break;
  }
  return "not run";
}

// A share with its spread over several.
Cell ShareCell(std::optional<double> percent, std::optional<double> std_percent) {
  if (!percent.has_value()) return MarkedCell(Cell::ABSENT);
  Cell cell = NumberCell(*percent / 100);
  if (std_percent.has_value()) cell.set_spread(*std_percent / 100);
  return cell;
}

// Of our mean to the published one, with where that of further runs would lie.
Cell DifferenceCell(const Comparison& comparison) {
  if (!comparison.own_mean.has_value()) return MarkedCell(Cell::ABSENT);
  Cell cell = NumberCell(*comparison.own_mean - comparison.published_mean);
  if (comparison.prediction.has_value()) {
    cell.set_lo(comparison.prediction->lo - comparison.published_mean);
    cell.set_hi(comparison.prediction->hi - comparison.published_mean);
  }
  return cell;
}

// What the number is of, beside encoder, images and label: the split, or the attack.
std::string MeasureText(const Catalogue& catalogue, const PublishedNumber& number) {
  if (!number.has_attack()) {
    return number.split() == PublishedNumber::TEST ? "test" : "validation";
  }
  const AttackRecipe& attack = number.attack();
  return absl::StrCat(TitleOf(catalogue.attacks(), attack.attack()),
                      attack.targeted() ? ", targeted" : ", untargeted", ", epsilon ",
                      attack.epsilons(0));
}

template <typename Entries>
size_t PlaceOf(const Entries& entries, const std::string& name) {
  return std::find_if(entries.begin(), entries.end(),
                      [&](const auto& entry) { return entry.name() == name; }) -
         entries.begin();
}

// By encoder, images and label kind, in the catalogue's order; else as published.
void Sort(const Catalogue& catalogue, std::vector<PublishedCell>& cells) {
  const auto key = [&](const PublishedCell& cell) {
    const PublishedNumber& number = cell.number;
    return std::tuple(PlaceOf(catalogue.datasets(), number.dataset()),
                      PlaceOf(catalogue.encoders(), number.encoder()),
                      number.train_fraction_percent(), PlaceOf(catalogue.labels(), number.label()));
  };
  std::stable_sort(cells.begin(), cells.end(),
                   [&](const auto& one, const auto& other) { return key(one) < key(other); });
}

void AddCellRow(const Catalogue& catalogue, const PublishedCell& cell, Table& table) {
  const Comparison comparison = ComparePublished(cell.published, cell.own);
  const PublishedNumber& number = cell.number;
  Cell verdict;
  verdict.set_text(VerdictText(comparison.verdict));
  AddRow(table,
         {TitleOf(catalogue.encoders(), number.encoder()),
          absl::StrCat(number.train_fraction_percent(), " %"),
          TitleOf(catalogue.labels(), number.label()), MeasureText(catalogue, number)},
         {ShareCell(comparison.published_mean, comparison.published_std),
          ShareCell(comparison.own_mean, comparison.own_std),
          NumberCell(static_cast<double>(cell.own.size())), DifferenceCell(comparison), verdict});
}

void AddNotes(const PublishedNumbers& published, Table& table) {
  table.add_notes(absl::StrCat("published: ", published.source(), "."));
  for (const std::string& note : published.notes()) table.add_notes(note);
  table.add_notes(
      "difference: ours minus the published number; in brackets the 95 % prediction interval of "
      "the mean of as many further runs of ours as are published, by Student's t over our seeds, "
      "uncorrected for the number of rows: of twenty numbers that our program could have given, "
      "one is outside.");
  table.add_notes(
      "verdict: within or outside that interval; one run: without a spread there is none.");
  AddSpreadNote(table);
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  LABELREP_RETURN_IF_ERROR(CheckHasPublished(spec, inputs));
  const bool attacked = !spec.attacks().empty();
  Table table = StartTable(spec, RunsSubtitle(spec, runs),
                           {"encoder", "training images", "label", attacked ? "attack" : "split"});
  AddColumn(table, {"accuracy", inputs.published.title()}, "%");
  AddColumn(table, {"accuracy", "ours"}, "%");
  AddColumn(table, {"accuracy", "runs"}, "", 0);
  AddColumn(table, {"comparison", "difference"}, "points").set_notation(Column::DIFFERENCE);
  AddColumn(table, {"comparison", "verdict"});
  std::vector<PublishedCell> cells = MatchPublished(inputs.published, inputs.runs, inputs.attacks);
  Sort(spec.catalogue(), cells);
  for (const PublishedCell& cell : cells) {
    if (cell.number.has_attack() == attacked) AddCellRow(spec.catalogue(), cell, table);
  }
  AddNotes(inputs.published, table);
  return table;
}

const RegisteredForm kRegistered("published_table", &Make);

}  // namespace
}  // namespace labelrep
