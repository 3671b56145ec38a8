// Runs, results and attacks for tests, built one by one.
#ifndef EXPERIMENTS_REPORT_REPORT_TESTING_H_
#define EXPERIMENTS_REPORT_REPORT_TESTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/report/report.h"
#include "experiments/report/runs.h"
#include "lib/base/digest.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"

namespace labelrep {

// That of the build.
const Catalogue& TestCatalogue();

// A run without name and files.
ReportSpec::Run MakeRun(const std::string& dataset, const std::string& encoder,
                        const std::string& kind, uint32_t seed);

// Speech labels on "shapes10" with "resnet8", named speech_s<seed>, its result in "run.pb".
ReportSpec::Run MakeSpeechRun(uint32_t seed);

// A result of `run`'s recipe that is neither measured nor failed yet.
RunResult MakeResult(const ReportSpec::Run& run);

// A result that says that nothing was recorded.
RunResult MakeAbsentResult(const ReportSpec::Run& run);

RunResult MakeFailedResult(const ReportSpec::Run& run, const std::string& message);

// A spec and what stands in its files.
struct TestReport {
  ReportSpec spec;
  ReportInputs inputs;

  // A spec of this form and name.
  explicit TestReport(const std::string& form);

  // Adds a measured run on "shapes10" with `accuracy` on 1,000 test images, named
  // <encoder>_<kind>_p<percent>_s<seed>, with two epochs: loss 2 and 1, accuracy 0.25 and 0.5.
  RunResult& AddRun(const std::string& encoder, const std::string& kind, double percent, int seed,
                    double accuracy);

  // Makes the run added last one of a variant, which its name ends in.
  void SetVariant(const std::string& name, const std::string& title);

  // Adds a run that failed at epoch 1.
  void AddFailedRun(const std::string& encoder, const std::string& kind, double percent, int seed);

  // Adds a measured attack of this recipe (AttackRecipe, text) on the run added last: 10 images of
  // 10 classes, decided correctly but for the first `wrong`, of which `misled[i]` more are misled
  // at epsilon i, with a change of twice epsilon.
  AttackResult& AddAttack(const std::string& recipe, int wrong, const std::vector<int>& misled);

  // Adds one that could not be made.
  void AddAbsentAttack(const std::string& recipe);

  // Adds a measurement of the run added last: writes the result to <number>.measured.pb, with the
  // defaults of its recipe and the digest of that, and with the run's recipe where it has none.
  template <typename Result>
  ReportSpec::Measurement& AddMeasurement(const std::string& name, Result result) {
    FillDefaults(result.mutable_recipe());
    result.set_recipe_sha256(Sha256Hex(SerializeDeterministically(result.recipe())));
    if (!result.has_model()) *result.mutable_model() = inputs.runs.back().recipe();
    return AddMeasurementFile(name, SerializeDeterministically(result));
  }
  ReportSpec::Measurement& AddMeasurementFile(const std::string& name, const std::string& bytes);

  // FindRuns(), which has to succeed; this must outlive them.
  ReportRuns Runs() const;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_REPORT_TESTING_H_
