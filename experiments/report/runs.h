// The runs that a table or figure is made of: what came of each, and what they are compared by.
#ifndef EXPERIMENTS_REPORT_RUNS_H_
#define EXPERIMENTS_REPORT_RUNS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/catalogue.pb.h"
#include "experiments/report/attacks.h"
#include "experiments/report/report.h"
#include "results/run.pb.h"

namespace labelrep {

struct RunOutcome {
  const ReportSpec::Run* spec = nullptr;
  // One without test and without failure is absent.
  const RunResult* result = nullptr;
  int models = 0;                     // into ReportRuns.models
  int kind = 0;                       // into ReportRuns.kinds
  std::vector<ReportAttack> attacks;  // on its model, in the order of the spec
  std::vector<const ReportSpec::Measurement*> measurements;  // others of its model, to be read

  bool IsMeasured() const { return result->has_test(); }
  bool IsAbsent() const;
};

// The models of a column of a table, or of a panel of a figure.
struct ComparedModels {
  std::string dataset_title;  // "CIFAR-10"
  std::string encoder_title;  // "ResNet-32"
  std::string title;          // that of the encoder, with the data set's where there are several
};

struct ReportRuns {
  std::vector<RunOutcome> outcomes;  // in the order of the spec
  // Each data set and encoder that some run has, in the catalogue's order, by data set first.
  std::vector<ComparedModels> models;
  // The label kinds of the runs, in the catalogue's order: rows, columns, or series of a figure.
  // Each variant of a kind is one more, behind it, of its name and colour and with a title of its
  // own.
  std::vector<Catalogue::LabelKind> kinds;
  // For each of `kinds` the name of the variant that it is, "" for none.
  std::vector<std::string> variants;

  // Those of some models and a label kind.
  std::vector<RunOutcome> Of(int models, int kind) const;
  // Which of `kinds` has that name and is that variant; none where no run is of it.
  std::optional<int> FindKind(const std::string& name, const std::string& variant) const;
};

// Each run of the spec with its result and measurements; both arguments must outlive them.
// INVALID_ARGUMENT for no runs, a variant without name or title, an attack on or measurement of a
// run that is none of the spec's, or an attack with images of other models where some runs are
// variants, which it does not tell apart; FAILED_PRECONDITION naming the file and the field for a
// result that is not of its run, or of no images, or of other data or labels than those of the same
// name in another run.
absl::StatusOr<ReportRuns> FindRuns(const ReportSpec& spec, const ReportInputs& inputs);

// For forms that read measurements: FAILED_PRECONDITION naming the file and the field where a
// result is not of the run's model. `weights_sha256`: of what was measured; "" where these are not
// the weights that the run left.
absl::Status CheckIsOfModel(const std::string& file, const Recipe& model,
                            const std::string& weights_sha256, const RunOutcome& run);

// Runs that differ in nothing but the seed, measured or not.
struct SeedGroup {
  int models = 0;
  int kind = 0;
  double percent = 100;  // of the training images
  std::vector<RunOutcome> seeds;
};

// In the order of the models, then of the fractions, then of the kinds.
std::vector<SeedGroup> GroupSeeds(const ReportRuns& runs);

bool HasSeveralFractions(const std::vector<SeedGroup>& groups);

// Runs that differ in nothing but the label kind.
struct KindGroup {
  // "CIFAR-10, ResNet-32", with the training fraction and the seed where the models have several.
  std::string title;
  // One for each of ReportRuns.kinds; null where no run has it.
  std::vector<const RunOutcome*> by_kind;
};

// By models, training fraction and seed; `runs` must outlive them.
std::vector<KindGroup> GroupKinds(const ReportRuns& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_RUNS_H_
