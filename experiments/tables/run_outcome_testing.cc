#include "experiments/tables/run_outcome_testing.h"

#include "experiments/record/absent.h"

namespace labelrep {

TableSpec::Run MakeRun(const std::string& dataset, const std::string& encoder,
                       const std::string& kind, uint32_t seed) {
  TableSpec::Run run;
  run.set_dataset(dataset);
  run.set_encoder(encoder);
  run.set_label(kind);
  run.set_seed(seed);
  return run;
}

TableSpec::Run MakeSpeechRun(uint32_t seed) {
  TableSpec::Run run = MakeRun("shapes10", "resnet8", "speech", seed);
  run.set_name("speech_s" + std::to_string(seed));
  run.set_result("run.pb");
  return run;
}

RunResult MakeResult(const TableSpec::Run& run) {
  RunResult result;
  Recipe& recipe = *result.mutable_recipe();
  recipe.set_dataset(run.dataset());
  recipe.set_encoder(run.encoder());
  recipe.mutable_label()->set_kind(run.label());
  recipe.set_seed(run.seed());
  recipe.set_train_fraction_percent(run.train_fraction_percent());
  return result;
}

RunResult MakeAbsentResult(const TableSpec::Run& run) {
  RunResult result = MakeResult(run);
  *result.mutable_failure() = AbsentFailure("not recorded");
  return result;
}

RunResult MakeFailedResult(const TableSpec::Run& run, const std::string& message) {
  RunResult result = MakeResult(run);
  result.mutable_failure()->set_message(message);
  return result;
}

}  // namespace labelrep
