#include "lib/train/recipe.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "lib/base/digest.h"
#include "lib/base/field_checker.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/run/execution_fields.h"

namespace labelrep {
namespace {

// Larger ones are mistakes: a step of so many images takes a terabyte and more.
constexpr int kMaxBatchSize = 65536;

void CheckSchedule(const Recipe& recipe, FieldChecker& check) {
  if (recipe.has_one_cycle()) {
    const double warmup = recipe.one_cycle().warmup_fraction();
    check.Number("one_cycle.warmup_fraction", warmup, warmup >= 0 && warmup <= 1,
                 "a number from 0 to 1");
    return;
  }
  if (!recipe.has_multi_step()) {
    check.Fail("schedule", "it is not set", "multi_step or one_cycle");
    return;
  }
  const double factor = recipe.multi_step().factor();
  check.Number("multi_step.factor", factor, factor > 0 && factor <= 1,
               "a number above 0, at most 1");
  int32_t last = 0;
  for (const int32_t milestone : recipe.multi_step().milestones()) {
    check.Number("multi_step.milestones", milestone, milestone > last,
                 absl::StrCat("milestones from 1 that increase (more than ", last, " here)"));
    last = milestone;
  }
}

void CheckTraining(const Recipe& recipe, FieldChecker& check) {
  const double percent = recipe.train_fraction_percent();
  check.Number("train_fraction_percent", percent, percent > 0 && percent <= 100,
               "a percentage above 0, at most 100");
  check.Set("epochs", recipe.has_epochs());
  check.Number("epochs", recipe.epochs(), recipe.epochs() >= 1, "at least 1");
  check.Number("batch_size", recipe.batch_size(),
               recipe.batch_size() >= 2 && recipe.batch_size() <= kMaxBatchSize,
               absl::StrCat("2 (batch normalisation cannot train on one image) to ", kMaxBatchSize,
                            " images"));
  check.Set("learning_rate", recipe.has_learning_rate());
  check.Number("learning_rate", recipe.learning_rate(), recipe.learning_rate() > 0,
               "a number above 0");
  check.Number("momentum", recipe.momentum(), recipe.momentum() >= 0 && recipe.momentum() < 1,
               "a number from 0, below 1");
  check.Set("weight_decay", recipe.has_weight_decay());
  check.Number("weight_decay", recipe.weight_decay(), recipe.weight_decay() >= 0, "0 or more");
  CheckSchedule(recipe, check);
}

void CheckExecution(const Recipe& recipe, FieldChecker& check) {
  CheckExecutionFields(recipe, check);
  check.Chosen("memory_format", recipe.memory_format(), "CONTIGUOUS or CHANNELS_LAST");
  check.Chosen("normalization", recipe.normalization(), "RELEASE or DATA_SET");
  check.Number("validate_every_epochs", recipe.validate_every_epochs(),
               recipe.validate_every_epochs() >= 1, "at least 1");
}

}  // namespace

absl::Status ValidateRecipe(const Recipe& recipe, const std::string& name) {
  FieldChecker check(name, "recipe");
  check.NotEmpty("dataset", recipe.dataset());
  check.NotEmpty("label.kind", recipe.label().kind());
  check.NotEmpty("encoder", recipe.encoder());
  check.Set("seed", recipe.has_seed());
  CheckTraining(recipe, check);
  CheckExecution(recipe, check);
  return check.status();
}

Recipe CanonicalRecipe(const Recipe& recipe) {
  Recipe canonical = recipe;
  FillDefaults(&canonical);
  return canonical;
}

std::string RecipeSha256(const Recipe& recipe) {
  return Sha256Hex(SerializeDeterministically(CanonicalRecipe(recipe)));
}

}  // namespace labelrep
