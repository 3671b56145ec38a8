// Tables 3 and 4: how many parameters the models have, counted in the models themselves.
//
// Rows: category and high-dimensional as in the paper, then the heads for labels of 48x48 (BERT)
// and of 50 values (GloVe); columns: spec.models().encoders(). Refuses no encoders, one that there
// is not, and fewer than one class.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "models/registry.h"

namespace labelrep {
namespace {

struct LabelForm {
  std::string title;
  std::vector<int32_t> shape;  // of one label
};

absl::Status CheckSpec(const ReportSpec& spec) {
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

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs&) {
  LABELREP_RETURN_IF_ERROR(CheckSpec(spec));
  const ReportSpec::Models& models = spec.models();
  const std::vector<LabelForm> forms = {{"Category", {models.classes()}},
                                        {"High-dimensional", {64, 64}},
                                        {"High-dimensional (BERT)", {48, 48}},
                                        {"Low-dimensional (GloVe)", {50}}};
  Table table;
  table.set_name(spec.name());
  table.set_title(
      absl::StrCat(spec.title(), ", ", DatasetTitle(spec.catalogue(), models.dataset())));
  table.set_subtitle(JoinSentences(
      {spec.subtitle(),
       absl::StrCat(
           models.classes(),
           " classes; counted in the models, without the running statistics of batch norm")}));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  table.add_row_headings("shape");
  for (const std::string& encoder : models.encoders()) {
    Column& column = *table.add_columns();
    column.add_headings(EncoderTitle(spec.catalogue(), encoder));
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

const RegisteredTable kRegistered("parameter_table", &Make);

}  // namespace
}  // namespace labelrep
