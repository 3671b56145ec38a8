#include "experiments/record/envelope.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "experiments/record/absent.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "lib/base/check.h"
#include "lib/base/digest.h"
#include "lib/base/printable.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"

namespace labelrep {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* FindField(const Message& message, const std::string& name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

bool Has(const Message& message, const FieldDescriptor* field) {
  return message.GetReflection()->HasField(message, field);
}

const Message& Get(const Message& message, const FieldDescriptor* field) {
  return message.GetReflection()->GetMessage(message, field);
}

void Complete(const MeasurementKind& kind, Message* recipe) {
  const auto complete = kind.complete.find(recipe->GetTypeName());
  if (complete != kind.complete.end()) complete->second(recipe);
}

// The fields of the recipes that it has.
std::vector<const FieldDescriptor*> RecipeFields(const Message& result) {
  std::vector<const FieldDescriptor*> fields;
  result.GetReflection()->ListFields(result, &fields);
  std::erase_if(fields, [](const FieldDescriptor* field) {
    return field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
           !absl::EndsWith(field->message_type()->name(), "Recipe");
  });
  return fields;
}

}  // namespace

std::map<std::string, std::string> RecipeDigests(const MeasurementKind& kind,
                                                 const Message& result) {
  std::map<std::string, std::string> digests;
  for (const FieldDescriptor* field : RecipeFields(result)) {
    const std::unique_ptr<Message> recipe(Get(result, field).New());
    recipe->CopyFrom(Get(result, field));
    Complete(kind, recipe.get());
    FillDefaults(recipe.get());
    digests[field->name()] = Sha256Hex(SerializeDeterministically(*recipe));
  }
  return digests;
}

bool IsOfMeasurement(const MeasurementKind& kind, const Message& asked, const Message& result) {
  const std::unique_ptr<Message> wanted(asked.New());
  wanted->CopyFrom(asked);
  for (const FieldDescriptor* field : RecipeFields(asked)) {
    Message* recipe = wanted->GetReflection()->MutableMessage(wanted.get(), field);
    auto* run = dynamic_cast<Recipe*>(recipe);
    if (run == nullptr || run->label().has_source()) continue;
    const LabelRecipe& label = dynamic_cast<const Recipe&>(Get(result, field)).label();
    if (label.has_source()) run->mutable_label()->set_source(label.source());
  }
  return RecipeDigests(kind, *wanted) == RecipeDigests(kind, result);
}

const RunFailure* FailureOf(const Message& result) {
  const FieldDescriptor* field = FindField(result, "failure");
  LABELREP_CHECK(field != nullptr, "every result has a field failure");
  return Has(result, field) ? &dynamic_cast<const RunFailure&>(Get(result, field)) : nullptr;
}

const Recipe& RunRecipeOf(const Message& result) {
  const FieldDescriptor* model = FindField(result, "model");
  return dynamic_cast<const Recipe&>(
      Get(result, model != nullptr ? model : FindField(result, "recipe")));
}

std::unique_ptr<Message> AbsentResult(const MeasurementKind& kind, const Message& asked) {
  std::unique_ptr<Message> result(asked.New());
  result->CopyFrom(asked);
  const google::protobuf::Reflection& reflection = *result->GetReflection();
  for (const FieldDescriptor* field : RecipeFields(asked)) {
    Complete(kind, reflection.MutableMessage(result.get(), field));
  }
  reflection.SetString(result.get(), FindField(*result, "recipe_sha256"),
                       RecipeDigests(kind, asked)["recipe"]);
  reflection.MutableMessage(result.get(), FindField(*result, "failure"))
      ->CopyFrom(AbsentFailure(kind.absent));
  return result;
}

absl::Status CheckStatedDigests(const MeasurementKind& kind, const std::string& file,
                                const Message& result) {
  std::vector<const FieldDescriptor*> fields;
  result.GetReflection()->ListFields(result, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!absl::EndsWith(field->name(), "_sha256")) continue;
    const std::string text = FieldText(result, field->name());
    if (IsSha256Hex(text)) continue;
    return absl::InvalidArgumentError(absl::StrCat(file, ": ", field->name(), ": found \"",
                                                   Printable(text), "\", expected a SHA-256 in 64 ",
                                                   "hexadecimal digits; measure it again"));
  }
  const std::string stated = FieldText(result, "recipe_sha256");
  const std::string digest = RecipeDigests(kind, result)["recipe"];
  if (stated == digest) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(file, ": recipe_sha256 is ", stated,
                                                 ", but the digest of its recipe is ", digest,
                                                 "; record it again"));
}

std::string FieldText(const Message& message, const std::string& path) {
  const std::pair<std::string, std::string> names = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* field = FindField(message, names.first);
  LABELREP_CHECK(field != nullptr, path.c_str());
  if (!Has(message, field)) return "";
  if (!names.second.empty()) return FieldText(Get(message, field), names.second);
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    return message.GetReflection()->GetString(message, field);
  }
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, field, -1, &text);
  return text;
}

}  // namespace labelrep
