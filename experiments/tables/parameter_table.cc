// Tables 3 and 4: how many parameters the models have, counted in the models themselves.
//
// Rows: category and high-dimensional as in the paper, then the heads for labels of 48x48 (BERT)
// and of 50 values (GloVe); columns: spec.models().encoders(). Refuses no encoders, one that there
// is not, and fewer than one class.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "models/registry.h"

namespace labelrep {
namespace {

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs&) {
  const ReportSpec::Models& models = spec.models();
  if (models.encoders().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("table ", spec.name(), ": models.encoders: none"));
  }
  if (models.classes() < 1) {
    return absl::InvalidArgumentError(absl::StrCat(
        "table ", spec.name(), ": models.classes: ", models.classes(), ", expected at least 1"));
  }
  // The shape of one label.
  const std::vector<std::pair<std::string, std::vector<int32_t>>> forms = {
      {"Category", {models.classes()}},
      {"High-dimensional", {64, 64}},
      {"High-dimensional (BERT)", {48, 48}},
      {"Low-dimensional (GloVe)", {50}}};
  const std::string counted =
      absl::StrCat(models.classes(),
                   " classes; counted in the models, without the running statistics of batch norm");
  Table table = StartTable(spec, JoinSentences({spec.subtitle(), counted}), {"label", "shape"});
  NameColumnHeadings(table, {"encoder"});
  table.set_title(
      absl::StrCat(spec.title(), ", ", TitleOf(spec.catalogue().datasets(), models.dataset())));
  for (const std::string& encoder : models.encoders()) {
    AddColumn(table, {TitleOf(spec.catalogue().encoders(), encoder)}, "", 0);
  }
  for (const auto& [title, shape] : forms) {
    Row& row = AddRow(table, {title, absl::StrJoin(shape, "×")});
    for (const std::string& encoder : models.encoders()) {
      LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                                MakeZeroClassifier(encoder, shape));
      row.add_cells()->set_value(static_cast<double>(CountElements(model->Parameters())));
    }
  }
  return table;
}

const RegisteredForm kRegistered("parameter_table", &Make);

}  // namespace
}  // namespace labelrep
