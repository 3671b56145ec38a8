#include "experiments/record/envelope.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "experiments/record/absent.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "lib/base/check.h"
#include "lib/base/digest.h"
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

bool IsSameRecipe(const MeasurementKind& kind, const Message& asked, const Message& found) {
  const std::unique_ptr<Message> wanted(asked.New());
  wanted->CopyFrom(asked);
  if (auto* run = dynamic_cast<Recipe*>(wanted.get());
      run != nullptr && !run->label().has_source()) {
    const LabelRecipe& label = dynamic_cast<const Recipe&>(found).label();
    if (label.has_source()) run->mutable_label()->set_source(label.source());
  }
  return RecipeDigest(kind, *wanted) == RecipeDigest(kind, found);
}

}  // namespace

std::vector<const FieldDescriptor*> RecipeFields(const Message& result) {
  const google::protobuf::Descriptor& type = *result.GetDescriptor();
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated() &&
        absl::EndsWith(field->message_type()->name(), "Recipe")) {
      fields.push_back(field);
    }
  }
  return fields;
}

std::string RecipeDigest(const MeasurementKind& kind, const Message& recipe) {
  const std::unique_ptr<Message> canonical(recipe.New());
  canonical->CopyFrom(recipe);
  Complete(kind, canonical.get());
  FillDefaults(canonical.get());
  return Sha256Hex(SerializeDeterministically(*canonical));
}

bool IsOfMeasurement(const MeasurementKind& kind, const Message& asked, const Message& result) {
  for (const FieldDescriptor* field : RecipeFields(asked)) {
    if (Has(asked, field) != Has(result, field)) return false;
    if (Has(asked, field) && !IsSameRecipe(kind, Get(asked, field), Get(result, field))) {
      return false;
    }
  }
  return true;
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
  const google::protobuf::Reflection& reflection = *result->GetReflection();
  for (const FieldDescriptor* field : RecipeFields(asked)) {
    if (!Has(asked, field)) continue;
    Message* recipe = reflection.MutableMessage(result.get(), field);
    recipe->CopyFrom(Get(asked, field));
    Complete(kind, recipe);
  }
  reflection.SetString(result.get(), FindField(*result, "recipe_sha256"),
                       RecipeDigest(kind, Get(asked, FindField(asked, "recipe"))));
  reflection.MutableMessage(result.get(), FindField(*result, "failure"))
      ->CopyFrom(AbsentFailure(kind.absent));
  return result;
}

absl::Status CheckStatedDigest(const MeasurementKind& kind, const std::string& file,
                               const Message& result) {
  const std::string stated = FieldText(result, "recipe_sha256");
  const std::string digest = RecipeDigest(kind, Get(result, FindField(result, "recipe")));
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
