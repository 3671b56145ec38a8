#include "lib/base/field_checker.h"

#include <cmath>

#include "absl/strings/str_cat.h"

namespace labelrep {

void FieldChecker::Set(absl::string_view field, bool is_set) {
  if (!is_set) Fail(field, "it is not set", "a value");
}

void FieldChecker::NotEmpty(absl::string_view field, absl::string_view value) {
  if (value.empty()) Fail(field, "it is empty or not set", "a name");
}

void FieldChecker::Number(absl::string_view field, double value, bool in_range,
                          absl::string_view expected) {
  if (!std::isfinite(value) || !in_range) Fail(field, absl::StrCat("found ", value), expected);
}

void FieldChecker::Chosen(absl::string_view field, int value, absl::string_view expected) {
  if (value == 0) Fail(field, "it is unspecified", expected);
}

void FieldChecker::Fail(absl::string_view field, absl::string_view found,
                        absl::string_view expected) {
  if (!status_.ok()) return;
  status_ = absl::InvalidArgumentError(
      absl::StrCat(name_, ": ", message_, ".", field, ": ", found, ", expected ", expected));
}

}  // namespace labelrep
