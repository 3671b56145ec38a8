// The mean feature norm of each class, a line for each label kind.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "experiments/class_norms/class_norms.pb.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/figure_runs.h"
#include "experiments/report/report.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

void AddLine(const ClassNormsResult& norms, int series, Figure& figure) {
  Line& line = *figure.add_lines();
  line.set_row(0);
  line.set_column(0);
  line.set_series(series);
  for (int i = 0; i < norms.mean_norms_size(); ++i) {
    Point& point = *line.add_points();
    point.set_x(i);
    point.set_y(norms.mean_norms(i));
  }
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  figure.mutable_x()->set_title("class");
  figure.add_rows()->mutable_y()->set_title("mean norm of the features");
  const std::vector<std::string> kinds = LabelKinds(spec.catalogue(), outcomes);
  for (const ReportSpec::Measurement& measured : spec.measurements()) {
    ClassNormsResult norms;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(measured.result(), &norms));
    if (norms.has_failure()) {
      figure.add_missing(absl::StrCat(measured.run(), ": ", norms.failure().message()));
      continue;
    }
    const auto kind = std::find(kinds.begin(), kinds.end(), norms.model().label().kind());
    AddLine(norms, static_cast<int>(kind - kinds.begin()), figure);
  }
  return figure;
}

const RegisteredFigure kRegistered("class_norms_figure", &Make);

}  // namespace
}  // namespace labelrep
