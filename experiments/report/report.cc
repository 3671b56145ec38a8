#include "experiments/report/report.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"

namespace labelrep {
namespace {

// Never destroyed, so that its order with other static objects does not matter.
std::map<std::string, ReportForm>& Registry() {
  static auto& registry = *new std::map<std::string, ReportForm>;
  return registry;
}

void Register(const std::string& form, const ReportForm& functions) {
  LABELREP_CHECK(Registry().emplace(form, functions).second,
                 absl::StrCat("two tables or figures are called ", form).c_str());
}

// The results of runs or attacks; an empty one where no file is named or the file is not there.
template <typename Result, typename Entries>
absl::StatusOr<std::vector<Result>> ReadResults(const Entries& entries) {
  std::vector<Result> results(entries.size());
  for (int i = 0; i < entries.size(); ++i) {
    if (!entries[i].has_result()) continue;
    const absl::Status status = ReadBinaryProto(entries[i].result(), &results[i]);
    if (!status.ok() && status.code() != absl::StatusCode::kNotFound) return status;
  }
  return results;
}

absl::Status Missing(const std::string& form, const char* what) {
  const auto name = [](std::string* out, const auto& entry) { out->append(entry.first); };
  return absl::NotFoundError(absl::StrCat(
      what, " \"", form, "\": unknown; expected one of: ", absl::StrJoin(Registry(), ", ", name)));
}

}  // namespace

absl::StatusOr<ReportInputs> ReadInputs(const ReportSpec& spec) {
  ReportInputs inputs;
  LABELREP_ASSIGN_OR_RETURN(inputs.runs, ReadResults<RunResult>(spec.runs()));
  LABELREP_ASSIGN_OR_RETURN(inputs.attacks, ReadResults<AttackResult>(spec.attacks()));
  for (const ReportSpec::Labels& entry : spec.label_sets()) {
    LABELREP_ASSIGN_OR_RETURN(LabelSet labels, ReadLabelSet(entry.file()));
    inputs.label_sets.push_back(std::move(labels));
  }
  return inputs;
}

RegisteredTable::RegisteredTable(const std::string& form, MakeTableFunction make) {
  Register(form, {.make_table = make});
}

RegisteredFigure::RegisteredFigure(const std::string& form, MakeFigureFunction make) {
  Register(form, {.make_figure = make});
}

absl::StatusOr<ReportForm> FindForm(const std::string& form) {
  const auto found = Registry().find(form);
  if (found == Registry().end()) return Missing(form, "form");
  return found->second;
}

absl::StatusOr<Table> MakeTable(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportForm form, FindForm(spec.form()));
  if (form.make_table == nullptr) return Missing(spec.form(), "form of a table");
  return form.make_table(spec, inputs);
}

absl::StatusOr<Figure> MakeFigure(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportForm form, FindForm(spec.form()));
  if (form.make_figure == nullptr) return Missing(spec.form(), "form of a figure");
  return form.make_figure(spec, inputs);
}

}  // namespace labelrep
