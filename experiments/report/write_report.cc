#include "experiments/report/write_report.h"

#include "experiments/report/report.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"
#include "lib/viz/write_figure.h"

namespace labelrep {
namespace {

absl::StatusOr<ReportSpec> ReadSpec(const std::string& path) {
  ReportSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(path, &spec));
  for (ReportSpec::Run& run : *spec.mutable_runs()) {
    if (run.has_result()) run.set_result(UserPath(run.result()));
  }
  for (ReportSpec::Attack& attack : *spec.mutable_attacks()) {
    if (attack.has_result()) attack.set_result(UserPath(attack.result()));
  }
  for (ReportSpec::Measurement& measured : *spec.mutable_measurements()) {
    if (measured.has_result()) measured.set_result(UserPath(measured.result()));
  }
  for (ReportSpec::Labels& labels : *spec.mutable_label_sets()) {
    labels.set_file(UserPath(labels.file()));
  }
  return spec;
}

}  // namespace

absl::Status WriteReport(const std::string& spec_path, const std::string& out_prefix) {
  LABELREP_ASSIGN_OR_RETURN(const ReportSpec spec, ReadSpec(spec_path));
  LABELREP_ASSIGN_OR_RETURN(const ReportForm form, FindForm(spec.form()));
  LABELREP_ASSIGN_OR_RETURN(const ReportInputs inputs, ReadInputs(spec));
  if (form.make_table != nullptr) {
    LABELREP_ASSIGN_OR_RETURN(const Table table, form.make_table(spec, inputs));
    return WriteTable(table, out_prefix);
  }
  LABELREP_ASSIGN_OR_RETURN(const Figure figure, form.make_figure(spec, inputs));
  return WriteFigure(figure, out_prefix);
}

}  // namespace labelrep
