// GoogleTest matchers for absl::Status and absl::StatusOr.
//   EXPECT_OK(WriteFileAtomically(path, bytes));
//   EXPECT_THAT(ReadFile("/none"), StatusIs(absl::StatusCode::kNotFound, "/none"));
//   LABELREP_ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(path));
#ifndef LIB_BASE_STATUS_MATCHERS_H_
#define LIB_BASE_STATUS_MATCHERS_H_

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace internal_status_matchers {

inline const absl::Status& GetStatus(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& GetStatus(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

}  // namespace internal_status_matchers

// An OK Status, or a StatusOr that holds a value.
MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  const absl::Status& status = internal_status_matchers::GetStatus(arg);
  if (!status.ok()) *result_listener << "whose status is " << status;
  return status.ok();
}

namespace internal_status_matchers {

MATCHER_P2(StatusIsMatcher, code, message,
           std::string(negation ? "is not " : "is ") + absl::StatusCodeToString(code) +
               " with a message that " + ::testing::DescribeMatcher<std::string>(message)) {
  const absl::Status& status = GetStatus(arg);
  *result_listener << "whose status is " << status;
  return status.code() == code &&
         ::testing::ExplainMatchResult(message, std::string(status.message()), result_listener);
}

MATCHER_P(IsOkAndHoldsMatcher, value, "") {
  if (!arg.ok()) {
    *result_listener << "whose status is " << arg.status();
    return false;
  }
  return ::testing::ExplainMatchResult(value, *arg, result_listener);
}

}  // namespace internal_status_matchers

// A status of this code whose message matches; a string stands for "contains this".
template <typename Message>
auto StatusIs(absl::StatusCode code, Message message) {
  if constexpr (std::is_convertible_v<Message, absl::string_view>) {
    return internal_status_matchers::StatusIsMatcher(
        code, ::testing::HasSubstr(std::string(absl::string_view(message))));
  } else {
    return internal_status_matchers::StatusIsMatcher(code, std::move(message));
  }
}

inline auto StatusIs(absl::StatusCode code) {
  return internal_status_matchers::StatusIsMatcher(code, ::testing::_);
}

// A StatusOr that holds a value equal to `value` or matching it.
template <typename Value>
auto IsOkAndHolds(Value value) {
  return internal_status_matchers::IsOkAndHoldsMatcher(std::move(value));
}

}  // namespace labelrep

#define EXPECT_OK(expression) EXPECT_THAT((expression), ::labelrep::IsOk())
#define ASSERT_OK(expression) ASSERT_THAT((expression), ::labelrep::IsOk())

// Assigns the value of a StatusOr to `target`, or fails the test.
#define LABELREP_ASSERT_OK_AND_ASSIGN(target, expression) \
  LABELREP_ASSERT_OK_AND_ASSIGN_(LABELREP_CONCAT_(labelrep_or_, __LINE__), target, expression)

#define LABELREP_ASSERT_OK_AND_ASSIGN_(result, target, expression) \
  auto result = (expression);                                      \
  ASSERT_OK(result.status());                                      \
  target = *std::move(result)

#endif  // LIB_BASE_STATUS_MATCHERS_H_
