// Checks the fields of a recipe one by one; the first that does not fit is what it reports.
#ifndef LIB_BASE_FIELD_CHECKER_H_
#define LIB_BASE_FIELD_CHECKER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

class FieldChecker {
 public:
  // Messages begin "<name>: <message>.<field>: ". `name` says where the message comes from.
  FieldChecker(absl::string_view name, absl::string_view message)
      : name_(name), message_(message) {}

  void Set(absl::string_view field, bool is_set);
  void NotEmpty(absl::string_view field, absl::string_view value);
  // Whether `value` is finite and in the range that `expected` says.
  void Number(absl::string_view field, double value, bool in_range, absl::string_view expected);
  // Whether an enum has another value than its first, which is unspecified.
  void Chosen(absl::string_view field, int value, absl::string_view expected);
  void Fail(absl::string_view field, absl::string_view found, absl::string_view expected);

  // INVALID_ARGUMENT where something failed.
  const absl::Status& status() const { return status_; }

 private:
  std::string name_;
  std::string message_;
  absl::Status status_;
};

}  // namespace labelrep

#endif  // LIB_BASE_FIELD_CHECKER_H_
