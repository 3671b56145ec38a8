// Appendix A.1: whether a listener names the class of a sound that a model put out exactly where
// its loss is below the threshold.
//
// For each model first the listener's own ceiling: the recordings, the labels made audible, and
// shuffled labels, in which there is nothing to be named. Then the outputs for test images: each
// sound singly, and by majority over the sounds of an image. The listener is a speech recogniser;
// rows of people, each and all together, stand behind it where spec.answers() has theirs. What
// failed or is absent is named. Refuses answers that are to no clips of the models that it shows.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/listening/clips.h"
#include "experiments/listening/verdicts.h"
#include "experiments/record/absent.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/base/files.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"
#include "lib/stats/agreement.h"
#include "results/listening.pb.h"

namespace labelrep {
namespace {

// A model that was listened to.
struct Listened {
  std::string models_title;
  std::string kind_title;
  const RunOutcome* run = nullptr;
  ListeningResult result;

  ClipsIdentity Identity() const {
    return {run->spec->name(), result.weights_sha256(), result.recipe_sha256()};
  }
};

Cell ShareCell(double share, double count) {
  Cell cell = NumberCell(share);
  const Interval interval = WilsonInterval(share, count);
  cell.set_lo(interval.lo);
  cell.set_hi(interval.hi);
  return cell;
}

double ShareOf(const std::vector<bool>& values) {
  return static_cast<double>(std::count(values.begin(), values.end(), true)) /
         static_cast<double>(values.size());
}

// How many images or classes the sounds are of.
double CountImages(const Verdicts& verdicts) {
  return static_cast<double>(std::set<int>(verdicts.images.begin(), verdicts.images.end()).size());
}

// What the model says of the same sounds, by one of its rules: how often yes, how that agrees with
// the listener, and what of it is chance.
void AddAgreementCells(const Verdicts& verdicts, const std::vector<bool>& model, Row& row) {
  const Agreement agreement = FindAgreement(verdicts.right, model);
  *row.add_cells() = NumberCell(ShareOf(model));
  *row.add_cells() = ShareCell(agreement.share, CountImages(verdicts));
  *row.add_cells() = NumberCell(agreement.by_chance);
  *row.add_cells() = NumberCell(agreement.kappa);
}

Row& AddVerdicts(const Listened& listened, const std::string& heard, const std::string& listener,
                 const Verdicts& verdicts, bool by_majority, Table& table) {
  Row& row = AddRow(table, {listened.models_title, listened.kind_title, heard, listener});
  const auto sounds = static_cast<double>(verdicts.right.size());
  *row.add_cells() = NumberCell(sounds);
  if (verdicts.right.empty()) return row;
  *row.add_cells() = ShareCell(ShareOf(verdicts.right), CountImages(verdicts));
  *row.add_cells() =
      by_majority ? MarkedCell(Cell::NOT_APPLICABLE) : NumberCell(verdicts.none / sounds);
  return row;
}

void FillRow(const Table& table, Row& row) {
  while (row.cells_size() < table.columns_size()) {
    *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
  }
}

// Of sounds that are no output of the model.
void AddCeiling(const Listened& listened, const std::string& heard, const Heard& sounds,
                Table& table) {
  if (sounds.names().empty()) return;
  const Verdicts verdicts = ClassVerdicts(sounds, listened.result);
  FillRow(table, AddVerdicts(listened, heard, "recogniser", verdicts, false, table));
}

void AddOutputs(const Listened& listened, const std::string& listener, const Verdicts& verdicts,
                bool by_majority, Table& table) {
  const ListeningResult& result = listened.result;
  Row& row = AddVerdicts(listened, "outputs", listener, verdicts, by_majority, table);
  if (!verdicts.right.empty()) {
    AddAgreementCells(verdicts, BelowLimit(verdicts, result, result.loss_threshold()), row);
    AddAgreementCells(verdicts, IsNearest(verdicts, result), row);
  }
  FillRow(table, row);
}

// The limit of the loss that agrees best with the recogniser's verdicts on the images (the lowest
// of several), and on which share of them.
std::pair<double, double> BestLimit(const Verdicts& verdicts, const ListeningResult& result) {
  std::pair<double, double> best = {0, 0};
  std::vector<float> limits(result.losses().begin(), result.losses().end());
  std::sort(limits.begin(), limits.end());
  for (const float limit : limits) {
    const double share = FindAgreement(verdicts.right, BelowLimit(verdicts, result, limit)).share;
    if (share > best.second) best = {limit, share};
  }
  return best;
}

void AddLimitNote(const Listened& listened, const Verdicts& majority, Table& table) {
  const auto [limit, share] = BestLimit(majority, listened.result);
  table.add_notes(
      absl::StrFormat("%s, %s: of all limits of the loss %.2f agrees best with the recogniser's "
                      "majority, on %.1f %% of these images; the threshold is %.2f.",
                      listened.models_title, listened.kind_title, limit, 100 * share,
                      listened.result.loss_threshold()));
}

// Each listener's name with the answers to the clips of a model.
using AnswersByListener = std::vector<std::pair<std::string, std::vector<ClipAnswer>>>;

void AddListeners(const Listened& listened, const AnswersByListener& answers, Table& table) {
  std::vector<ClipAnswer> all;
  for (const auto& [listener, of_listener] : answers) {
    all.insert(all.end(), of_listener.begin(), of_listener.end());
    if (answers.size() < 2) continue;
    AddOutputs(listened, listener, AnswerVerdicts(of_listener, listened.result), false, table);
  }
  if (answers.empty()) return;
  const Verdicts single = AnswerVerdicts(all, listened.result);
  AddOutputs(listened,
             answers.size() == 1 ? answers[0].first : absl::StrCat(answers.size(), " people"),
             single, false, table);
  AddOutputs(listened, "people, by majority", MajorityVerdicts(single), true, table);
}

void AddRows(const Listened& listened, const AnswersByListener& answers, Table& table) {
  const ListeningResult& result = listened.result;
  AddCeiling(listened, "recordings", result.recordings(), table);
  AddCeiling(listened, "labels", result.labels(), table);
  AddCeiling(listened, "shuffled labels", result.shuffled(), table);
  const Verdicts single = OutputVerdicts(result);
  AddOutputs(listened, "recogniser", single, false, table);
  const Verdicts majority = MajorityVerdicts(single);
  if (!majority.right.empty()) {
    AddOutputs(listened, "recogniser, by majority", majority, true, table);
    AddLimitNote(listened, majority, table);
  }
  AddListeners(listened, answers, table);
}

Table StartListeningTable(const ReportSpec& spec, const ReportRuns& runs) {
  Table table =
      StartTable(spec, RunsSubtitle(spec, runs), {"models", "label", "sounds", "listener"});
  NameColumnHeadings(table, {"quantity", "statistic"});
  AddColumn(table, {"listener", "sounds"}, "", 0);
  AddColumn(table, {"listener", "names the class [95 % interval]"}, "%", 1);
  AddColumn(table, {"listener", "none of them"}, "%", 1);
  for (const char* rule : {"loss below the threshold", "nearest label"}) {
    AddColumn(table, {rule, "correct"}, "%", 1);
    AddColumn(table, {rule, "agreement [95 % interval]"}, "%", 1);
    AddColumn(table, {rule, "by chance"}, "%", 1);
    AddColumn(table, {rule, "kappa"});
  }
  table.add_notes(
      "Agreement: on so many sounds the listener and the model say the same, the one whether it "
      "hears the name of the image's class, the other whether its output is correct by its rule. "
      "By chance: as often two would agree who say yes as often and know nothing of each other; "
      "kappa is the share of the rest. Intervals are Wilson's and count images or "
      "classes, as several sounds of one are hardly independent.");
  table.add_notes(
      "By majority: of images with at least three sounds that were answered, more than half of "
      "them named right.");
  return table;
}

void AddRecogniserNote(const std::vector<Listened>& all, Table& table) {
  if (all.empty()) return;
  table.add_notes(absl::StrCat(
      "The recogniser is pocketsphinx with the class names as its grammar; what fits them less "
      "well than a limit is none of them. The limit is the one that tells best the labels from the "
      "same with their time columns shuffled, of all classes. Each output and label is made "
      "audible ",
      all.front().result.recipe().phases(), " times, from other phases."));
}

// The answers in a file, added to those of the model that they are of.
absl::Status ReadAnswers(const std::string& file, const std::vector<Listened>& all,
                         std::vector<AnswersByListener>& by_model) {
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(UserPath(file)));
  LABELREP_ASSIGN_OR_RETURN(const ListenerAnswers answers, ParseAnswers(text, file));
  std::vector<std::string> runs;
  for (size_t i = 0; i < all.size(); ++i) {
    const ClipsIdentity identity = all[i].Identity();
    runs.push_back(identity.run);
    if (identity.run != answers.identity.run) continue;
    LABELREP_ASSIGN_OR_RETURN(const std::vector<ClipAnswer> matched,
                              MatchAnswers(answers, file, identity, all[i].result));
    for (const auto& [listener, unused] : by_model[i]) {
      if (listener != answers.listener) continue;
      return absl::InvalidArgumentError(
          absl::StrCat(file, ": listener: \"", Printable(listener),
                       "\" is in another file too; give one file for each listener"));
    }
    by_model[i].emplace_back(answers.listener, matched);
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      file, ": run: found \"", Printable(answers.identity.run),
      "\", expected one of those in this table: ", all.empty() ? "none" : absl::StrJoin(runs, ", "),
      "; make the table of that run's profile"));
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Table table = StartListeningTable(spec, runs);
  std::vector<Listened> all;
  std::vector<Listened> missing;
  for (const KindGroup& group : GroupKinds(runs)) {
    for (size_t kind = 0; kind < group.by_kind.size(); ++kind) {
      const RunOutcome* run = group.by_kind[kind];
      if (run == nullptr) continue;
      Listened listened = {group.title, runs.kinds[kind].title(), run, {}};
      if (run->measurements.empty()) {
        *listened.result.mutable_failure() = AbsentFailure("nothing was heard");
      } else {
        const std::string& file = run->measurements.front()->result();
        LABELREP_RETURN_IF_ERROR(ReadMeasured("listening", file, &listened.result));
        if (!listened.result.has_failure()) {
          LABELREP_RETURN_IF_ERROR(CheckIsOfModel(file, listened.result.model(),
                                                  listened.result.weights_sha256(), *run));
          LABELREP_RETURN_IF_ERROR(CheckListening(file, listened.result));
          all.push_back(listened);
          continue;
        }
      }
      missing.push_back(listened);
    }
  }
  std::vector<AnswersByListener> answers(all.size());
  for (const std::string& file : spec.answers()) {
    LABELREP_RETURN_IF_ERROR(ReadAnswers(file, all, answers));
  }
  for (size_t i = 0; i < all.size(); ++i) AddRows(all[i], answers[i], table);
  for (const Listened& listened : missing) {
    AddRow(table, {listened.models_title, listened.kind_title, "all", "all"},
           std::vector<Cell>(table.columns_size(),
                             UnmeasuredCell(*listened.run, listened.result.failure())));
  }
  AddRecogniserNote(all, table);
  return table;
}

const RegisteredForm kRegistered("listening_table", &Make);

}  // namespace
}  // namespace labelrep
