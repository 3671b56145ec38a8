// Published accuracies beside our own: a row for each cell of a publication, with the mean over our
// seeds and a verdict. With attacks in the spec, the cells under attack, else the others.
//
// The verdict asks whether the published number is one that our program could have given: "within"
// where it lies in the 95 % prediction interval of as many further runs of ours, else "outside". A
// single run has no interval: "one run". A cell of which no run was measured is "not run"; those of
// encoders, label kinds and fractions of which the spec has no run are counted in a note. Beside
// accuracies of either split stand ours of the test split, beside those under attack those without.
// Runs of another recipe (spec.same_labels()) are compared cell by cell, too, but without verdict;
// cells that they lack are left out.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "results/published/match.h"
#include "results/published/published.h"

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

// The published numbers that runs of another recipe are compared with, as if they were of it.
PublishedNumbers OfTheirRecipe(const ReportSpec& spec, const PublishedNumbers& published) {
  PublishedNumbers renamed = published;
  renamed.clear_numbers();
  for (const PublishedNumber& number : published.numbers()) {
    for (const ReportSpec::SameLabels& same : spec.same_labels()) {
      if (same.published() != number.label()) continue;
      PublishedNumber& own = *renamed.add_numbers() = number;
      own.set_label(same.own());
      own.clear_epochs();
      own.clear_seed();
    }
  }
  return renamed;
}

// Of an attacked model without attack, by the cell of its number; of the test split.
std::map<std::string, Comparison> CleanComparisons(const std::vector<PublishedCell>& cells) {
  std::map<std::string, Comparison> clean;
  for (const PublishedCell& cell : cells) {
    if (cell.number.has_attack() || cell.number.split() != PublishedNumber::TEST) continue;
    clean[CellOf(cell.number)] = ComparePublished(cell.published, cell.own);
  }
  return clean;
}

std::vector<Cell> CleanCells(const std::map<std::string, Comparison>& clean,
                             const PublishedNumber& number) {
  PublishedNumber without_attack = number;
  without_attack.clear_attack();
  const auto found = clean.find(CellOf(without_attack));
  if (found == clean.end()) return std::vector<Cell>(3, MarkedCell(Cell::ABSENT));
  const Comparison& comparison = found->second;
  Cell difference = MarkedCell(Cell::ABSENT);
  if (comparison.own_mean.has_value()) {
    difference = NumberCell(*comparison.own_mean - comparison.published_mean);
  }
  return {ShareCell(comparison.published_mean, comparison.published_std),
          ShareCell(comparison.own_mean, comparison.own_std), difference};
}

// What a cell and runs of it have in common: data set, encoder, label kind, images. Of a number or
// a run of the spec.
template <typename Message>
std::tuple<std::string, std::string, std::string, double> TrainingOf(const Message& message) {
  return {message.dataset(), message.encoder(), message.label(), message.train_fraction_percent()};
}

// Takes the cells out of whose trainings the spec has none; returns how many the table loses.
size_t RemoveOthers(const ReportSpec& spec, std::vector<PublishedCell>& cells) {
  std::set<std::tuple<std::string, std::string, std::string, double>> shown;
  for (const ReportSpec::Run& run : spec.runs()) shown.insert(TrainingOf(run));
  size_t lost = 0;
  std::erase_if(cells, [&](const PublishedCell& cell) {
    if (shown.contains(TrainingOf(cell.number))) return false;
    lost += cell.number.has_attack() == !spec.attacks().empty();
    return true;
  });
  return lost;
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

// Of the runs of a cell on the test split, whatever the split of its number.
Cell TestCell(const PublishedCell& cell, const std::vector<RunResult>& runs) {
  PublishedNumber number = cell.number;
  number.set_split(PublishedNumber::TEST);
  std::vector<double> own;
  for (const RunResult& run : runs) {
    const std::optional<double> percent = MatchingPercent(number, run);
    if (percent.has_value()) own.push_back(*percent);
  }
  const Comparison comparison = ComparePublished(cell.published, own);
  return ShareCell(comparison.own_mean, comparison.own_std);
}

Row& AddCellRow(const ReportSpec& spec, const PublishedCell& cell, Table& table) {
  const Catalogue& catalogue = spec.catalogue();
  const Comparison comparison = ComparePublished(cell.published, cell.own);
  const PublishedNumber& number = cell.number;
  Row& row = AddRow(table,
                    {TitleOf(catalogue.encoders(), number.encoder()),
                     absl::StrCat(number.train_fraction_percent(), " %"),
                     TitleOf(catalogue.labels(), number.label()), MeasureText(catalogue, number)},
                    {ShareCell(comparison.published_mean, comparison.published_std),
                     ShareCell(comparison.own_mean, comparison.own_std),
                     NumberCell(static_cast<double>(cell.own.size())), DifferenceCell(comparison)});
  if (spec.same_labels().empty()) row.add_cells()->set_text(VerdictText(comparison.verdict));
  return row;
}

// How many images attacks on our models were given, where that is not all of them.
void AddImagesNote(const ReportInputs& inputs, Table& table) {
  std::set<int64_t> counts;
  for (const AttackResult& attack : inputs.attacks) {
    if (!attack.has_failure() && attack.recipe().has_images()) {
      counts.insert(attack.classes_size());
    }
  }
  if (counts.empty()) return;
  table.add_notes(absl::StrCat("Some of our attacks are on the first ",
                               absl::StrJoin(counts, " or "),
                               " test images; the published ones are on all."));
}

void AddNotes(const ReportSpec& spec, const PublishedNumbers& published, Table& table) {
  table.add_notes(absl::StrCat("published: ", published.source(), "."));
  for (const std::string& note : published.notes()) table.add_notes(note);
  if (!spec.same_labels().empty()) {
    table.add_notes(
        "ours: models of another recipe than the published ones, and labels that are made here, so "
        "that there is no verdict: how much a model keeps under attack depends on how it was "
        "trained, and its accuracy without attack is another.");
    if (table.rows().empty()) table.add_notes("None of the published numbers is of these runs.");
    return;
  }
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
  const bool of_their_recipe = spec.same_labels().empty();
  if (of_their_recipe) AddColumn(table, {"comparison", "verdict"});
  if (attacked) {
    AddColumn(table, {"without attack", inputs.published.title()}, "%");
    AddColumn(table, {"without attack", "ours"}, "%");
    AddColumn(table, {"without attack", "difference"}, "points").set_notation(Column::DIFFERENCE);
  } else {
    AddColumn(table, {"test split", "ours"}, "%");
  }
  const PublishedNumbers published =
      of_their_recipe ? inputs.published : OfTheirRecipe(spec, inputs.published);
  std::vector<PublishedCell> cells = MatchPublished(published, inputs.runs, inputs.attacks);
  const size_t others = RemoveOthers(spec, cells);
  Sort(spec.catalogue(), cells);
  const std::map<std::string, Comparison> clean = CleanComparisons(cells);
  for (const PublishedCell& cell : cells) {
    if (cell.number.has_attack() != attacked) continue;
    if (!of_their_recipe && cell.own.empty()) continue;
    Row& row = AddCellRow(spec, cell, table);
    if (!attacked) {
      *row.add_cells() = TestCell(cell, inputs.runs);
      continue;
    }
    for (const Cell& without : CleanCells(clean, cell.number)) *row.add_cells() = without;
  }
  AddImagesNote(inputs, table);
  if (others > 0 && of_their_recipe) {
    table.add_notes(absl::StrCat("Left out: ", others,
                                 " published numbers of encoders, labels or training fractions "
                                 "that are not among the runs."));
  }
  AddNotes(spec, published, table);
  return table;
}

const RegisteredForm kRegistered("published_table", &Make);

}  // namespace
}  // namespace labelrep
