// Whether what a label set is like says how well models learn it: label statistics against
// outcomes, which is the paper's hypothesis in general.
//
// A point for each label set, which is a label kind and, of kinds that are drawn, a draw; over
// several runs the mean. Rows: statistics of the label set (lib/stats/label_statistics.h). Columns,
// for each data set and encoder: the outcomes (outcomes.h). The table has Spearman's rank
// correlation of each pair, with Holm's correction over those of one data set and encoder. Refuses
// a run whose label set is not among spec.label_sets().
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "experiments/robustness/label_set_statistics.h"
#include "experiments/robustness/outcomes.h"
#include "lib/base/status_macros.h"
#include "lib/stats/holm.h"
#include "lib/stats/mean_and_std.h"
#include "lib/stats/spearman.h"
#include "lib/viz/palette.h"

namespace labelrep {
namespace {

struct Statistic {
  const char* title;
  bool log;
  double (*of)(const LabelStatistics& statistics);
};

double Entropy(const LabelStatistics& labels) { return labels.entropy_bits.mean; }
double Dimension(const LabelStatistics& labels) { return static_cast<double>(labels.dimensions); }
double Rank(const LabelStatistics& labels) { return static_cast<double>(labels.rank); }
double MeanL1(const LabelStatistics& labels) { return labels.mean_l1; }
double MeanL2(const LabelStatistics& labels) { return labels.mean_l2; }
double SmallestL2(const LabelStatistics& labels) { return labels.smallest_l2; }

constexpr Statistic kStatistics[] = {
    {"entropy (bits)", false, Entropy},
    {"dimension", true, Dimension},
    {"rank", true, Rank},
    {"mean L1", true, MeanL1},
    {"mean L2", true, MeanL2},
    {"smallest L2", true, SmallestL2},
};
constexpr int kStatisticCount = std::size(kStatistics);

// A label set, and what came of models that were trained on it.
struct LearnedLabels {
  int kind = 0;  // into ReportRuns.kinds
  LabelStatistics statistics = {};
  std::map<size_t, std::vector<double>> outcomes = {};  // of each run, by the outcome's place

  std::optional<double> Mean(size_t outcome) const {
    const auto found = outcomes.find(outcome);
    return found == outcomes.end() ? std::nullopt
                                   : std::optional<double>(OfSample(found->second).mean);
  }
};

// By models, kind and draw.
using AllLabels = std::map<std::tuple<int, std::string, uint64_t>, LearnedLabels>;

absl::StatusOr<AllLabels> Learn(const ReportSpec& spec, const ReportInputs& inputs,
                                const ReportRuns& runs, const std::vector<Outcome>& outcomes) {
  LabelSetStatistics statistics(spec, inputs);
  AllLabels all;
  for (const RunOutcome& run : runs.outcomes) {
    if (!run.IsMeasured()) continue;
    const LabelRecipe& recipe = run.result->recipe().label();
    const auto [place, is_new] =
        all.try_emplace({run.models, recipe.kind(), recipe.seed()}, LearnedLabels{run.kind});
    LearnedLabels& labels = place->second;
    if (is_new) {
      LABELREP_ASSIGN_OR_RETURN(labels.statistics,
                                statistics.Find(run.spec->dataset(), recipe.kind(), recipe.seed()));
    }
    for (size_t i = 0; i < outcomes.size(); ++i) {
      LABELREP_ASSIGN_OR_RETURN(const std::optional<double> share, outcomes[i].measure(run));
      if (share.has_value()) labels.outcomes[i].push_back(*share);
    }
  }
  return all;
}

// A series for each kind, and one for each family of kinds: the place of each of runs.kinds.
std::vector<int> SetSeries(const ReportSpec& spec, const ReportRuns& runs, Figure& figure) {
  std::vector<std::string> names;
  std::vector<NamedColor> fixed;
  std::vector<std::string> others;
  for (const Catalogue::LabelKind& kind : runs.kinds) {
    names.push_back(kind.has_family() ? kind.family()
                                      : TitleOf(spec.catalogue().labels(), kind.name()));
    if (kind.has_color()) fixed.push_back({names.back(), kind.color()});
    if (!kind.has_color()) others.push_back(names.back());
  }
  // Points have no dash patterns, so that the few others need the first of the further colours.
  const Palette palette(fixed, InOrder(others));
  const std::vector<std::string> series = InOrder(names);
  figure.clear_series();
  for (const std::string& name : series) *figure.add_series() = palette.Style(name);
  std::vector<int> places;
  for (const std::string& name : names) {
    places.push_back(
        static_cast<int>(std::find(series.begin(), series.end(), name) - series.begin()));
  }
  return places;
}

void AddPoints(const AllLabels& all, size_t outcomes, const std::vector<int>& series,
               Figure& figure) {
  std::map<std::tuple<int, int, int>, Line> lines;
  for (const auto& [name, labels] : all) {
    for (size_t outcome = 0; outcome < outcomes; ++outcome) {
      const std::optional<double> mean = labels.Mean(outcome);
      if (!mean.has_value()) continue;
      const int column = static_cast<int>(std::get<0>(name) * outcomes + outcome);
      for (int row = 0; row < kStatisticCount; ++row) {
        const double statistic = kStatistics[row].of(labels.statistics);
        // Labels of classes that are alike have none on a logarithmic axis.
        if (kStatistics[row].log && statistic <= 0) continue;
        Point& point = *lines[{row, column, series[labels.kind]}].add_points();
        point.set_x(*mean);
        point.set_y(statistic);
      }
    }
  }
  for (auto& [place, line] : lines) {
    line.set_row(std::get<0>(place));
    line.set_column(std::get<1>(place));
    line.set_series(std::get<2>(place));
    *figure.add_lines() = line;
  }
}

struct Correlation {
  int labels = 0;
  std::optional<RankCorrelation> spearman;
};

Correlation Correlate(const AllLabels& all, int models, size_t outcome,
                      const Statistic& statistic) {
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& [name, labels] : all) {
    const std::optional<double> mean = labels.Mean(outcome);
    if (std::get<0>(name) != models || !mean.has_value()) continue;
    x.push_back(statistic.of(labels.statistics));
    y.push_back(*mean);
  }
  return {static_cast<int>(x.size()), Spearman(x, y)};
}

// Of one data set and encoder: a row for each outcome and statistic.
void AddRows(const AllLabels& all, const std::string& title, int models,
             const std::vector<Outcome>& outcomes, Table& table) {
  std::vector<Correlation> correlations;
  std::vector<double> p;
  for (size_t outcome = 0; outcome < outcomes.size(); ++outcome) {
    for (const Statistic& statistic : kStatistics) {
      correlations.push_back(Correlate(all, models, outcome, statistic));
      if (correlations.back().spearman) p.push_back(correlations.back().spearman->p);
    }
  }
  const std::vector<double> adjusted = HolmAdjusted(p);
  size_t tested = 0;
  for (size_t i = 0; i < correlations.size(); ++i) {
    const auto& [labels, spearman] = correlations[i];
    Row& row = AddRow(table, {title, outcomes[i / kStatisticCount].title,
                              kStatistics[i % kStatisticCount].title});
    *row.add_cells() = NumberCell(labels);
    for (int j = 0; j < 2; ++j) *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
    if (!spearman) continue;
    *row.mutable_cells(1) = NumberCell(spearman->rho);
    if (spearman->interval) {
      row.mutable_cells(1)->set_lo(spearman->interval->lo);
      row.mutable_cells(1)->set_hi(spearman->interval->hi);
    }
    *row.mutable_cells(2) = NumberCell(adjusted[tested++]);
  }
}

Table CorrelationTable(const ReportSpec& spec, const ReportRuns& runs, const AllLabels& all,
                       const std::vector<Outcome>& outcomes) {
  Table table =
      StartTable(spec, RunsSubtitle(spec, runs), {"data, encoder", "outcome", "statistic"});
  NameColumnHeadings(table, {"measure"});
  AddColumn(table, {"label sets"}, "", 0);
  AddColumn(table, {"Spearman's rho [95 % interval]"}).set_notation(Column::DIFFERENCE);
  AddColumn(table, {"corrected p"}, "", 4).set_notation(Column::P_VALUE);
  for (size_t models = 0; models < runs.models.size(); ++models) {
    const ComparedModels& compared = runs.models[models];
    AddRows(all, absl::StrCat(compared.dataset_title, ", ", compared.encoder_title),
            static_cast<int>(models), outcomes, table);
  }
  table.add_notes(
      "rho: of ranks, so that only the order counts; its interval (Bonett and Wright's) is by "
      "itself, not corrected. p: the share of all pairings of label sets and outcomes whose rho is "
      "as far from 0, with Holm's correction over all rows of one data set and encoder. n/a: too "
      "few label sets, or all alike.");
  return table;
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const std::vector<Outcome> outcomes = OutcomesOf(runs);
  LABELREP_ASSIGN_OR_RETURN(const AllLabels all, Learn(spec, inputs, runs, outcomes));
  Figure figure = StartFigure(spec, runs);
  figure.set_mark(Figure::SCATTER);
  figure.clear_columns();
  for (const ComparedModels& models : runs.models) {
    for (const Outcome& outcome : outcomes) {
      figure.add_columns(runs.models.size() == 1 ? outcome.title
                                                 : absl::StrCat(models.title, ": ", outcome.title));
    }
  }
  *figure.mutable_x() = ShareAxis("share of test images");
  for (const Statistic& statistic : kStatistics) {
    Axis& y = *figure.add_rows()->mutable_y();
    y.set_title(statistic.title);
    y.set_log(statistic.log);
  }
  AddPoints(all, outcomes.size(), SetSeries(spec, runs, figure), figure);
  figure.add_notes(
      "A point is a label set: a kind, and of kinds that are drawn a draw; the mean over its runs. "
      "Distances are those of Table 2, after scaling the whole set to [0, 1]. What stands together "
      "here need not be cause and effect: label sets differ in more than one statistic.");
  *figure.mutable_table() = CorrelationTable(spec, runs, all, outcomes);
  return figure;
}

const RegisteredForm kRegistered("label_statistics_figure", &Make);

}  // namespace
}  // namespace labelrep
