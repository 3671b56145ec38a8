#include "results/database/message_columns.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

using google::protobuf::Message;
using Field = google::protobuf::FieldDescriptor;

std::string TypeOf(const Field& field) {
  if (field.is_repeated()) return "TEXT";
  switch (field.cpp_type()) {
    case Field::CPPTYPE_DOUBLE:
    case Field::CPPTYPE_FLOAT:
      return "REAL";
    case Field::CPPTYPE_STRING:
    case Field::CPPTYPE_ENUM:
      return "TEXT";
    default:
      return "INTEGER";
  }
}

SqlValue SingleValue(const Message& message, const Field* field) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  switch (field->cpp_type()) {
    case Field::CPPTYPE_INT32:
      return int64_t{of.GetInt32(message, field)};
    case Field::CPPTYPE_INT64:
      return of.GetInt64(message, field);
    case Field::CPPTYPE_UINT32:
      return int64_t{of.GetUInt32(message, field)};
    case Field::CPPTYPE_UINT64:
      // SQLite's integers have a sign; the bits stay.
      return static_cast<int64_t>(of.GetUInt64(message, field));
    case Field::CPPTYPE_BOOL:
      return int64_t{of.GetBool(message, field)};
    case Field::CPPTYPE_DOUBLE:
      return of.GetDouble(message, field);
    case Field::CPPTYPE_FLOAT:
      return double{of.GetFloat(message, field)};
    case Field::CPPTYPE_ENUM:
      return of.GetEnum(message, field)->name();
    case Field::CPPTYPE_STRING:
      return of.GetString(message, field);
    case Field::CPPTYPE_MESSAGE:
      break;
  }
  return std::monostate();
}

std::string RepeatedElement(const Message& message, const Field* field, int i) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  switch (field->cpp_type()) {
    case Field::CPPTYPE_INT32:
      return absl::StrCat(of.GetRepeatedInt32(message, field, i));
    case Field::CPPTYPE_INT64:
      return absl::StrCat(of.GetRepeatedInt64(message, field, i));
    case Field::CPPTYPE_UINT32:
      return absl::StrCat(of.GetRepeatedUInt32(message, field, i));
    case Field::CPPTYPE_UINT64:
      return absl::StrCat(of.GetRepeatedUInt64(message, field, i));
    case Field::CPPTYPE_BOOL:
      return of.GetRepeatedBool(message, field, i) ? "1" : "0";
    case Field::CPPTYPE_DOUBLE:
      return ExactNumber(of.GetRepeatedDouble(message, field, i));
    case Field::CPPTYPE_FLOAT:
      return ExactNumber(of.GetRepeatedFloat(message, field, i));
    case Field::CPPTYPE_STRING:
      return of.GetRepeatedString(message, field, i);
    case Field::CPPTYPE_ENUM:
      return of.GetRepeatedEnum(message, field, i)->name();
    case Field::CPPTYPE_MESSAGE:
      break;
  }
  return "";
}

SqlValue RepeatedValue(const Message& message, const Field* field) {
  std::vector<std::string> elements;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
    elements.push_back(RepeatedElement(message, field, i));
  }
  return absl::StrJoin(elements, " ");
}

// Calls `visit` for each column; with no message where a nested one is not set.
void ForEachColumn(
    const google::protobuf::Descriptor& type, const Message* message, const std::string& prefix,
    const std::set<std::string>& left_out,
    const std::function<void(const std::string&, const Field&, const Message*)>& visit) {
  for (int i = 0; i < type.field_count(); ++i) {
    const Field& field = *type.field(i);
    if (left_out.count(field.name()) > 0) continue;
    if (field.cpp_type() != Field::CPPTYPE_MESSAGE) {
      visit(prefix + field.name(), field, message);
      continue;
    }
    if (field.is_repeated()) continue;
    const bool is_set = message != nullptr && message->GetReflection()->HasField(*message, &field);
    ForEachColumn(*field.message_type(),
                  is_set ? &message->GetReflection()->GetMessage(*message, &field) : nullptr,
                  field.name() == "recipe" ? prefix : absl::StrCat(prefix, field.name(), "_"), {},
                  visit);
  }
}

}  // namespace

std::vector<SqlColumn> MessageColumns(const Message& message,
                                      const std::set<std::string>& left_out) {
  std::vector<SqlColumn> columns;
  ForEachColumn(*message.GetDescriptor(), nullptr, "", left_out,
                [&](const std::string& name, const Field& field, const Message*) {
                  columns.push_back({name, TypeOf(field)});
                });
  return columns;
}

std::vector<SqlValue> MessageValues(const Message& message, const std::set<std::string>& left_out) {
  std::vector<SqlValue> values;
  ForEachColumn(*message.GetDescriptor(), &message, "", left_out,
                [&](const std::string&, const Field& field, const Message* holder) {
                  if (holder == nullptr) {
                    values.push_back(std::monostate());
                  } else if (field.is_repeated()) {
                    values.push_back(RepeatedValue(*holder, &field));
                  } else if (holder->GetReflection()->HasField(*holder, &field) ||
                             field.has_default_value()) {
                    values.push_back(SingleValue(*holder, &field));
                  } else {
                    values.push_back(std::monostate());
                  }
                });
  return values;
}

}  // namespace labelrep
