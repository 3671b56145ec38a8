#include "experiments/report/label_pictures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/missing.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "labels/label_sound.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// Where in the spec the label set of a data set and kind is.
using Places = std::map<std::pair<std::string, std::string>, int>;

absl::StatusOr<Places> FindPlaces(const ReportSpec& spec) {
  if (spec.label_sets().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("figure ", spec.name(), ": no label sets"));
  }
  Places places;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    const ReportSpec::Labels& entry = spec.label_sets(i);
    if (places.insert({{entry.dataset(), entry.kind()}, i}).second) continue;
    return absl::InvalidArgumentError(absl::StrCat("figure ", spec.name(), ": label_sets[", i,
                                                   "]: kind '", entry.kind(), "' of data set '",
                                                   entry.dataset(), "' comes twice"));
  }
  return places;
}

// From `low` to `high`, both rounded away from the other to a hundredth or so of what lies between.
void SetRange(double low, double high, ColorScale& colors) {
  const double span = low < high ? high - low : 1;
  const double step = std::pow(10, std::floor(std::log10(span)) - 1);
  // What is on a step but for the rounding of 24 bits stays there.
  constexpr double kRounding = 1e-4;
  // Of a negative zero the sum is zero.
  colors.set_low(step * std::floor(low / step + kRounding) + 0.0);
  colors.set_high(step * std::ceil((low + span) / step - kRounding) + 0.0);
}

// Makes the rows of a figure, one after the other.
class Rows {
 public:
  Rows(const LabelPicture& shown, Figure& figure) : shown_(shown), figure_(figure) {}

  // With the names of the classes above it where `begins_dataset`.
  absl::Status Add(const ReportSpec::Labels& entry, const LabelSet& labels,
                   const std::string& dataset, const std::string& heading, const std::string& kind,
                   bool begins_dataset) {
    PanelRow& row = *figure_.add_rows();
    row.set_heading(heading);
    const int classes = std::min(labels.class_names_size(), figure_.columns_size());
    for (int i = 0; begins_dataset && i < figure_.columns_size(); ++i) {
      row.add_columns(i < classes ? labels.class_names(i) : "");
    }
    std::vector<float> all;
    for (int i = 0; i < labels.class_names_size(); ++i) {
      const std::vector<float> numbers = shown_.numbers(labels, i);
      all.insert(all.end(), numbers.begin(), numbers.end());
      if (i >= classes) continue;
      Picture& picture = AddPicture(labels, i, numbers);
      if (shown_.add) LABELREP_RETURN_IF_ERROR(shown_.add(entry, labels, i, picture));
    }
    const auto [low, high] = std::minmax_element(all.begin(), all.end());
    SetRange(*low, *high, *row.mutable_colors());
    if (IsSpectrogram(entry, labels)) row.mutable_colors()->set_title("dB");
    AddRow(*figure_.mutable_table(), {dataset, kind},
           {TextCell(absl::StrJoin(labels.shape(), " x ")), NumberCell(*low), NumberCell(*high)});
    return absl::OkStatus();
  }

 private:
  // `numbers` of class `index` in the row added last.
  Picture& AddPicture(const LabelSet& labels, int index, const std::vector<float>& numbers) {
    Picture& picture = *figure_.add_pictures();
    picture.set_row(figure_.rows_size() - 1);
    picture.set_column(index);
    const int width = labels.shape(labels.shape_size() - 1);
    const int height = static_cast<int>(numbers.size()) / width;
    picture.set_height(height);
    picture.set_width(width);
    for (int row = height - 1; row >= 0; --row) {
      for (int column = 0; column < width; ++column) {
        picture.add_values(numbers[row * width + column]);
      }
    }
    return picture;
  }

  const LabelPicture& shown_;
  Figure& figure_;
};

// A figure without rows, and the table behind it.
Figure Start(const ReportSpec& spec, const ReportInputs& inputs) {
  Figure figure;
  figure.set_name(spec.name());
  figure.set_title(spec.title());
  figure.set_subtitle(spec.subtitle());
  figure.set_profile(spec.profile());
  figure.set_of_pictures(true);
  int columns = 1;
  for (const LabelSet& labels : inputs.label_sets) {
    columns = std::max(columns, std::min(labels.class_names_size(), kMostPicturedClasses));
  }
  for (int i = 0; i < columns; ++i) figure.add_columns("");
  Table& table = *figure.mutable_table();
  table = StartTable(spec, spec.subtitle(), {"data set", "label"});
  for (const char* heading : {"one label", "lowest", "highest"}) AddColumn(table, {heading}, "", 3);
  return figure;
}

}  // namespace

bool IsSpectrogram(const ReportSpec::Labels& entry, const LabelSet& labels) {
  return entry.has_recordings() && AreSpectrograms(labels);
}

absl::StatusOr<Figure> LabelPictures(const ReportSpec& spec, const ReportInputs& inputs,
                                     const LabelPicture& shown) {
  LABELREP_ASSIGN_OR_RETURN(const Places places, FindPlaces(spec));
  Figure figure = Start(spec, inputs);
  Rows rows(shown, figure);
  std::vector<std::string> datasets;
  std::vector<std::string> kinds;
  for (const ReportSpec::Labels& entry : spec.label_sets()) {
    datasets.push_back(entry.dataset());
    kinds.push_back(entry.kind());
  }
  datasets = InOrderOf(spec.catalogue().datasets(), datasets);
  NamesByText missing;
  for (const std::string& dataset : datasets) {
    const std::string title = TitleOf(spec.catalogue().datasets(), dataset);
    bool begins = true;
    for (const std::string& kind : InOrderOf(spec.catalogue().labels(), kinds)) {
      const auto place = places.find({dataset, kind});
      if (place == places.end()) continue;
      const ReportSpec::Labels& entry = spec.label_sets(place->second);
      const LabelSet& labels = inputs.label_sets.at(place->second);
      const std::string kind_title = TitleOf(spec.catalogue().labels(), kind);
      const std::string heading =
          datasets.size() == 1 ? kind_title : absl::StrCat(title, ": ", kind_title);
      if (entry.has_missing() || labels.has_failure()) {
        missing.Add(entry.has_missing() ? entry.missing() : labels.failure(), heading);
        continue;
      }
      LABELREP_RETURN_IF_ERROR(rows.Add(entry, labels, title, heading, kind_title, begins));
      if (begins && labels.class_names_size() > kMostPicturedClasses) {
        figure.add_notes(absl::StrCat(title, ": the first ", kMostPicturedClasses, " of ",
                                      labels.class_names_size(), " classes."));
      }
      begins = false;
    }
  }
  for (const std::string& line : MissingByCause(missing, "label sets")) {
    figure.add_missing(line);
    figure.mutable_table()->add_notes(absl::StrCat("Not in the figure: ", line));
  }
  return figure;
}

}  // namespace labelrep
