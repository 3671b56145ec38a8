#include "lib/report/json.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// Replaces every text of a message and of those inside it by valid UTF-8; bytes stay as they are.
void MakeUtf8(google::protobuf::Message& message) {
  const google::protobuf::Reflection* reflection = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == field->CPPTYPE_MESSAGE) {
        MakeUtf8(field->is_repeated() ? *reflection->MutableRepeatedMessage(&message, field, i)
                                      : *reflection->MutableMessage(&message, field));
      } else if (field->type() == field->TYPE_STRING && field->is_repeated()) {
        reflection->SetRepeatedString(&message, field, i,
                                      ValidUtf8(reflection->GetRepeatedString(message, field, i)));
      } else if (field->type() == field->TYPE_STRING) {
        reflection->SetString(&message, field, ValidUtf8(reflection->GetString(message, field)));
      }
    }
  }
}

}  // namespace

absl::StatusOr<std::string> MessageAsJson(const google::protobuf::Message& message,
                                          const std::string& name) {
  const std::unique_ptr<google::protobuf::Message> valid(message.New());
  valid->CopyFrom(message);
  MakeUtf8(*valid);
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string result;
  const auto status = google::protobuf::util::MessageToJsonString(*valid, &result, options);
  if (!status.ok()) {
    return absl::InternalError(absl::StrCat(name, " as JSON: ", status.ToString()));
  }
  return result;
}

absl::StatusOr<std::string> TableAsJson(const Table& table) {
  Table full = table;
  for (Column& column : *full.mutable_columns()) column.set_decimals(column.decimals());
  for (Row& row : *full.mutable_rows()) {
    for (Cell& cell : *row.mutable_cells()) cell.set_status(cell.status());
  }
  return MessageAsJson(full, absl::StrCat("table '", table.name(), "'"));
}

}  // namespace labelrep
