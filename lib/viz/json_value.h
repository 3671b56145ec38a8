// JSON documents built piece by piece, with members in the order in which they were added.
#ifndef LIB_VIZ_JSON_VALUE_H_
#define LIB_VIZ_JSON_VALUE_H_

#include <string>
#include <utility>
#include <vector>

namespace labelrep {

// A value as JSON text. Text becomes one valid string, whatever its bytes; numbers keep every bit.
//   JsonValue::Object({{"title", "accuracy"}, {"ticks", JsonValue::Array({0.1, 0.2})}})
class JsonValue {
 public:
  using Members = std::vector<std::pair<std::string, JsonValue>>;

  JsonValue(const char* text);         // NOLINT: as literals stand in a document
  JsonValue(const std::string& text);  // NOLINT
  JsonValue(double number);            // NOLINT: finite
  JsonValue(int number);               // NOLINT
  JsonValue(bool value);               // NOLINT
  static JsonValue Array(const std::vector<JsonValue>& elements);
  static JsonValue Object(const Members& members);
  static JsonValue Null();
  // A document that is JSON already.
  static JsonValue Literal(const std::string& json);

  const std::string& text() const { return text_; }

 private:
  JsonValue() = default;

  std::string text_;
};

// An array of anything that is a JsonValue.
template <typename Range>
JsonValue JsonArray(const Range& range) {
  return JsonValue::Array(std::vector<JsonValue>(range.begin(), range.end()));
}

}  // namespace labelrep

#endif  // LIB_VIZ_JSON_VALUE_H_
