#include "experiments/report/figure_parts.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "experiments/report/missing.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/viz/intervals.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

Point MeanWithRange(double x, const std::vector<SingleRun>& runs) {
  std::vector<double> values;
  for (const SingleRun& run : runs) values.push_back(run.y());
  return MeanAndRange(x, values);
}

template <typename Runs, typename MakePoint>
std::vector<Line> Lines(const Runs& runs, const MakePoint& make_point) {
  std::vector<Line> lines;
  for (const auto& [place, by_x] : runs) {
    Line& line = lines.emplace_back();
    line.set_row(std::get<0>(place));
    line.set_column(std::get<1>(place));
    line.set_series(std::get<2>(place));
    for (const auto& [x, at_x] : by_x) *line.add_points() = make_point(x, at_x);
  }
  return lines;
}

}  // namespace

Figure StartFigure(const ReportSpec& spec, const ReportRuns& runs) {
  Figure figure;
  figure.set_name(spec.name());
  figure.set_title(spec.title());
  figure.set_profile(spec.profile());
  figure.set_subtitle(RunsSubtitle(spec, runs));
  for (const ComparedModels& panel : runs.models) figure.add_columns(panel.title);
  figure.set_series_title("label");
  const Palette palette = LabelPalette(spec.catalogue());
  std::map<std::string, int> variants;  // so far, of each kind
  for (size_t i = 0; i < runs.kinds.size(); ++i) {
    const Catalogue::LabelKind& kind = runs.kinds[i];
    Series& series = *figure.add_series();
    series = palette.Style(TitleOf(spec.catalogue().labels(), kind.name()));
    if (!runs.variants[i].empty()) SetNextDash(++variants[kind.name()], series);
    series.set_name(kind.title());
  }
  for (const std::string& missing : MissingRuns(runs.outcomes)) figure.add_missing(missing);
  return figure;
}

std::vector<int> SetColumns(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                            const std::function<std::string(const SeedGroup&)>& fraction_title,
                            Figure& figure) {
  const bool several = HasSeveralFractions(groups);
  if (several) figure.clear_columns();
  std::vector<int> columns;
  for (size_t i = 0; i < groups.size(); ++i) {
    const SeedGroup& group = groups[i];
    if (several && (i == 0 || groups[i - 1].models != group.models ||
                    groups[i - 1].percent != group.percent)) {
      figure.add_columns(
          absl::StrCat(runs.models[group.models].title, ", ", fraction_title(group)));
    }
    columns.push_back(several ? figure.columns_size() - 1 : group.models);
  }
  return columns;
}

Axis ShareAxis(const std::string& title) {
  Axis axis;
  axis.set_title(title);
  axis.set_format(Axis::SHARE);
  axis.set_min(0);
  axis.set_max(1);
  return axis;
}

Axis FractionAxis(const ReportRuns& runs) {
  Axis axis;
  axis.set_title("training images used (%)");
  axis.set_log(true);
  std::set<double> fractions;
  for (const RunOutcome& run : runs.outcomes) fractions.insert(run.spec->train_fraction_percent());
  *axis.mutable_ticks() = {fractions.begin(), fractions.end()};
  if (fractions.size() > 1) {
    // The data alone would leave out fractions of which no run is there.
    axis.set_min(*fractions.begin());
    axis.set_max(*fractions.rbegin());
  }
  return axis;
}

namespace {

bool HasSingleRuns(const Figure& figure) {
  return std::any_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    return std::any_of(line.points().begin(), line.points().end(),
                       [](const Point& point) { return point.runs_size() > 0; });
  });
}

}  // namespace

void DescribeMeans(Figure& figure) {
  if (HasIntervals(figure)) {
    figure.set_interval("95 % t interval of the mean over seeds, where there are at least three");
  }
  if (HasSingleRuns(figure)) figure.add_notes("Faint points are single runs.");
}

void NoteIfWithoutIntervals(Figure& figure) {
  if (HasIntervals(figure) || figure.lines().empty()) return;
  figure.add_notes(HasSingleRuns(figure) ? "Two seeds: no interval." : "One seed: no interval.");
}

void SeedLines::Add(int row, int column, const RunOutcome& run, double x, double y) {
  Add(row, column, run.kind, run.spec->name(), x, y);
}

void SeedLines::Add(int row, int column, int series, const std::string& name, double x, double y) {
  SingleRun& added = runs_[{row, column, series}][x].emplace_back();
  added.set_run(name);
  added.set_y(y);
}

std::vector<Line> SeedLines::Means() const { return Lines(runs_, MeanPoint); }

void SeedLines::AddMeans(Figure& figure) const {
  for (const Line& line : Means()) *figure.add_lines() = line;
  DescribeMeans(figure);
}

std::vector<Line> SeedLines::Ranges() const { return Lines(runs_, MeanWithRange); }

}  // namespace labelrep
