#include "experiments/report/runs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// A field in which a recipe is not the run's.
struct Difference {
  std::string field;
  std::string found;
  std::string expected;
};

std::optional<Difference> FirstDifference(const Recipe& recipe, const ReportSpec::Run& run) {
  const Difference fields[] = {
      {"dataset", recipe.dataset(), run.dataset()},
      {"encoder", recipe.encoder(), run.encoder()},
      {"label.kind", recipe.label().kind(), run.label()},
      {"seed", absl::StrCat(recipe.seed()), absl::StrCat(run.seed())},
      {"train_fraction_percent", absl::StrCat(recipe.train_fraction_percent()),
       absl::StrCat(run.train_fraction_percent())}};
  for (const Difference& field : fields) {
    if (field.found != field.expected) return field;
  }
  return std::nullopt;
}

// Without its name a variant would be taken for the label kind as it is.
absl::Status CheckVariant(const ReportSpec& spec, const ReportSpec::Run& run) {
  const ReportSpec::Run::Variant& variant = run.variant();
  if (!run.has_variant() || (!variant.name().empty() && !variant.title().empty())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(spec.name(), ": run ", run.name(), ": variant: name \"", variant.name(),
                   "\", title \"", variant.title(), "\", expected both"));
}

absl::Status CheckResult(const ReportSpec::Run& run, const RunResult& result) {
  const auto wrong = [&](const auto&... text) {
    return absl::FailedPreconditionError(absl::StrCat(run.result(), ": ", text...));
  };
  if (result.has_test() && result.test().images() <= 0) {
    return wrong("test.images: ", result.test().images(), ", expected more than 0");
  }
  if (!result.has_recipe()) {
    if (!result.has_test()) return absl::OkStatus();
    return wrong("recipe: none, expected that of run ", run.name());
  }
  if (const auto differs = FirstDifference(result.recipe(), run)) {
    return wrong("recipe.", differs->field, ": '", differs->found, "', expected '",
                 differs->expected, "' as the table says of run ", run.name());
  }
  return absl::OkStatus();
}

// Data and labels of one name are the same in all runs: what differs in them cannot be compared,
// and no mean be taken.
absl::Status CheckSameInputs(const std::vector<RunOutcome>& outcomes) {
  // Field and name -> digest and file of the first run that has it.
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> first_of;
  for (const RunOutcome& outcome : outcomes) {
    const RunResult& run = *outcome.result;
    const std::string& dataset = run.recipe().dataset();
    const LabelRecipe& label = run.recipe().label();
    const std::string labels = absl::StrCat(dataset, " ", label.kind(), ", source \"",
                                            label.source(), "\", seed ", label.seed());
    const std::string& file = outcome.spec->result();
    const std::tuple<const char*, std::string, std::string> inputs[] = {
        {"train_data_sha256", dataset, run.train_data_sha256()},
        {"test_data_sha256", dataset, run.test_data_sha256()},
        {"labels_sha256", labels, run.labels_sha256()}};
    for (const auto& [field, name, digest] : inputs) {
      if (digest.empty()) continue;
      const auto& first = first_of.try_emplace({field, name}, digest, file).first->second;
      if (first.first == digest) continue;
      return absl::FailedPreconditionError(
          absl::StrCat(file, ": ", field, ": found ", digest, ", but ", first.first, " in ",
                       first.second, ", both of ", name,
                       "; the runs of a table need the same data and labels: train one of "
                       "them again"));
    }
  }
  return absl::OkStatus();
}

// An attack that was run has the model's recipe; one that could not be has what was asked for.
absl::Status CheckAttack(const std::string& file, const AttackResult& result,
                         const RunOutcome& outcome) {
  if (!result.has_model()) return absl::OkStatus();
  return CheckIsOfModel(file, result.model(), result.weights_sha256(), outcome);
}

// A transferred attack names its source by the label kind alone.
absl::Status CheckHasNoVariants(const ReportSpec& spec,
                                const ReportSpec::Measurement& transferred) {
  for (const ReportSpec::Run& run : spec.runs()) {
    if (!run.has_variant()) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        spec.name(), ": ", transferred.name(), " has images made against another model, but run ",
        run.name(), " is of variant \"", run.variant().name(),
        "\"; expected runs without variants beside such attacks"));
  }
  return absl::OkStatus();
}

// The run that a measurement is of.
absl::StatusOr<RunOutcome*> FindRun(const ReportSpec& spec, const ReportSpec::Measurement& measured,
                                    std::vector<RunOutcome>& outcomes) {
  for (RunOutcome& outcome : outcomes) {
    if (outcome.spec->name() == measured.run()) return &outcome;
  }
  return absl::InvalidArgumentError(absl::StrCat(spec.name(), ": ", measured.name(), ": run \"",
                                                 measured.run(), "\" is none of the runs"));
}

absl::Status AddMeasurements(const ReportSpec& spec, const ReportInputs& inputs,
                             std::vector<RunOutcome>& outcomes) {
  for (int i = 0; i < spec.attacks_size(); ++i) {
    const ReportSpec::Measurement& attack = spec.attacks(i);
    LABELREP_ASSIGN_OR_RETURN(RunOutcome* const run, FindRun(spec, attack, outcomes));
    LABELREP_RETURN_IF_ERROR(CheckAttack(attack.result(), inputs.attacks.at(i), *run));
    if (inputs.attacks[i].has_transferred_from()) {
      LABELREP_RETURN_IF_ERROR(CheckHasNoVariants(spec, attack));
    }
    run->attacks.push_back(MakeReportAttack(spec.catalogue(), attack.name(), inputs.attacks[i]));
  }
  for (const ReportSpec::Measurement& measured : spec.measurements()) {
    LABELREP_ASSIGN_OR_RETURN(RunOutcome* const run, FindRun(spec, measured, outcomes));
    run->measurements.push_back(&measured);
  }
  return absl::OkStatus();
}

int IndexOf(const std::string& name, const std::vector<std::string>& names) {
  return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

// Fills `models`, of the runs too.
void SetModels(const Catalogue& catalogue, ReportRuns& runs) {
  std::vector<std::string> datasets;
  std::vector<std::string> encoders;
  for (const RunOutcome& outcome : runs.outcomes) {
    datasets.push_back(outcome.spec->dataset());
    encoders.push_back(outcome.spec->encoder());
  }
  datasets = InOrderOf(catalogue.datasets(), datasets);
  encoders = InOrderOf(catalogue.encoders(), encoders);
  std::map<std::pair<int, int>, std::vector<RunOutcome*>> by_models;
  for (RunOutcome& outcome : runs.outcomes) {
    by_models[{IndexOf(outcome.spec->dataset(), datasets),
               IndexOf(outcome.spec->encoder(), encoders)}]
        .push_back(&outcome);
  }
  for (const auto& [place, outcomes] : by_models) {
    for (RunOutcome* outcome : outcomes) outcome->models = static_cast<int>(runs.models.size());
    const std::string dataset = TitleOf(catalogue.datasets(), datasets[place.first]);
    const std::string encoder = TitleOf(catalogue.encoders(), encoders[place.second]);
    runs.models.push_back(
        {dataset, encoder, datasets.size() > 1 ? dataset + ", " + encoder : encoder});
  }
}

// Adds the runs of a label kind as it is (variant "") or in a variant.
void AddKind(const Catalogue& catalogue, const std::string& name, const std::string& variant,
             ReportRuns& runs) {
  const Catalogue::LabelKind* known = FindEntry(catalogue.labels(), name);
  Catalogue::LabelKind& entry = runs.kinds.emplace_back();
  if (known != nullptr) entry = *known;
  entry.set_name(name);
  for (RunOutcome& outcome : runs.outcomes) {
    if (outcome.spec->label() != name || outcome.spec->variant().name() != variant) continue;
    outcome.kind = static_cast<int>(runs.kinds.size()) - 1;
    entry.set_title(KindTitle(catalogue, *outcome.spec));
  }
}

// Fills `kinds` and `variants`, and the kind of each run.
void SetKinds(const Catalogue& catalogue, ReportRuns& runs) {
  std::vector<std::string> names;
  for (const RunOutcome& outcome : runs.outcomes) names.push_back(outcome.spec->label());
  for (const std::string& name : InOrderOf(catalogue.labels(), names)) {
    std::vector<std::string> variants;
    for (const RunOutcome& outcome : runs.outcomes) {
      if (outcome.spec->label() == name) variants.push_back(outcome.spec->variant().name());
    }
    for (const std::string& variant : InOrder(variants, {""})) {
      AddKind(catalogue, name, variant, runs);
      runs.variants.push_back(variant);
    }
  }
}

// "CIFAR-10, ResNet-32", and what tells `run` from others of these models.
std::string GroupTitle(const ReportRuns& runs, const RunOutcome& run) {
  std::set<double> percents;
  std::set<uint32_t> seeds;
  for (const RunOutcome& other : runs.outcomes) {
    if (other.models != run.models) continue;
    percents.insert(other.spec->train_fraction_percent());
    seeds.insert(other.spec->seed());
  }
  const ComparedModels& models = runs.models[run.models];
  std::string title = absl::StrCat(models.dataset_title, ", ", models.encoder_title);
  if (percents.size() > 1) absl::StrAppend(&title, ", ", run.spec->train_fraction_percent(), " %");
  if (seeds.size() > 1) absl::StrAppend(&title, ", seed ", run.spec->seed());
  return title;
}

}  // namespace

absl::Status CheckIsOfModel(const std::string& file, const Recipe& model,
                            const std::string& weights_sha256, const RunOutcome& run) {
  const auto wrong = [&](const auto&... text) {
    return absl::FailedPreconditionError(absl::StrCat(file, ": ", text...));
  };
  if (const auto differs = FirstDifference(model, *run.spec)) {
    return wrong("model.", differs->field, ": found \"", differs->found, "\", expected \"",
                 differs->expected, "\", as that of the run ", run.spec->name());
  }
  const std::string& weights = run.result->weights_sha256();
  if (!weights.empty() && !weights_sha256.empty() && weights_sha256 != weights) {
    return wrong("weights_sha256: found \"", weights_sha256, "\", expected \"", weights,
                 "\", as in ", run.spec->result(), "; measure that run's weights again");
  }
  return absl::OkStatus();
}

bool RunOutcome::IsAbsent() const {
  return !IsMeasured() && (!result->has_failure() || labelrep::IsAbsent(result->failure()));
}

std::vector<RunOutcome> ReportRuns::Of(int models, int kind) const {
  std::vector<RunOutcome> of;
  std::copy_if(
      outcomes.begin(), outcomes.end(), std::back_inserter(of),
      [&](const RunOutcome& outcome) { return outcome.models == models && outcome.kind == kind; });
  return of;
}

std::optional<int> ReportRuns::FindKind(const std::string& name, const std::string& variant) const {
  for (size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name() == name && variants[i] == variant) return static_cast<int>(i);
  }
  return std::nullopt;
}

absl::StatusOr<ReportRuns> FindRuns(const ReportSpec& spec, const ReportInputs& inputs) {
  if (spec.runs().empty())
    return absl::InvalidArgumentError(absl::StrCat(spec.name(), ": no runs"));
  ReportRuns runs;
  for (int i = 0; i < spec.runs_size(); ++i) {
    LABELREP_RETURN_IF_ERROR(CheckVariant(spec, spec.runs(i)));
    LABELREP_RETURN_IF_ERROR(CheckResult(spec.runs(i), inputs.runs.at(i)));
    RunOutcome& outcome = runs.outcomes.emplace_back();
    outcome.spec = &spec.runs(i);
    outcome.result = &inputs.runs[i];
  }
  LABELREP_RETURN_IF_ERROR(CheckSameInputs(runs.outcomes));
  LABELREP_RETURN_IF_ERROR(AddMeasurements(spec, inputs, runs.outcomes));
  SetModels(spec.catalogue(), runs);
  SetKinds(spec.catalogue(), runs);
  return runs;
}

std::vector<SeedGroup> GroupSeeds(const ReportRuns& runs) {
  std::map<std::tuple<int, double, int>, SeedGroup> groups;
  for (const RunOutcome& outcome : runs.outcomes) {
    const double percent = outcome.spec->train_fraction_percent();
    SeedGroup& group = groups[{outcome.models, percent, outcome.kind}];
    group.models = outcome.models;
    group.kind = outcome.kind;
    group.percent = percent;
    group.seeds.push_back(outcome);
  }
  std::vector<SeedGroup> in_order;
  for (auto& [place, group] : groups) in_order.push_back(std::move(group));
  return in_order;
}

bool HasSeveralFractions(const std::vector<SeedGroup>& groups) {
  return std::any_of(groups.begin(), groups.end(),
                     [&](const SeedGroup& group) { return group.percent != groups[0].percent; });
}

std::vector<KindGroup> GroupKinds(const ReportRuns& runs) {
  std::map<std::tuple<int, double, uint32_t>, KindGroup> groups;
  for (const RunOutcome& outcome : runs.outcomes) {
    const ReportSpec::Run& run = *outcome.spec;
    KindGroup& group = groups[{outcome.models, run.train_fraction_percent(), run.seed()}];
    group.title = GroupTitle(runs, outcome);
    group.by_kind.resize(runs.kinds.size(), nullptr);
    const RunOutcome*& of_kind = group.by_kind[outcome.kind];
    if (of_kind == nullptr) of_kind = &outcome;
  }
  std::vector<KindGroup> in_order;
  for (auto& [place, group] : groups) in_order.push_back(std::move(group));
  return in_order;
}

}  // namespace labelrep
