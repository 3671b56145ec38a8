// Runs and results for tests.
#ifndef EXPERIMENTS_TABLES_RUN_OUTCOME_TESTING_H_
#define EXPERIMENTS_TABLES_RUN_OUTCOME_TESTING_H_

#include <cstdint>
#include <string>

#include "experiments/tables/table_spec.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A run without name and files.
TableSpec::Run MakeRun(const std::string& dataset, const std::string& encoder,
                       const std::string& kind, uint32_t seed);

// Speech labels on "shapes10" with "resnet8", named speech_s<seed>, its result in "run.pb".
TableSpec::Run MakeSpeechRun(uint32_t seed);

// A result of `run`'s recipe that is neither measured nor failed yet.
RunResult MakeResult(const TableSpec::Run& run);

// A result that says that nothing was recorded.
RunResult MakeAbsentResult(const TableSpec::Run& run);

RunResult MakeFailedResult(const TableSpec::Run& run, const std::string& message);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_RUN_OUTCOME_TESTING_H_
