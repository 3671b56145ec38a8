#include "experiments/site/images/image_table.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/runs.h"
#include "experiments/site/images/shared_images.h"
#include "lib/base/status_macros.h"
#include "results/decisions.pb.h"

namespace labelrep {
namespace {

// Of a result that was measured, or of none.
struct FoundDecisions {
  std::string file;
  DecisionsResult result;
  std::string missing;  // why there is none
};

struct FoundAttack {
  const ReportSpec::Measurement* asked = nullptr;
  ReportAttack attack;
};

// What was found of a label kind's model.
struct FoundKind {
  const RunOutcome* run = nullptr;
  std::string title;
  FoundDecisions decisions;
  std::vector<FoundAttack> attacks;
};

absl::StatusOr<FoundDecisions> ReadDecisions(const RunOutcome& run) {
  FoundDecisions found;
  for (const ReportSpec::Measurement* measured : run.measurements) {
    if (measured->name() != "decisions") continue;
    found.file = measured->result();
    LABELREP_RETURN_IF_ERROR(ReadMeasured("decisions", found.file, &found.result));
    found.missing = found.result.failure().message();
    if (found.result.has_failure()) return found;
    LABELREP_RETURN_IF_ERROR(
        CheckIsOfModel(found.file, found.result.model(), found.result.weights_sha256(), run));
    return found;
  }
  found.missing = "not measured";
  return found;
}

std::vector<FoundAttack> AttacksOn(const RunOutcome& run, const ReportSpec& spec,
                                   const ReportInputs& inputs) {
  std::vector<FoundAttack> attacks;
  for (int i = 0; i < spec.attacks_size(); ++i) {
    const ReportSpec::Measurement& asked = spec.attacks(i);
    if (asked.run() != run.spec->name()) continue;
    attacks.push_back(
        {&asked, MakeReportAttack(spec.catalogue(), asked.name(), inputs.attacks[i])});
  }
  return attacks;
}

std::string WhyMissing(const ReportAttack& attack) {
  return attack.result->has_failure() ? attack.result->failure().message() : "not measured";
}

absl::StatusOr<ImageTable::Attack> ShowAttack(const FoundAttack& found,
                                              const SharedImages& shared) {
  const AttackResult& result = *found.attack.result;
  const std::string& file = found.asked->result();
  ImageTable::Attack shown;
  shown.set_name(found.attack.name);
  if (!found.attack.IsMeasured()) {
    shown.set_title(absl::StrCat(found.attack.title, ", epsilon ",
                                 absl::StrJoin(result.recipe().epsilons(), ", ")));
    shown.set_missing(WhyMissing(found.attack));
    return shown;
  }
  const int images = result.classes_size();
  LABELREP_RETURN_IF_ERROR(shared.Check(file, "clean_decisions", result.clean_decisions(), images));
  shown.set_title(found.attack.title_with_images);
  shown.set_images(std::min(images, kMostShownImages));
  shown.set_decisions(shared.Text(result.clean_decisions()));
  if (!result.targets().empty()) {
    LABELREP_RETURN_IF_ERROR(shared.Check(file, "targets", result.targets(), images));
    shown.set_targets(shared.Text(result.targets()));
  }
  for (const EpsilonResult& at : result.epsilons()) {
    LABELREP_RETURN_IF_ERROR(shared.Check(file, "epsilons.decisions", at.decisions(), images));
    ImageTable::Epsilon& epsilon = *shown.add_epsilons();
    epsilon.set_epsilon(at.epsilon());
    epsilon.set_decisions(shared.Text(at.decisions()));
  }
  return shown;
}

// What the models decide without attack is mostly the same in all attacks.
void LeaveOutRepeated(ImageTable::Kind& kind) {
  if (!kind.has_decisions()) {
    const auto most =
        std::max_element(kind.attacks().begin(), kind.attacks().end(),
                         [](const auto& a, const auto& b) { return a.images() < b.images(); });
    if (most != kind.attacks().end() && most->has_decisions()) {
      kind.set_decisions(most->decisions());
    }
  }
  for (ImageTable::Attack& attack : *kind.mutable_attacks()) {
    if (kind.decisions().compare(0, attack.decisions().size(), attack.decisions()) == 0) {
      attack.clear_decisions();
    }
  }
}

absl::StatusOr<ImageTable::Kind> ShowKind(const FoundKind& found, const SharedImages& shared) {
  ImageTable::Kind kind;
  kind.set_title(found.title);
  const auto& [file, result, missing] = found.decisions;
  if (missing.empty()) {
    const int images = result.classes_size();
    LABELREP_RETURN_IF_ERROR(shared.Check(file, "decisions", result.decisions(), images));
    LABELREP_RETURN_IF_ERROR(shared.Check(file, "runner_ups", result.runner_ups(), images));
    kind.set_decisions(shared.Text(result.decisions()));
    kind.set_runner_ups(shared.Text(result.runner_ups()));
  } else {
    kind.set_runner_ups_missing(missing);
  }
  for (const FoundAttack& attack : found.attacks) {
    LABELREP_ASSIGN_OR_RETURN(*kind.add_attacks(), ShowAttack(attack, shared));
  }
  LeaveOutRepeated(kind);
  if (!kind.has_decisions()) kind.set_missing(missing);
  return kind;
}

absl::Status AddShared(const FoundKind& found, SharedImages& shared) {
  const auto& [file, result, missing] = found.decisions;
  if (missing.empty()) {
    LABELREP_RETURN_IF_ERROR(
        shared.Add(file, result.test_data_sha256(), result.classes(), result.class_names_size()));
  }
  for (const FoundAttack& attack : found.attacks) {
    if (!attack.attack.IsMeasured()) continue;
    const AttackResult& attacked = *attack.attack.result;
    LABELREP_RETURN_IF_ERROR(shared.Add(attack.asked->result(), attacked.test_data_sha256(),
                                        attacked.classes(), attacked.num_classes()));
  }
  return absl::OkStatus();
}

// The attack itself, or that on another model of which it has the images; null for none.
const ReportSpec::Measurement* FindMaker(const std::vector<FoundKind>& kinds,
                                         const FoundAttack& found) {
  const AttackResult& result = *found.attack.result;
  if (!result.has_transferred_from()) return found.asked;
  for (const FoundKind& kind : kinds) {
    if (kind.run->spec->label() != result.transferred_from().label().kind()) continue;
    for (const FoundAttack& attack : kind.attacks) {
      const AttackResult& made = *attack.attack.result;
      if (!made.has_transferred_from() && made.recipe_sha256() == result.recipe_sha256()) {
        return attack.asked;
      }
    }
  }
  return nullptr;
}

std::vector<KeptPictures> FindPictures(const std::vector<FoundKind>& kinds) {
  std::vector<KeptPictures> pictures;
  for (size_t kind = 0; kind < kinds.size(); ++kind) {
    for (size_t i = 0; i < kinds[kind].attacks.size(); ++i) {
      if (!kinds[kind].attacks[i].attack.IsMeasured()) continue;
      const ReportSpec::Measurement* maker = FindMaker(kinds, kinds[kind].attacks[i]);
      if (maker == nullptr) continue;
      for (const auto& file : maker->files()) {
        if (file.name() != "pictured") continue;
        pictures.push_back(
            {static_cast<int>(kind), static_cast<int>(i), maker->run(), file.path()});
      }
    }
  }
  return pictures;
}

std::string TableName(const ReportSpec::Run& run) {
  std::string name = absl::StrCat(run.dataset(), "_", run.encoder(), "_s", run.seed());
  if (run.train_fraction_percent() != 100) {
    absl::StrAppend(&name, "_p", run.train_fraction_percent());
  }
  return name;
}

absl::StatusOr<JoinedTable> Join(const ReportSpec& spec, const ReportInputs& inputs,
                                 const ReportRuns& runs, const KindGroup& group) {
  JoinedTable joined;
  SharedImages shared;
  std::vector<FoundKind> kinds;
  for (size_t i = 0; i < group.by_kind.size(); ++i) {
    const RunOutcome* run = group.by_kind[i];
    if (run == nullptr) continue;
    LABELREP_ASSIGN_OR_RETURN(const FoundDecisions decisions, ReadDecisions(*run));
    kinds.push_back({run, runs.kinds[i].title(), decisions, AttacksOn(*run, spec, inputs)});
    LABELREP_RETURN_IF_ERROR(AddShared(kinds.back(), shared));
    if (!decisions.missing.empty()) continue;
    *joined.table.mutable_class_names() = decisions.result.class_names();
  }
  for (const FoundKind& kind : kinds) {
    LABELREP_ASSIGN_OR_RETURN(*joined.table.add_kinds(), ShowKind(kind, shared));
  }
  for (int i = joined.table.class_names_size(); i < shared.num_classes(); ++i) {
    joined.table.add_class_names(absl::StrCat("class ", i));
  }
  const ReportSpec::Run& run = *kinds.front().run->spec;
  joined.table.set_name(TableName(run));
  joined.table.set_title(group.title);
  joined.table.set_digits(shared.digits());
  joined.table.set_images(shared.shown());
  joined.table.set_classes(shared.Text(shared.classes()));
  joined.pictures = FindPictures(kinds);
  joined.dataset = run.dataset();
  joined.test_data_sha256 = shared.test_data_sha256();
  joined.file = shared.file();
  return joined;
}

}  // namespace

absl::StatusOr<std::vector<JoinedTable>> JoinImages(const ReportSpec& spec,
                                                    const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  std::vector<JoinedTable> tables;
  for (const KindGroup& group : GroupKinds(runs)) {
    LABELREP_ASSIGN_OR_RETURN(tables.emplace_back(), Join(spec, inputs, runs, group));
  }
  return tables;
}

}  // namespace labelrep
