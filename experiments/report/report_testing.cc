#include "experiments/report/report_testing.h"

#include <cmath>
#include <cstdlib>

#include "experiments/record/absent.h"
#include "google/protobuf/text_format.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"

namespace labelrep {
namespace {

constexpr int kImages = 10;

}  // namespace

const Catalogue& TestCatalogue() {
  static const Catalogue& catalogue = *[] {
    auto* read = new Catalogue;
    LABELREP_CHECK(ReadTextProto("experiments/catalogue.textproto", read).ok(),
                   "experiments/catalogue.textproto cannot be read");
    return read;
  }();
  return catalogue;
}

ReportSpec::Run MakeRun(const std::string& dataset, const std::string& encoder,
                        const std::string& kind, uint32_t seed) {
  ReportSpec::Run run;
  run.set_dataset(dataset);
  run.set_encoder(encoder);
  run.set_label(kind);
  run.set_seed(seed);
  return run;
}

ReportSpec::Run MakeSpeechRun(uint32_t seed) {
  ReportSpec::Run run = MakeRun("shapes10", "resnet8", "speech", seed);
  run.set_name("speech_s" + std::to_string(seed));
  run.set_result("run.pb");
  return run;
}

RunResult MakeResult(const ReportSpec::Run& run) {
  RunResult result;
  Recipe& recipe = *result.mutable_recipe();
  recipe.set_dataset(run.dataset());
  recipe.set_encoder(run.encoder());
  recipe.mutable_label()->set_kind(run.label());
  recipe.set_seed(run.seed());
  recipe.set_train_fraction_percent(run.train_fraction_percent());
  return result;
}

RunResult MakeAbsentResult(const ReportSpec::Run& run) {
  RunResult result = MakeResult(run);
  *result.mutable_failure() = AbsentFailure("not recorded");
  return result;
}

RunResult MakeFailedResult(const ReportSpec::Run& run, const std::string& message) {
  RunResult result = MakeResult(run);
  result.mutable_failure()->set_message(message);
  return result;
}

TestReport::TestReport(const std::string& form) {
  spec.set_name(form);
  spec.set_form(form);
  spec.set_title("Title of the entry");
  *spec.mutable_catalogue() = TestCatalogue();
  spec.set_profile("smoke");
}

RunResult& TestReport::AddRun(const std::string& encoder, const std::string& kind, double percent,
                              int seed, double accuracy) {
  ReportSpec::Run& run = *spec.add_runs();
  run = MakeRun("shapes10", encoder, kind, seed);
  run.set_name(encoder + "_" + kind + "_p" + std::to_string(static_cast<int>(percent)) + "_s" +
               std::to_string(seed));
  run.set_train_fraction_percent(percent);
  RunResult& result = inputs.runs.emplace_back(MakeResult(run));
  result.mutable_recipe()->set_epochs(2);
  for (int epoch : {1, 2}) {
    EpochResult& epoch_result = *result.add_epochs();
    epoch_result.set_epoch(epoch);
    epoch_result.set_train_loss(3 - epoch);
    epoch_result.set_validation_accuracy(0.25 * epoch);
  }
  result.set_best_epoch(2);
  result.mutable_test()->set_images(1000);
  const auto correct = static_cast<int64_t>(std::lround(1000 * accuracy));
  if (kind == "category" || kind == "smooth") {
    result.mutable_test()->set_correct_by_largest_output(correct);
  } else {
    result.mutable_test()->set_correct_by_nearest_label(correct);
  }
  return result;
}

void TestReport::SetVariant(const std::string& name, const std::string& title) {
  ReportSpec::Run& run = *spec.mutable_runs()->rbegin();
  run.set_name(run.name() + "_" + name);
  run.mutable_variant()->set_name(name);
  run.mutable_variant()->set_title(title);
}

void TestReport::AddFailedRun(const std::string& encoder, const std::string& kind, double percent,
                              int seed) {
  RunResult& result = AddRun(encoder, kind, percent, seed, 0);
  result.clear_test();
  result.mutable_failure()->set_message("the loss is nan");
  result.mutable_failure()->set_epoch(1);
}

AttackResult& TestReport::AddAttack(const std::string& recipe, int wrong,
                                    const std::vector<int>& misled) {
  AddAbsentAttack(recipe);
  AttackResult& result = inputs.attacks.back();
  result.clear_failure();
  result.set_weights_sha256(spec.runs().rbegin()->name());
  result.set_num_classes(kImages);
  for (int i = 0; i < kImages; ++i) {
    result.add_classes(i);
    result.add_clean_decisions(i < wrong ? (i + 1) % kImages : i);
  }
  for (size_t e = 0; e < misled.size(); ++e) {
    EpsilonResult& at_epsilon = *result.add_epsilons();
    at_epsilon.set_epsilon(result.recipe().epsilons(static_cast<int>(e)));
    at_epsilon.set_mean_l2(2 * at_epsilon.epsilon());
    for (int i = 0; i < kImages; ++i) {
      at_epsilon.add_decisions(i < wrong + misled[e] ? (i + 1) % kImages : i);
    }
  }
  return result;
}

void TestReport::AddAbsentAttack(const std::string& recipe) {
  AttackResult& result = inputs.attacks.emplace_back();
  LABELREP_CHECK(google::protobuf::TextFormat::ParseFromString(recipe, result.mutable_recipe()),
                 "the recipe does not parse");
  *result.mutable_model() = inputs.runs.back().recipe();
  *result.mutable_failure() = AbsentFailure("not recorded");
  ReportSpec::Measurement& attack = *spec.add_attacks();
  attack.set_run(spec.runs().rbegin()->name());
  attack.set_name(result.recipe().attack());
  attack.set_result(attack.run() + ".pb");
}

ReportSpec::Measurement& TestReport::AddMeasurementFile(const std::string& name,
                                                        const std::string& bytes) {
  ReportSpec::Measurement& measured = *spec.add_measurements();
  measured.set_run(spec.runs().rbegin()->name());
  measured.set_name(name);
  measured.set_result(std::string(std::getenv("TEST_TMPDIR")) + "/" +
                      std::to_string(spec.measurements_size()) + ".measured.pb");
  LABELREP_CHECK(WriteFileAtomically(measured.result(), bytes).ok(), "the result is not written");
  return measured;
}

ReportRuns TestReport::Runs() const {
  const absl::StatusOr<ReportRuns> runs = FindRuns(spec, inputs);
  LABELREP_CHECK(runs.ok(), runs.status().ToString().c_str());
  return *runs;
}

}  // namespace labelrep
