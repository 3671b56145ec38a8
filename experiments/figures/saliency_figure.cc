// Figure 9: where in the first test images models with different labels find the true class.
//
// A column for each image. The first row has the images; then come, for each label kind, a row for
// each stage of the encoder with its Grad-CAM map over the image, and one with the gradient to the
// image; several data sets, encoders or seeds follow one another. Where the images are not there,
// as they are not recorded, the maps stand alone. The table has what a look at a few pictures
// cannot tell: over all measured images, how much of an image the maps cover, how much of them lies
// in its middle, and the differences to spec.baseline(). What failed or is absent is named and the
// others stay.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/figures/shown_maps.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/base/status_macros.h"
#include "lib/stats/paired_comparison.h"
#include "results/saliency.pb.h"

namespace labelrep {
namespace {

std::string MapTitle(const SaliencyMaps& maps) {
  return maps.has_stage() ? absl::StrCat("stage ", maps.stage()) : "input gradient";
}

// Numbers (null: none) over an image (where it is there), in the figure's last row.
Picture& AddPicture(const ShownMaps& shown, const SaliencyMaps* maps, int image, Figure& figure) {
  Picture& picture = *figure.add_pictures();
  picture.set_row(figure.rows_size() - 1);
  picture.set_column(image);
  picture.set_height(shown.result.image_size());
  picture.set_width(shown.result.image_size());
  const int pixels = shown.Pixels();
  if (maps != nullptr) {
    const float* values = maps->image_maps().data() + image * pixels;
    picture.mutable_values()->Add(values, values + pixels);
  }
  if (!shown.rgb.empty()) {
    picture.set_rgb(shown.rgb.substr(image * pixels * kRgbChannels, pixels * kRgbChannels));
  }
  return picture;
}

void AddImages(const std::string& group_title, const ShownMaps& shown, Figure& figure) {
  figure.add_rows()->set_heading(absl::StrCat("images, ", group_title));
  for (int i = 0; i < shown.Kept(); ++i) AddPicture(shown, nullptr, i, figure);
}

// A row for each kind of map; above the first stands what the model takes images for wrongly.
void AddMaps(const ShownMaps& shown, Figure& figure) {
  for (const SaliencyMaps& maps : shown.result.maps()) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(absl::StrCat(shown.kind_title, ", ", MapTitle(maps)));
    row.mutable_colors()->set_title("share of the map's maximum");
    row.mutable_colors()->set_low(0);
    row.mutable_colors()->set_high(1);
    for (int i = 0; i < shown.Kept(); ++i) {
      Picture& picture = AddPicture(shown, &maps, i, figure);
      const int32_t decided = shown.result.decisions(i);
      if (decided == shown.result.classes(i) || &maps != &shown.result.maps(0)) continue;
      picture.set_heading(absl::StrCat("taken for ", shown.result.class_names(decided)));
    }
  }
}

// The images, if they are there, then the rows of each label kind. Above the first row stand the
// classes.
void AddPictures(const std::string& group_title, const std::vector<ShownMaps>& group,
                 Figure& figure) {
  const auto first = std::find_if(group.begin(), group.end(),
                                  [](const ShownMaps& shown) { return shown.IsMeasured(); });
  if (first == group.end()) return;
  const int first_row = figure.rows_size();
  if (!first->rgb.empty()) AddImages(group_title, *first, figure);
  for (const ShownMaps& shown : group) {
    if (shown.IsMeasured()) AddMaps(shown, figure);
  }
  for (Picture& picture : *figure.mutable_pictures()) {
    if (picture.row() != first_row) continue;
    const SaliencyResult& result = first->result;
    const std::string& name = result.class_names(result.classes(picture.column()));
    picture.set_heading(picture.heading().empty() ? name
                                                  : absl::StrCat(name, ", ", picture.heading()));
  }
}

using Shares = google::protobuf::RepeatedField<float>;

std::vector<double> WhereNoneIsZero(const Shares& shares,
                                    const std::vector<const Shares*>& others) {
  std::vector<double> values;
  for (int i = 0; i < shares.size(); ++i) {
    const bool any_zero = std::any_of(others.begin(), others.end(),
                                      [&](const Shares* other) { return other->Get(i) == 0; });
    if (!any_zero) values.push_back(shares.Get(i));
  }
  return values;
}

// The mean of one of the shares, and its difference to that of the same images in `control` (null
// where there is none), both over the images whose maps are not 0 everywhere.
void AddShareCells(const SaliencyMaps& maps, const SaliencyMaps* control,
                   const Shares& (SaliencyMaps::*shares)() const, Row& row) {
  const std::vector<double> own = WhereNoneIsZero((maps.*shares)(), {&maps.covered_shares()});
  std::optional<double> mean;
  if (!own.empty()) {
    mean = 0;
    for (const double share : own) *mean += share / static_cast<double>(own.size());
  }
  *row.add_cells() = NumberCell(mean);
  Cell& difference = *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
  if (control == nullptr || control == &maps) return;
  const std::vector<const Shares*> both = {&maps.covered_shares(), &control->covered_shares()};
  const std::vector<double> treated = WhereNoneIsZero((maps.*shares)(), both);
  if (treated.empty()) return;
  const PairedComparison comparison =
      ComparePaired(treated, WhereNoneIsZero((control->*shares)(), both));
  constexpr double kPoints = 100;
  difference = NumberCell(kPoints * comparison.mean_difference);
  if (comparison.interval) {
    difference.set_lo(kPoints * comparison.interval->lo);
    difference.set_hi(kPoints * comparison.interval->hi);
  }
}

// A run's row where it has no maps.
void AddMissingRow(const std::string& group_title, const ShownMaps& missing, Table& table) {
  const Cell cell = UnmeasuredCell(*missing.run, missing.result.failure());
  AddRow(table, {group_title, missing.kind_title, "all"},
         std::vector<Cell>(table.columns_size(), cell));
}

// Whether both are of the same images and the same kinds of maps.
bool MayBeCompared(const SaliencyResult& a, const SaliencyResult& b) {
  return std::equal(a.classes().begin(), a.classes().end(), b.classes().begin(),
                    b.classes().end()) &&
         std::equal(a.maps().begin(), a.maps().end(), b.maps().begin(), b.maps().end(),
                    [](const SaliencyMaps& of_a, const SaliencyMaps& of_b) {
                      return of_a.stage() == of_b.stage();
                    });
}

// `control`: of the label kind that others are compared with; null where it is not there.
void AddRows(const std::string& group_title, const ShownMaps& shown, const ShownMaps* control,
             Table& table) {
  const bool is_compared = control != nullptr && MayBeCompared(shown.result, control->result);
  for (int i = 0; i < shown.result.maps_size(); ++i) {
    const SaliencyMaps& maps = shown.result.maps(i);
    const SaliencyMaps* other = is_compared ? &control->result.maps(i) : nullptr;
    Row& row = AddRow(table, {group_title, shown.kind_title, MapTitle(maps)});
    AddShareCells(maps, other, &SaliencyMaps::covered_shares, row);
    AddShareCells(maps, other, &SaliencyMaps::central_shares, row);
    const Shares& covered = maps.covered_shares();
    *row.add_cells() =
        NumberCell(static_cast<double>(std::count(covered.begin(), covered.end(), 0.0F)));
    *row.add_cells() = NumberCell(covered.size());
  }
}

void AddTableRows(const std::string& group_title, const std::vector<ShownMaps>& group,
                  const std::string& baseline, Table& table) {
  const auto control = std::find_if(group.begin(), group.end(), [&](const ShownMaps& shown) {
    return shown.IsMeasured() && shown.run->spec->label() == baseline;
  });
  for (const ShownMaps& shown : group) {
    if (shown.IsMeasured()) {
      AddRows(group_title, shown, control == group.end() ? nullptr : &*control, table);
    } else {
      AddMissingRow(group_title, shown, table);
    }
  }
}

Table StartSaliencyTable(const ReportSpec& spec, const ReportRuns& runs) {
  Table table = StartTable(spec, RunsSubtitle(spec, runs), {"models", "label", "map"});
  NameColumnHeadings(table, {"quantity", "statistic"});
  const std::string difference =
      absl::StrCat("difference to ", spec.baseline(), " [95 % interval]");
  for (const char* quantity : {"covered by the map", "in the middle"}) {
    AddColumn(table, {quantity, "mean"}, "%", 1);
    AddColumn(table, {quantity, difference}, "points", 1).set_notation(Column::DIFFERENCE);
  }
  AddColumn(table, {"images", "with a map of zeros"}, "", 0);
  AddColumn(table, {"images", "all"}, "", 0);
  table.add_notes(
      "Covered by the map: (sum of m)^2 / (pixels x sum of m^2), the share of pixels of an even "
      "map that is 0 elsewhere. In the middle: the share of the sum of m in the box of half the "
      "height and half the width, which is 25 % for a map that is the same everywhere. m is the "
      "map as pictured; maps of zeros are left out.");
  table.add_notes(
      "Differences are paired by image, and intervals are over images: each label kind has one "
      "trained model, and what other seeds would give they do not say.");
  return table;
}

// The maps of the runs of a group that differ in nothing but the label kind.
absl::StatusOr<std::vector<ShownMaps>> ReadGroup(const ReportRuns& runs, const KindGroup& group) {
  std::vector<ShownMaps> shown;
  for (size_t kind = 0; kind < group.by_kind.size(); ++kind) {
    if (group.by_kind[kind] == nullptr) continue;
    LABELREP_ASSIGN_OR_RETURN(shown.emplace_back(),
                              ReadShownMaps(*group.by_kind[kind], runs.kinds[kind].title()));
  }
  return shown;
}

// Names what is missing of measured runs; the others are named already.
void AddMissing(const std::vector<ShownMaps>& group, Figure& figure) {
  for (const ShownMaps& shown : group) {
    if (shown.IsMeasured() || !shown.run->IsMeasured()) continue;
    figure.add_missing(
        absl::StrCat(shown.run->spec->name(), ": ", shown.result.failure().message()));
  }
}

// A column for each image.
void NameColumns(Figure& figure) {
  int columns = 1;
  for (const Picture& picture : figure.pictures())
    columns = std::max(columns, picture.column() + 1);
  figure.clear_columns();
  for (int i = 1; i <= columns; ++i) {
    figure.add_columns(columns == 1 ? "" : absl::StrCat("image ", i));
  }
  // One without panels says what is missing.
  if (figure.rows().empty()) figure.add_rows();
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  figure.set_of_pictures(true);
  figure.clear_series();
  figure.clear_series_title();
  Table table = StartSaliencyTable(spec, runs);
  for (const KindGroup& kinds : GroupKinds(runs)) {
    LABELREP_ASSIGN_OR_RETURN(const std::vector<ShownMaps> group, ReadGroup(runs, kinds));
    AddPictures(kinds.title, group, figure);
    AddTableRows(kinds.title, group, spec.baseline(), table);
    AddMissing(group, figure);
  }
  NameColumns(figure);
  figure.add_notes(
      "The first test images. Grad-CAM is at the end of a stage of the encoder, the input gradient "
      "its largest absolute value over the channels. Each map is scaled from its own minimum and "
      "maximum, so that the colours of two maps are not compared; the table compares them over "
      "more images.");
  if (std::any_of(figure.pictures().begin(), figure.pictures().end(),
                  [](const Picture& picture) { return !picture.has_rgb(); })) {
    figure.add_notes("The images themselves are not recorded.");
  }
  *figure.mutable_table() = table;
  return figure;
}

const RegisteredForm kRegistered("saliency_figure", &Make);

}  // namespace
}  // namespace labelrep
