#include "experiments/tables/parameter_table.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/tables/titles.h"
#include "lib/base/status_macros.h"
#include "models/registry.h"

namespace labelrep {
namespace {

struct LabelForm {
  std::string title;
  std::vector<int32_t> shape;  // of one label
};

absl::Status CheckSpec(const TableSpec& spec) {
  if (spec.models().encoders().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("table ", spec.name(), ": models.encoders: none"));
  }
  if (spec.models().classes() < 1) {
    return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(),
                                                   ": models.classes: ", spec.models().classes(),
                                                   ", expected at least 1"));
  }
  return absl::OkStatus();
}

// "Table 3" of "table3".
std::string Numbered(const std::string& name) {
  return absl::StrCat("Table ", name.substr(name.find_last_not_of("0123456789") + 1));
}

}  // namespace

absl::StatusOr<Table> MakeParameterTable(const TableSpec& spec) {
  LABELREP_RETURN_IF_ERROR(CheckSpec(spec));
  const TableSpec::Models& models = spec.models();
  const std::vector<LabelForm> forms = {{"Category", {models.classes()}},
                                        {"High-dimensional", {64, 64}},
                                        {"High-dimensional (BERT)", {48, 48}},
                                        {"Low-dimensional (GloVe)", {50}}};
  Table table;
  table.set_name(spec.name());
  table.set_title(absl::StrCat(Numbered(spec.name()), ": parameters of the models, ",
                               DatasetTitle(models.dataset())));
  table.set_subtitle(absl::StrCat(
      ModelsProfileTitle(spec.profile()), ". ", models.classes(),
      " classes; counted in the models, without the running statistics of batch norm"));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  table.add_row_headings("shape");
  for (const std::string& encoder : models.encoders()) {
    Column& column = *table.add_columns();
    column.add_headings(EncoderTitle(encoder));
    column.set_decimals(0);
  }
  for (const LabelForm& form : forms) {
    Row& row = *table.add_rows();
    row.add_headings(form.title);
    row.add_headings(absl::StrJoin(form.shape, "×"));
    for (const std::string& encoder : models.encoders()) {
      LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                                MakeZeroClassifier(encoder, form.shape));
      row.add_cells()->set_value(static_cast<double>(CountElements(model->Parameters())));
    }
  }
  return table;
}

}  // namespace labelrep
