// Table 5: the layers of the label decoder with input and output shapes, observed in a forward
// pass.
//
// Rows: the layers with weights of the decoder for labels of 64x64, then for 48x48. Where the
// encoders of spec.models() differ in what they hand to the decoder, a shape names them. Refuses no
// encoders, and one that there is not.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {
namespace {

// A layer with weights, and what is done to its input first.
struct WeightedLayer {
  std::string before;
  TracedLayer layer;
};

absl::StatusOr<std::vector<WeightedLayer>> TraceDecoder(const std::string& encoder, int32_t size) {
  const std::vector<int32_t> shape = {size, size};
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(encoder, shape));
  std::vector<WeightedLayer> weighted;
  std::vector<std::string> before;
  for (TracedLayer& layer : MeasureComplexity(*model).head.layers) {
    if (layer.multiply_adds == 0) {
      before.push_back(layer.operation);
    } else {
      weighted.push_back({absl::StrJoin(before, ", "), std::move(layer)});
      before.clear();
    }
  }
  return weighted;
}

std::string ShapeText(const std::vector<int64_t>& shape) { return absl::StrJoin(shape, "×"); }

// "3×3" and the like; "–" where a layer has none.
std::string KernelText(const std::vector<int64_t>& kernel) {
  return kernel.empty() ? "–" : ShapeText(kernel);
}

std::string StepText(const std::vector<int64_t>& step) {
  if (step.empty()) return "–";
  const bool square =
      std::all_of(step.begin(), step.end(), [&](int64_t size) { return size == step[0]; });
  return square ? absl::StrCat(step[0]) : ShapeText(step);
}

// One text, or each text with the encoders that have it: "512 (VGG19), 64 (ResNet-32, ResNet-110)".
std::string Merge(const std::vector<std::string>& texts, const std::vector<std::string>& titles) {
  const std::vector<std::string> different = InOrder(texts, {});
  if (different.size() == 1) return different[0];
  std::vector<std::string> parts;
  for (const std::string& text : different) {
    std::vector<std::string> names;
    for (size_t i = 0; i < texts.size(); ++i) {
      if (texts[i] == text) names.push_back(titles[i]);
    }
    parts.push_back(absl::StrCat(text, " (", absl::StrJoin(names, ", "), ")"));
  }
  return absl::StrJoin(parts, ", ");
}

// The cells of a layer, one text for each column.
std::vector<std::string> CellTexts(const WeightedLayer& weighted) {
  const TracedLayer& layer = weighted.layer;
  return {weighted.before.empty() ? "–" : weighted.before,
          ShapeText(layer.input_shape),
          ShapeText(layer.output_shape),
          KernelText(layer.kernel),
          StepText(layer.stride),
          StepText(layer.padding)};
}

absl::Status AddDecoder(const ReportSpec& spec, int32_t size, Table& table) {
  std::vector<std::vector<WeightedLayer>> decoders;
  std::vector<std::string> titles;
  for (const std::string& encoder : spec.models().encoders()) {
    titles.push_back(EncoderTitle(spec.catalogue(), encoder));
    LABELREP_ASSIGN_OR_RETURN(std::vector<WeightedLayer> decoder, TraceDecoder(encoder, size));
    decoders.push_back(std::move(decoder));
  }
  for (size_t i = 0; i < decoders[0].size(); ++i) {
    Row& row = *table.add_rows();
    row.add_headings(ShapeText({size, size}));
    row.add_headings(decoders[0][i].layer.operation);
    for (int j = 0; j < table.columns_size(); ++j) {
      std::vector<std::string> texts;
      for (const auto& decoder : decoders) texts.push_back(CellTexts(decoder[i])[j]);
      row.add_cells()->set_text(Merge(texts, titles));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs&) {
  if (spec.models().encoders().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("table ", spec.name(), ": models.encoders: none"));
  }
  Table table;
  table.set_name(spec.name());
  table.set_title(spec.title());
  table.set_subtitle(JoinSentences(
      {spec.subtitle(),
       "Shapes of one image, observed in a forward pass: features, or channels × height × width"}));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  table.add_row_headings("layer");
  for (const char* heading : {"preceded by", "input", "output", "kernel", "stride", "padding"}) {
    table.add_columns()->add_headings(heading);
  }
  for (int32_t size : {64, 48}) LABELREP_RETURN_IF_ERROR(AddDecoder(spec, size, table));
  return table;
}

const RegisteredTable kRegistered("decoder_table", &Make);

}  // namespace
}  // namespace labelrep
