// Figures 5 and 8: t-SNE embeddings of the features of the test images, coloured by class.
//
// Where a run has several measurements, those of its checkpoints (Figure 5), each run has a row of
// panels and each measurement a column; else (Figure 8) each data set and encoder has a row and
// each label kind a column. Under a panel, and in the table, stands what the picture cannot show:
// silhouette and accuracy of nearest neighbours, both of the features, and the divergence that
// t-SNE left. Of many images the first are drawn, and of more than ten classes the first ten have
// colours. What failed or is absent is named and the others stay.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/record/absent.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/missing.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "lib/viz/palette.h"
#include "results/features.pb.h"

namespace labelrep {
namespace {

// With all of CIFAR's, a picture of nine panels would have 16 MB.
constexpr int kMostPoints = 1000;
constexpr char kOtherColor[] = "#d8d8d8";

// A panel.
struct Embedding {
  const RunOutcome* run = nullptr;
  std::string name;  // of the measurement
  int row = 0;
  int column = 0;
  FeaturesResult features;

  bool IsMeasured() const { return !features.has_failure(); }
};

absl::Status CheckFeatures(const std::string& file, const FeaturesResult& features,
                           const RunOutcome& run) {
  const auto wrong = [&](const auto&... text) {
    return absl::FailedPreconditionError(absl::StrCat(file, ": ", text...));
  };
  const int images = features.classes_size();
  if (images == 0) return wrong("classes: none, expected one for each image");
  if (features.x_size() != images || features.y_size() != images) {
    return wrong("x and y: ", features.x_size(), " and ", features.y_size(), ", expected ", images,
                 ", one for each image; measure with a recipe that has tsne");
  }
  if (features.class_names_size() != features.num_classes()) {
    return wrong("class_names: ", features.class_names_size(), ", expected ",
                 features.num_classes());
  }
  for (const int32_t of_image : features.classes()) {
    if (of_image >= 0 && of_image < features.num_classes()) continue;
    return wrong("classes: found ", of_image, ", expected from 0 to ", features.num_classes() - 1);
  }
  // A checkpoint's weights are not those that the run left.
  const bool is_final = !features.recipe().has_epochs();
  return CheckIsOfModel(file, features.model(), is_final ? features.weights_sha256() : "", run);
}

// In the order of data sets, encoders and label kinds.
absl::StatusOr<std::vector<Embedding>> ReadEmbeddings(const std::vector<KindGroup>& groups,
                                                      bool by_epoch) {
  std::vector<Embedding> embeddings;
  int row = -1;
  for (const KindGroup& group : groups) {
    if (!by_epoch) ++row;
    for (size_t kind = 0; kind < group.by_kind.size(); ++kind) {
      const RunOutcome* run = group.by_kind[kind];
      if (run == nullptr) continue;
      if (by_epoch) ++row;
      int column = by_epoch ? 0 : static_cast<int>(kind);
      for (const ReportSpec::Measurement* measured : run->measurements) {
        Embedding& added = embeddings.emplace_back();
        added.run = run;
        added.name = measured->name();
        added.row = row;
        added.column = column++;
        LABELREP_RETURN_IF_ERROR(ReadMeasured("features", measured->result(), &added.features));
        if (!added.IsMeasured()) continue;
        LABELREP_RETURN_IF_ERROR(CheckFeatures(measured->result(), added.features, *run));
      }
    }
  }
  return embeddings;
}

bool HasColor(int of_image) { return of_image < static_cast<int>(ClassColors().size()); }

std::string SeriesName(const FeaturesResult& features, int of_image) {
  return HasColor(of_image) ? features.class_names(of_image) : "others";
}

// The classes of all data sets: the first of each, and one series of all others. By name.
std::map<std::string, int> AddClasses(const std::vector<Embedding>& embeddings, Figure& figure) {
  std::map<std::string, int> places;
  const auto add = [&](const std::string& name, const std::string& color) {
    if (!places.try_emplace(name, figure.series_size()).second) return;
    Series& series = *figure.add_series();
    series.set_name(name);
    series.set_color(color);
  };
  bool has_others = false;
  for (const Embedding& embedding : embeddings) {
    const FeaturesResult& features = embedding.features;
    for (int i = 0; i < features.class_names_size() && HasColor(i); ++i) {
      add(features.class_names(i), ClassColors()[i]);
    }
    has_others = has_others || !HasColor(features.class_names_size() - 1);
  }
  if (has_others) add("others", kOtherColor);
  return places;
}

void AddPoints(const Embedding& embedding, const std::map<std::string, int>& series,
               Figure& figure) {
  const FeaturesResult& features = embedding.features;
  std::map<int, Line> lines;
  for (int i = 0; i < std::min(kMostPoints, features.classes_size()); ++i) {
    const int place = series.at(SeriesName(features, features.classes(i)));
    Line& line = lines[place];
    line.set_row(embedding.row);
    line.set_column(embedding.column);
    line.set_series(place);
    Point& point = *line.add_points();
    point.set_x(features.x(i));
    point.set_y(features.y(i));
  }
  for (const auto& [place, line] : lines) *figure.add_lines() = line;
}

// What the weights were trained for; none where the run's result does not say it.
std::optional<double> Epochs(const Embedding& embedding) {
  const FeaturesRecipe& recipe = embedding.features.recipe();
  if (recipe.has_epochs()) return recipe.epochs();
  const RunResult& run = *embedding.run->result;
  return run.has_best_epoch() ? std::optional<double>(run.best_epoch()) : std::nullopt;
}

void AddCaption(const Embedding& embedding, Figure& figure) {
  const FeaturesResult& features = embedding.features;
  PanelCaption& caption = *figure.add_captions();
  caption.set_row(embedding.row);
  caption.set_column(embedding.column);
  if (!embedding.IsMeasured()) {
    caption.add_lines(IsAbsent(features.failure()) ? "absent" : "failed");
    return;
  }
  caption.add_lines(absl::StrFormat("silhouette %.2f, %d-NN %.1f %%", features.silhouette(),
                                    features.recipe().neighbors(),
                                    100 * features.neighbor_accuracy()));
  std::string last_line = absl::StrFormat("KL %.2f", features.kl_divergence());
  if (const std::optional<double> epochs = Epochs(embedding)) {
    absl::StrAppend(&last_line, features.recipe().has_epochs() ? ", epoch " : ", best epoch ",
                    *epochs, " of ", features.model().epochs());
  }
  caption.add_lines(last_line);
}

Table MakeTable(const std::vector<Embedding>& embeddings, const ReportRuns& runs, bool by_epoch) {
  Table table;
  for (const char* heading : {"data set", "encoder", "label"}) table.add_row_headings(heading);
  if (by_epoch) table.add_row_headings("after");
  AddColumn(table, {"epochs"}, "", 0);
  AddColumn(table, {"images"}, "", 0);
  AddColumn(table, {"silhouette"}, "", 3);
  AddColumn(table, {"nearest neighbours"}, "%", 2);
  AddColumn(table, {"KL divergence"}, "", 3);
  for (const Embedding& embedding : embeddings) {
    const RunOutcome& run = *embedding.run;
    const ComparedModels& models = runs.models[run.models];
    Row& row =
        AddRow(table, {models.dataset_title, models.encoder_title, runs.kinds[run.kind].title()});
    if (by_epoch) row.add_headings(embedding.name);
    const FeaturesResult& features = embedding.features;
    if (embedding.IsMeasured()) {
      *row.add_cells() = NumberCell(Epochs(embedding));
      *row.add_cells() = NumberCell(features.classes_size());
      *row.add_cells() = NumberCell(features.silhouette());
      *row.add_cells() = NumberCell(features.neighbor_accuracy());
      *row.add_cells() = NumberCell(features.kl_divergence());
      continue;
    }
    const RunFailure& failure = features.failure();
    for (int i = 0; i < table.columns_size(); ++i) {
      *row.add_cells() = FailureCell(failure, failure.message());
    }
  }
  return table;
}

void AddNotes(const std::vector<Embedding>& embeddings, bool by_epoch, Figure& figure) {
  std::set<int> neighbors;
  int most_images = 0;
  int most_classes = 0;
  for (const Embedding& embedding : embeddings) {
    if (!embedding.IsMeasured()) continue;
    neighbors.insert(embedding.features.recipe().neighbors());
    most_images = std::max(most_images, embedding.features.classes_size());
    most_classes = std::max(most_classes, embedding.features.num_classes());
  }
  if (neighbors.empty()) return;
  const std::string k = absl::StrJoin(neighbors, " or ");
  figure.add_notes(absl::StrCat(
      "Of the features themselves, not of the picture: silhouette, the mean over images (-1 to "
      "1); ",
      k, "-NN, the share of images that have the class of most of their ", k,
      " nearest others. KL: what t-SNE left of its divergence (nats). Axes, sizes of clusters and "
      "distances between them mean nothing."));
  if (most_images > kMostPoints) {
    figure.add_notes(absl::StrCat("Numbers and embedding are of ", most_images,
                                  " test images; drawn are the first ", kMostPoints,
                                  ", in the order of their SHA-256."));
  }
  if (!HasColor(most_classes - 1)) {
    const size_t colors = ClassColors().size();
    figure.add_notes(absl::StrCat("Of more than ", colors, " classes the first ", colors,
                                  " have colours, all others are grey."));
  }
  if (by_epoch) {
    figure.add_notes(
        "At 100 % the weights are those that are tested, of the best epoch by validation.");
  }
}

void SetPanels(const std::vector<KindGroup>& groups, const ReportRuns& runs,
               const std::vector<Embedding>& embeddings, bool by_epoch, Figure& figure) {
  figure.clear_columns();
  figure.mutable_x()->set_title("t-SNE 1");
  const auto add_row = [&](const std::string& heading) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(heading);
    row.mutable_y()->set_title("t-SNE 2");
  };
  if (!by_epoch) {
    for (const KindGroup& group : groups) add_row(group.title);
    for (const auto& kind : runs.kinds) figure.add_columns(kind.title());
    return;
  }
  for (const KindGroup& group : groups) {
    for (const RunOutcome* run : group.by_kind) {
      if (run == nullptr) continue;
      add_row(absl::StrCat(runs.kinds[run->kind].title(), ", ", group.title));
    }
  }
  for (const Embedding& embedding : embeddings) {
    if (embedding.row == 0) figure.add_columns(embedding.name);
  }
}

absl::Status CheckMeasurements(const ReportSpec& spec, const ReportRuns& runs) {
  for (const RunOutcome& run : runs.outcomes) {
    const auto names = [](const RunOutcome& of) {
      std::vector<std::string> all;
      for (const ReportSpec::Measurement* measured : of.measurements)
        all.push_back(measured->name());
      return absl::StrJoin(all, ", ");
    };
    const std::string found = names(run);
    const std::string first = names(runs.outcomes[0]);
    if (!found.empty() && found == first) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": run ", run.spec->name(), ": measurements: found \"", found,
                     "\", expected some, and those of the first run, \"", first, "\""));
  }
  return absl::OkStatus();
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  LABELREP_RETURN_IF_ERROR(CheckMeasurements(spec, runs));
  const bool by_epoch = runs.outcomes[0].measurements.size() > 1;
  const std::vector<KindGroup> groups = GroupKinds(runs);
  LABELREP_ASSIGN_OR_RETURN(const std::vector<Embedding> embeddings,
                            ReadEmbeddings(groups, by_epoch));
  Figure figure = StartFigure(spec, runs);
  figure.set_mark(Figure::POINTS);
  figure.set_series_title("class");
  figure.clear_series();
  SetPanels(groups, runs, embeddings, by_epoch, figure);
  const std::map<std::string, int> series = AddClasses(embeddings, figure);
  for (const Embedding& embedding : embeddings) {
    if (embedding.IsMeasured()) AddPoints(embedding, series, figure);
    AddCaption(embedding, figure);
  }
  for (const std::string& missing :
       MissingMeasurements(runs.outcomes, "features", [&](const RunOutcome& run) {
         std::vector<WantedMeasurement> wanted;
         for (const Embedding& embedding : embeddings) {
           if (embedding.run != &run) continue;
           wanted.push_back({embedding.name, embedding.features.failure().message()});
         }
         return wanted;
       })) {
    figure.add_missing(missing);
  }
  AddNotes(embeddings, by_epoch, figure);
  *figure.mutable_table() = MakeTable(embeddings, runs, by_epoch);
  *figure.mutable_table()->mutable_notes() = figure.notes();
  return figure;
}

const RegisteredForm kRegistered("embedding_figure", &Make);

}  // namespace
}  // namespace labelrep
