#include "experiments/report/report.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/known_names.h"
#include "experiments/measure/measurement_kinds.h"
#include "experiments/record/envelope.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"
#include "lib/report/write_table.h"
#include "lib/viz/write_figure.h"
#include "results/published/published.h"

namespace labelrep {
namespace {

// One of the two is null.
struct Form {
  MakeTableFunction make_table = nullptr;
  MakeFigureFunction make_figure = nullptr;
};

// Never destroyed, so that its order with other static objects does not matter.
std::map<std::string, Form>& Registry() {
  static auto& registry = *new std::map<std::string, Form>;
  return registry;
}

void Register(const std::string& name, const Form& form) {
  LABELREP_CHECK(Registry().emplace(name, form).second,
                 absl::StrCat("two tables or figures are called ", name).c_str());
}

// Without functions where there is none of this name.
Form FindForm(const std::string& name) {
  const auto found = Registry().find(name);
  return found == Registry().end() ? Form() : found->second;
}

absl::Status Unknown(const char* what, const std::string& form) {
  const auto name = [](std::string* out, const auto& entry) { out->append(entry.first); };
  return absl::NotFoundError(
      absl::StrCat("form of a ", what, " \"", form,
                   "\": unknown; expected one of: ", absl::StrJoin(Registry(), ", ", name)));
}

// The results of runs or attacks; an empty one where no file is named or the file is not there.
template <typename Result, typename Entries>
absl::StatusOr<std::vector<Result>> ReadResults(const std::string& kind, const Entries& entries) {
  std::vector<Result> results(entries.size());
  for (int i = 0; i < entries.size(); ++i) {
    if (!entries[i].has_result()) continue;
    const absl::Status status = ReadMeasured(kind, entries[i].result(), &results[i]);
    if (!status.ok() && status.code() != absl::StatusCode::kNotFound) return status;
  }
  return results;
}

absl::StatusOr<ReportSpec> ReadSpec(const std::string& path) {
  ReportSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(path, &spec));
  const auto find_results = [](auto& entries) {
    for (auto& entry : entries) {
      if (entry.has_result()) entry.set_result(UserPath(entry.result()));
    }
  };
  find_results(*spec.mutable_runs());
  find_results(*spec.mutable_attacks());
  find_results(*spec.mutable_measurements());
  for (ReportSpec::Measurement& measured : *spec.mutable_measurements()) {
    for (auto& file : *measured.mutable_files()) file.set_path(UserPath(file.path()));
  }
  for (ReportSpec::Labels& labels : *spec.mutable_label_sets()) {
    if (labels.has_file()) labels.set_file(UserPath(labels.file()));
    if (labels.has_recordings()) labels.set_recordings(UserPath(labels.recordings()));
  }
  if (spec.has_published()) spec.set_published(UserPath(spec.published()));
  return spec;
}

}  // namespace

absl::Status ReadMeasured(const std::string& kind_name, const std::string& file,
                          google::protobuf::Message* result) {
  LABELREP_ASSIGN_OR_RETURN(const MeasurementKind* kind, FindMeasurementKind(kind_name));
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file, result));
  // One that failed need not have got as far as its recipe.
  if (FailureOf(*result) != nullptr || RecipeDigests(*kind, *result).count("recipe") == 0) {
    return absl::OkStatus();
  }
  return CheckStatedDigests(*kind, file, *result);
}

absl::StatusOr<ReportInputs> ReadInputs(const ReportSpec& spec) {
  ReportInputs inputs;
  LABELREP_ASSIGN_OR_RETURN(inputs.runs, ReadResults<RunResult>("run", spec.runs()));
  LABELREP_ASSIGN_OR_RETURN(inputs.attacks, ReadResults<AttackResult>("attack", spec.attacks()));
  for (const ReportSpec::Labels& entry : spec.label_sets()) {
    LabelSet& labels = inputs.label_sets.emplace_back();
    if (!entry.has_file()) continue;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(entry.file(), &labels));
    if (labels.has_failure()) continue;
    LABELREP_RETURN_IF_ERROR(ValidateLabelSet(labels, entry.file()));
  }
  if (spec.has_published()) {
    LABELREP_ASSIGN_OR_RETURN(inputs.published,
                              ReadPublished(spec.published(), NamesOfCatalogue(spec.catalogue())));
  }
  return inputs;
}

absl::Status CheckHasPublished(const ReportSpec& spec, const ReportInputs& inputs) {
  if (inputs.published.numbers().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": published: expected a file of published numbers"));
  }
  for (const ReportSpec::Run& run : spec.runs()) {
    if (!run.has_variant()) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        spec.name(), ": run ", run.name(), ": variant: \"", run.variant().name(),
        "\", expected none beside published numbers, which do not say that they are of one"));
  }
  return absl::OkStatus();
}

RegisteredForm::RegisteredForm(const std::string& form, MakeTableFunction make) {
  Register(form, {.make_table = make});
}

RegisteredForm::RegisteredForm(const std::string& form, MakeFigureFunction make) {
  Register(form, {.make_figure = make});
}

absl::StatusOr<Table> MakeTable(const ReportSpec& spec, const ReportInputs& inputs) {
  const Form form = FindForm(spec.form());
  if (form.make_table == nullptr) return Unknown("table", spec.form());
  return form.make_table(spec, inputs);
}

absl::StatusOr<Figure> MakeFigure(const ReportSpec& spec, const ReportInputs& inputs) {
  const Form form = FindForm(spec.form());
  if (form.make_figure == nullptr) return Unknown("figure", spec.form());
  return form.make_figure(spec, inputs);
}

absl::Status WriteReport(const std::string& spec_path, const std::string& out_prefix) {
  LABELREP_ASSIGN_OR_RETURN(const ReportSpec spec, ReadSpec(spec_path));
  LABELREP_ASSIGN_OR_RETURN(const ReportInputs inputs, ReadInputs(spec));
  if (FindForm(spec.form()).make_table != nullptr) {
    LABELREP_ASSIGN_OR_RETURN(const Table table, MakeTable(spec, inputs));
    return WriteTable(table, out_prefix);
  }
  LABELREP_ASSIGN_OR_RETURN(const Figure figure, MakeFigure(spec, inputs));
  return WriteFigure(figure, out_prefix);
}

}  // namespace labelrep
