// Early returns for absl::Status and absl::StatusOr.
#ifndef LIB_BASE_STATUS_MACROS_H_
#define LIB_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the status from the enclosing function unless it is OK.
#define LABELREP_RETURN_IF_ERROR(expression)           \
  do {                                                 \
    absl::Status labelrep_status = (expression);       \
    if (!labelrep_status.ok()) return labelrep_status; \
  } while (false)

// Assigns the value of a StatusOr to `target`, or returns its status:
//   LABELREP_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path));
#define LABELREP_ASSIGN_OR_RETURN(target, expression) \
  LABELREP_ASSIGN_OR_RETURN_(LABELREP_CONCAT_(labelrep_or_, __LINE__), target, expression)

#define LABELREP_ASSIGN_OR_RETURN_(result, target, expression) \
  auto result = (expression);                                  \
  if (!result.ok()) return std::move(result).status();         \
  target = *std::move(result)

#define LABELREP_CONCAT_(a, b) LABELREP_CONCAT_INNER_(a, b)
#define LABELREP_CONCAT_INNER_(a, b) a##b

#endif  // LIB_BASE_STATUS_MACROS_H_
