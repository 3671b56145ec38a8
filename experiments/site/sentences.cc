#include "experiments/site/sentences.h"

#include <cmath>
#include <optional>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/report/titles.h"
#include "experiments/robustness/run_verdict.h"
#include "experiments/site/compared_runs.h"
#include "experiments/site/parts.h"
#include "experiments/site/table_lookup.h"
#include "lib/stats/share_difference.h"

namespace labelrep {
namespace {

constexpr double kSignificant = 0.05;

std::optional<CountedShare> CorrectOf(const SiteRun& run) {
  if (!run.outcome.IsMeasured()) return std::nullopt;
  const TestResult& test = run.outcome.result->test();
  if (test.has_correct_by_largest_output()) {
    return CountedShare{test.correct_by_largest_output(), test.images()};
  }
  if (!test.has_correct_by_nearest_label()) return std::nullopt;
  return CountedShare{test.correct_by_nearest_label(), test.images()};
}

double ShareOf(const CountedShare& counted) {
  return static_cast<double>(counted.count) / static_cast<double>(counted.of);
}

std::string Percent(const CountedShare& counted) {
  return absl::StrFormat("%.2f %%", 100 * ShareOf(counted));
}

std::string ModelsOf(const Catalogue& catalogue, const SiteRun& run) {
  return absl::StrCat(TitleOf(catalogue.datasets(), run.outcome.spec->dataset()), " with ",
                      TitleOf(catalogue.encoders(), run.outcome.spec->encoder()));
}

std::optional<std::string> Accuracy(const Compared& about) {
  const std::vector<const SiteRun*> runs = RunsOfBoth(about);
  const SiteRun* of_compared = OfKind(runs, about.inputs.spec.compared());
  const SiteRun* of_baseline = OfKind(runs, about.inputs.spec.baseline());
  if (of_compared == nullptr || of_baseline == nullptr) return std::nullopt;
  const std::optional<CountedShare> compared = CorrectOf(*of_compared);
  const std::optional<CountedShare> baseline = CorrectOf(*of_baseline);
  if (!compared.has_value() || !baseline.has_value()) return std::nullopt;
  const Interval interval = ShareDifferenceInterval(*compared, *baseline);
  const double difference = ShareOf(*compared) - ShareOf(*baseline);
  return absl::StrFormat(
      "Trained on all images of %s, %s labels have %s of the test images right and %s has %s: a "
      "difference of %+.2f points [%+.2f, %+.2f; 95 %% over test images, as if each model had its "
      "own], of one trained model each.",
      ModelsOf(about.inputs.catalogue(), *of_compared), about.compared, Percent(*compared),
      about.baseline, Percent(*baseline), 100 * difference, 100 * interval.lo, 100 * interval.hi);
}

// The rows of Figure 4's table come by data set, encoder and rising fraction.
std::optional<std::string> SmallestFraction(const Compared& about) {
  const Table& table = about.table();
  if (table.rows().empty()) return std::nullopt;
  const int shared = table.row_headings_size() - 1;
  const std::optional<int> compared = FindRow(table, about.compared, 0, shared);
  const std::optional<int> baseline = FindRow(table, about.baseline, 0, shared);
  const std::optional<int> accuracy = FindColumn(table, "test accuracy");
  const std::optional<int> difference = FindColumn(table, "difference to");
  const std::optional<int> pairs = FindColumn(table, "pairs");
  const std::optional<int> p = FindColumn(table, "corrected p");
  if (!compared || !baseline || !accuracy || !difference || !pairs || !p) return std::nullopt;
  const auto& headings = table.rows(*compared).headings();
  return absl::StrCat("With ", headings[shared - 1], " of the training images (", headings[0],
                      " with ", headings[1], ") ", about.compared, " has ",
                      ShownCell(table, *compared, *accuracy), " of the test images right and ",
                      about.baseline, " ", ShownCell(table, *baseline, *accuracy),
                      ": the paired difference over ", ShownCell(table, *compared, *pairs),
                      " seeds is ", ShownCell(table, *compared, *difference), ", Holm's p ",
                      ShownCell(table, *compared, *p), ".");
}

// Row of the table of attacks and its two columns; none where one is not there.
struct OverviewCells {
  std::string compared;
  std::string baseline;
};

std::optional<OverviewCells> FindOverview(const Compared& about, const std::string& row) {
  const std::optional<int> found = FindRow(about.table(), row, 0, 1);
  const std::optional<int> compared = FindColumn(about.table(), about.compared);
  const std::optional<int> baseline = FindColumn(about.table(), about.baseline);
  if (!found || !compared || !baseline) return std::nullopt;
  return OverviewCells{ShownCell(about.table(), *found, *compared),
                       ShownCell(about.table(), *found, *baseline)};
}

// "accuracy at epsilon 0.1" -> "at epsilon 0.1".
std::string AtEpsilon(const Table& table) {
  const std::string& heading = table.columns(0).headings(0);
  const size_t at = heading.find("at epsilon");
  return at == std::string::npos ? heading : heading.substr(at);
}

std::optional<std::string> PaperAttack(const Compared& about) {
  const Table& table = about.table();
  // The rows without attack come first.
  int row = 0;
  while (row < table.rows_size() &&
         table.rows(row).headings(table.row_headings_size() - 1).rfind("none", 0) == 0) {
    ++row;
  }
  if (row == table.rows_size()) return std::nullopt;
  const std::string& attack = table.rows(row).headings(table.row_headings_size() - 1);
  const std::optional<OverviewCells> under = FindOverview(about, attack);
  if (!under.has_value()) return std::nullopt;
  return absl::StrCat("Under the paper's first attack (", attack, " images of ",
                      table.rows(row).headings(0), ") ", AtEpsilon(table), " ", about.compared,
                      " keeps ", under->compared, " of the images right and ", about.baseline, " ",
                      under->baseline, ".");
}

std::optional<std::string> WorstCaseOfAll(const Compared& about) {
  const std::optional<OverviewCells> worst = FindOverview(about, "worst case");
  const std::optional<OverviewCells> attacks = FindOverview(about, kWorstCaseAttacksTitle);
  const std::optional<OverviewCells> masking = FindOverview(about, "masking warns of");
  if (!worst || !attacks || !masking) return std::nullopt;
  return absl::StrCat(
      "In the worst case over all attacks ", AtEpsilon(about.table()), " (",
      about.table().rows(0).headings(0), ") ", about.compared, " keeps ", worst->compared, " (",
      attacks->compared, " attacks) and ", about.baseline, " ", worst->baseline, " (",
      attacks->baseline, " attacks); of masked gradients the verdict on ", about.compared,
      " warns of ", masking->compared, ", on ", about.baseline, " of ", masking->baseline, ".");
}

std::optional<std::string> Correlation(const Compared& about) {
  const Table& table = about.table();
  const std::optional<int> rho = FindColumn(table, "Spearman's rho");
  const std::optional<int> p = FindColumn(table, "corrected p");
  const std::optional<int> label_sets = FindColumn(table, "label sets");
  if (!rho || !p || !label_sets) return std::nullopt;
  int pairs = 0;
  int significant = 0;
  int strongest = -1;
  for (int i = 0; i < table.rows_size(); ++i) {
    const Cell& of_p = table.rows(i).cells(*p);
    const Cell& of_rho = table.rows(i).cells(*rho);
    if (!of_p.has_value() || !of_rho.has_value()) continue;
    ++pairs;
    significant += of_p.value() < kSignificant;
    // Where p is the same, a rho with an interval says more than one of ranks that tie.
    const auto weakness = [&](const Row& row) {
      const Cell& cell = row.cells(*rho);
      return std::tuple(row.cells(*p).value(), !cell.has_lo(), -std::abs(cell.value()));
    };
    if (strongest < 0 || weakness(table.rows(i)) < weakness(table.rows(strongest))) strongest = i;
  }
  if (strongest < 0) return std::nullopt;
  const auto& headings = table.rows(strongest).headings();
  return absl::StrCat(
      "Of ", pairs, " pairs of a label statistic and an outcome ",
      significant == 0 ? "none" : absl::StrCat(significant), significant > 1 ? " are" : " is",
      " significant at 5 % after Holm's correction; the strongest is between ", headings[2],
      " and ", headings[1], " (", headings[0], "): Spearman's rho ",
      ShownCell(table, strongest, *rho), " over ", ShownCell(table, strongest, *label_sets),
      " label sets, corrected p ", ShownCell(table, strongest, *p), ".");
}

struct SentenceKind {
  const char* report;
  const char* about;  // what it says, where it cannot
  std::optional<std::string> (*make)(const Compared&);
  bool is_of_all_runs = false;
};

const SentenceKind kSentences[] = {
    {"table1", "Accuracy with all training images", Accuracy},
    {"fig4_datafrac", "Accuracy with the smallest fraction of the training images",
     SmallestFraction},
    {"table_attack_overview", "Accuracy under the paper's first attack", PaperAttack},
    {"table_attack_overview", "Accuracy in the worst case over all attacks", WorstCaseOfAll},
    {"fig_label_statistics", "The correlation of label statistics with outcomes", Correlation,
     true},
};

// Why the report has no such numbers.
std::string Reason(const SiteInputs& inputs, const std::string& name,
                   const std::vector<const SiteRun*>& runs) {
  const SiteReport* report = inputs.FindReport(name);
  if (report == nullptr) {
    const auto* missing = FindEntry(inputs.spec.missing_reports(), name);
    return missing == nullptr ? "the profile has no such table or figure" : missing->reason();
  }
  for (const SiteRun* run : runs) {
    if (!run->outcome.IsMeasured()) {
      return absl::StrCat(run->name(), ": ", RunReason(run->outcome));
    }
  }
  return "its table does not have both label kinds";
}

Sentence MakeSentence(const SiteInputs& inputs, const SentenceKind& kind) {
  Sentence sentence;
  sentence.report = kind.report;
  const SiteReport* report = inputs.FindReport(kind.report);
  if (report != nullptr) {
    const auto title = [&](const std::string& label) {
      return TitleOf(inputs.catalogue().labels(), label);
    };
    const Compared about = {inputs, *report, title(inputs.spec.baseline()),
                            title(inputs.spec.compared())};
    sentence.runs = kind.is_of_all_runs ? AllRuns(about) : RunsOfBoth(about);
    const std::optional<std::string> text = kind.make(about);
    if (text.has_value()) {
      sentence.text = *text;
      return sentence;
    }
  }
  sentence.text =
      absl::StrCat(kind.about, ": not here (", Reason(inputs, kind.report, sentence.runs), ").");
  return sentence;
}

}  // namespace

std::vector<Sentence> FiveSentences(const SiteInputs& inputs) {
  std::vector<Sentence> sentences;
  for (const SentenceKind& kind : kSentences) sentences.push_back(MakeSentence(inputs, kind));
  return sentences;
}

}  // namespace labelrep
