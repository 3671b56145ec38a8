// Table 5: the layers of the label decoder with input and output shapes, observed in a forward
// pass.
//
// Rows: the layers with weights of the decoder for labels of 64x64, then for 48x48. Where the
// encoders of spec.models() differ in what they hand to the decoder, a shape names them. Refuses no
// encoders, and one that there is not.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {
namespace {

constexpr const char* kColumns[] = {"preceded by", "input",  "output",
                                    "kernel",      "stride", "padding"};

// A layer with weights, and the texts of its cells.
struct LayerRow {
  std::string operation;
  std::vector<std::string> texts;
};

// "3×3" and the like, "4" for 4×4 where one side says all; "–" where a layer has none.
std::string ShapeText(const std::vector<int64_t>& shape, bool one_side = false) {
  if (shape.empty()) return "–";
  const bool square = std::count(shape.begin(), shape.end(), shape[0]) == shape.size();
  return one_side && square ? absl::StrCat(shape[0]) : absl::StrJoin(shape, "×");
}

absl::StatusOr<std::vector<LayerRow>> TraceDecoder(const std::string& encoder, int32_t size) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(encoder, {size, size}));
  std::vector<LayerRow> rows;
  // What is done to the input of the next layer with weights first.
  std::vector<std::string> before;
  for (const TracedLayer& layer : MeasureComplexity(*model).head.layers) {
    if (layer.multiply_adds == 0) {
      before.push_back(layer.operation);
      continue;
    }
    rows.push_back({layer.operation,
                    {before.empty() ? "–" : absl::StrJoin(before, ", "),
                     ShapeText(layer.input_shape), ShapeText(layer.output_shape),
                     ShapeText(layer.kernel), ShapeText(layer.stride, /*one_side=*/true),
                     ShapeText(layer.padding, /*one_side=*/true)}});
    before.clear();
  }
  return rows;
}

absl::Status AddDecoder(const ReportSpec& spec, int32_t size, Table& table) {
  std::vector<std::vector<LayerRow>> decoders;
  for (const std::string& encoder : spec.models().encoders()) {
    LABELREP_ASSIGN_OR_RETURN(decoders.emplace_back(), TraceDecoder(encoder, size));
  }
  for (size_t i = 0; i < decoders[0].size(); ++i) {
    Row& row = AddRow(table, {ShapeText({size, size}), decoders[0][i].operation});
    for (int j = 0; j < table.columns_size(); ++j) {
      // "512 (VGG19), 64 (ResNet-32, ResNet-110)" where they differ.
      NamesByText encoders;
      for (size_t k = 0; k < decoders.size(); ++k) {
        encoders.Add(decoders[k][i].texts[j], TitleOf(spec.catalogue().encoders(),
                                                      spec.models().encoders(static_cast<int>(k))));
      }
      row.add_cells()->set_text(encoders.Text());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs&) {
  if (spec.models().encoders().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("table ", spec.name(), ": models.encoders: none"));
  }
  const std::string observed =
      "Shapes of one image, observed in a forward pass: features, or channels × height × width";
  Table table = StartTable(spec, JoinSentences({spec.subtitle(), observed}), {"label", "layer"});
  for (const char* heading : kColumns) AddColumn(table, {heading});
  for (int32_t size : {64, 48}) LABELREP_RETURN_IF_ERROR(AddDecoder(spec, size, table));
  return table;
}

const RegisteredForm kRegistered("decoder_table", &Make);

}  // namespace
}  // namespace labelrep
