#include "lib/viz/json_value.h"

#include "absl/strings/str_cat.h"
#include "lib/base/json_string.h"
#include "lib/report/display_table.h"
#include "lib/report/text.h"

namespace labelrep {

JsonValue::JsonValue(const char* text) : JsonValue(std::string(text)) {}
JsonValue::JsonValue(const std::string& text) : text_(JsonString(ValidUtf8(text))) {}
JsonValue::JsonValue(double number) : text_(ExactNumber(number)) {}
JsonValue::JsonValue(int number) : text_(absl::StrCat(number)) {}
JsonValue::JsonValue(bool value) : text_(value ? "true" : "false") {}

JsonValue JsonValue::Array(const std::vector<JsonValue>& elements) {
  JsonValue result;
  for (const JsonValue& element : elements) {
    absl::StrAppend(&result.text_, result.text_.empty() ? "[" : ",", element.text_);
  }
  result.text_ += elements.empty() ? "[]" : "]";
  return result;
}

JsonValue JsonValue::Object(const Members& members) {
  JsonValue result;
  for (const auto& [name, value] : members) {
    absl::StrAppend(&result.text_, result.text_.empty() ? "{" : ",", JsonString(name), ":",
                    value.text_);
  }
  result.text_ += members.empty() ? "{}" : "}";
  return result;
}

JsonValue JsonValue::Null() { return Literal("null"); }

JsonValue JsonValue::Literal(const std::string& json) {
  JsonValue result;
  result.text_ = json;
  return result;
}

}  // namespace labelrep
