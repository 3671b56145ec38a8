#include "lib/train/recipe.h"

#include <functional>
#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Recipe GoodRecipe() {
  Recipe recipe;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(dataset: "shapes10"
           label { kind: "speech" }
           encoder: "resnet8"
           seed: 7
           epochs: 12
           learning_rate: 0.1
           weight_decay: 5e-4
           one_cycle {})pb",
      &recipe));
  return recipe;
}

TEST(ValidateRecipeTest, AcceptsAGoodOne) {
  EXPECT_OK(ValidateRecipe(GoodRecipe(), "run"));
  Recipe multi_step = GoodRecipe();
  multi_step.mutable_multi_step()->add_milestones(300);
  multi_step.mutable_multi_step()->add_milestones(450);
  EXPECT_OK(ValidateRecipe(multi_step, "run"));
}

struct BadValue {
  const char* name;
  std::function<void(Recipe&)> change;
  const char* field;
  const char* found;
  const char* expected;
};

class BadRecipeTest : public ::testing::TestWithParam<BadValue> {};

TEST_P(BadRecipeTest, IsRefusedNamingFieldFoundAndExpected) {
  Recipe recipe = GoodRecipe();
  GetParam().change(recipe);
  EXPECT_THAT(ValidateRecipe(recipe, "my/run.textproto"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("my/run.textproto"),
                             HasSubstr(std::string("recipe.") + GetParam().field + ":"),
                             HasSubstr(GetParam().found), HasSubstr(GetParam().expected))));
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(
    EveryField, BadRecipeTest,
    ::testing::Values(
        BadValue{"no_dataset", [](Recipe& r) { r.clear_dataset(); }, "dataset", "not set",
                 "a name"},
        BadValue{"no_kind", [](Recipe& r) { r.clear_label(); }, "label.kind", "not set", "a name"},
        BadValue{"empty_encoder", [](Recipe& r) { r.set_encoder(""); }, "encoder", "empty",
                 "a name"},
        BadValue{"no_seed", [](Recipe& r) { r.clear_seed(); }, "seed", "not set", "a value"},
        BadValue{"no_fraction", [](Recipe& r) { r.set_train_fraction_percent(0); },
                 "train_fraction_percent", "found 0", "above 0, at most 100"},
        BadValue{"big_fraction", [](Recipe& r) { r.set_train_fraction_percent(100.5); },
                 "train_fraction_percent", "found 100.5", "above 0, at most 100"},
        BadValue{"nan_fraction", [](Recipe& r) { r.set_train_fraction_percent(kNan); },
                 "train_fraction_percent", "found nan", "above 0, at most 100"},
        BadValue{"epochs_not_set", [](Recipe& r) { r.clear_epochs(); }, "epochs", "not set",
                 "a value"},
        BadValue{"no_epochs", [](Recipe& r) { r.set_epochs(0); }, "epochs", "found 0",
                 "at least 1"},
        BadValue{"negative_epochs", [](Recipe& r) { r.set_epochs(-3); }, "epochs", "found -3",
                 "at least 1"},
        BadValue{"huge_batches", [](Recipe& r) { r.set_batch_size(2000000000); }, "batch_size",
                 "found 2e+09", "2 (batch normalisation cannot train on one image) to 65536"},
        BadValue{"one_image_batches", [](Recipe& r) { r.set_batch_size(1); }, "batch_size",
                 "found 1", "2 (batch normalisation cannot train on one image) to 65536"},
        BadValue{"no_rate", [](Recipe& r) { r.clear_learning_rate(); }, "learning_rate", "not set",
                 "a value"},
        BadValue{"negative_rate", [](Recipe& r) { r.set_learning_rate(-0.1); }, "learning_rate",
                 "found -0.1", "above 0"},
        BadValue{"infinite_rate", [](Recipe& r) { r.set_learning_rate(kInfinity); },
                 "learning_rate", "found inf", "above 0"},
        BadValue{"momentum_1", [](Recipe& r) { r.set_momentum(1); }, "momentum", "found 1",
                 "from 0, below 1"},
        BadValue{"no_decay", [](Recipe& r) { r.clear_weight_decay(); }, "weight_decay", "not set",
                 "a value"},
        BadValue{"negative_decay", [](Recipe& r) { r.set_weight_decay(-1); }, "weight_decay",
                 "found -1", "0 or more"},
        BadValue{"no_schedule", [](Recipe& r) { r.clear_one_cycle(); }, "schedule", "not set",
                 "multi_step or one_cycle"},
        BadValue{"long_warmup", [](Recipe& r) { r.mutable_one_cycle()->set_warmup_fraction(1.5); },
                 "one_cycle.warmup_fraction", "found 1.5", "from 0 to 1"},
        BadValue{"no_factor", [](Recipe& r) { r.mutable_multi_step()->set_factor(0); },
                 "multi_step.factor", "found 0", "above 0, at most 1"},
        BadValue{"milestone_0", [](Recipe& r) { r.mutable_multi_step()->add_milestones(0); },
                 "multi_step.milestones", "found 0", "increase"},
        BadValue{"milestones_fall",
                 [](Recipe& r) {
                   r.mutable_multi_step()->add_milestones(5);
                   r.mutable_multi_step()->add_milestones(5);
                 },
                 "multi_step.milestones", "found 5", "more than 5 here"},
        BadValue{"no_precision", [](Recipe& r) { r.set_precision(Recipe::PRECISION_UNSPECIFIED); },
                 "precision", "unspecified", "FP32 or BF16_AUTOCAST"},
        BadValue{"no_memory_format",
                 [](Recipe& r) { r.set_memory_format(Recipe::MEMORY_FORMAT_UNSPECIFIED); },
                 "memory_format", "unspecified", "CONTIGUOUS or CHANNELS_LAST"},
        BadValue{"no_device", [](Recipe& r) { r.set_device(Recipe::DEVICE_UNSPECIFIED); }, "device",
                 "unspecified", "CPU or CUDA"},
        BadValue{"no_threads", [](Recipe& r) { r.set_threads(0); }, "threads", "found 0",
                 "from 1 to 1024"},
        BadValue{"no_normalization",
                 [](Recipe& r) { r.set_normalization(Recipe::NORMALIZATION_UNSPECIFIED); },
                 "normalization", "unspecified", "RELEASE or DATA_SET"},
        BadValue{"never_validated", [](Recipe& r) { r.set_validate_every_epochs(0); },
                 "validate_every_epochs", "found 0", "at least 1"}),
    [](const ::testing::TestParamInfo<BadValue>& info) { return std::string(info.param.name); });

// Whether every field with a default is set, and every one of the messages that are there.
void ExpectDefaultsAreSet(const google::protobuf::Message& message) {
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor* field = type.field(i);
    if (field->is_repeated()) continue;
    const bool is_set = message.GetReflection()->HasField(message, field);
    if (field->message_type() != nullptr) {
      if (is_set) ExpectDefaultsAreSet(message.GetReflection()->GetMessage(message, field));
    } else {
      EXPECT_TRUE(is_set || !field->has_default_value()) << field->full_name();
    }
  }
}

TEST(CanonicalRecipeTest, HasEveryDefault) {
  ExpectDefaultsAreSet(CanonicalRecipe(GoodRecipe()));
  Recipe multi_step = GoodRecipe();
  multi_step.mutable_multi_step();
  ExpectDefaultsAreSet(CanonicalRecipe(multi_step));
}

TEST(CanonicalRecipeTest, KeepsWhatIsSet) {
  Recipe recipe = GoodRecipe();
  recipe.set_batch_size(64);
  recipe.mutable_one_cycle()->set_warmup_fraction(0.5);
  const Recipe canonical = CanonicalRecipe(recipe);
  EXPECT_EQ(canonical.batch_size(), 64);
  EXPECT_EQ(canonical.one_cycle().warmup_fraction(), 0.5);
  EXPECT_FALSE(canonical.has_multi_step());
}

TEST(RecipeSha256Test, DoesNotDependOnHowDefaultsAreWritten) {
  Recipe explicit_default = GoodRecipe();
  explicit_default.set_batch_size(128);
  EXPECT_EQ(RecipeSha256(GoodRecipe()), RecipeSha256(explicit_default));
  EXPECT_EQ(RecipeSha256(GoodRecipe()), RecipeSha256(CanonicalRecipe(GoodRecipe())));
}

TEST(RecipeSha256Test, DependsOnEveryValue) {
  Recipe other = GoodRecipe();
  other.mutable_label()->set_seed(1);
  EXPECT_NE(RecipeSha256(GoodRecipe()), RecipeSha256(other));
}

TEST(RecipeSha256Test, IsThatOfRecordedRuns) {
  // Recorded runs are found by it: a change of the schema that changes it loses them.
  EXPECT_EQ(RecipeSha256(GoodRecipe()),
            "190d96359956aa154461244d2dd10129ef876d19e1e007d8696bc45b05091bb3");
}

}  // namespace
}  // namespace labelrep
