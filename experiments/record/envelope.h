// Results of any kind of measurement by what all have: recipes, their digest, and a failure.
#ifndef EXPERIMENTS_RECORD_ENVELOPE_H_
#define EXPERIMENTS_RECORD_ENVELOPE_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "experiments/measure/measurement_kinds.h"
#include "google/protobuf/message.h"
#include "results/run.pb.h"

namespace labelrep {

// What says what was measured: from each field of a result that has a recipe to the SHA-256 of
// that, with its defaults made explicit.
std::map<std::string, std::string> RecipeDigests(const MeasurementKind& kind,
                                                 const google::protobuf::Message& result);

// Whether a result is of the measurement that is asked for, by the recipes of both. A run that
// names no source of its labels takes any, as a run file does not say which file labels of the
// user's own come from.
bool IsOfMeasurement(const MeasurementKind& kind, const google::protobuf::Message& asked,
                     const google::protobuf::Message& result);

// Why it has no measurement; null where it has one.
const RunFailure* FailureOf(const google::protobuf::Message& result);

// The recipe of the training run that was measured.
const Recipe& RunRecipeOf(const google::protobuf::Message& result);

// What stands in place of a result that was not recorded: the recipes asked for, and a failure that
// is absent.
std::unique_ptr<google::protobuf::Message> AbsentResult(const MeasurementKind& kind,
                                                        const google::protobuf::Message& asked);

// INVALID_ARGUMENT naming the file and the field where a SHA-256 that a result states is none, or
// the digest of its recipe is another.
absl::Status CheckStatedDigests(const MeasurementKind& kind, const std::string& file,
                                const google::protobuf::Message& result);

// A field's value as text: that of "recipe.objective" is "MARGIN". Empty where it, or a message
// that it is in, is not set.
std::string FieldText(const google::protobuf::Message& message, const std::string& path);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_ENVELOPE_H_
