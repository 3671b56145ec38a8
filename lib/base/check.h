// For mistakes of the caller that no input can bring about; input errors are absl::Status.
#ifndef LIB_BASE_CHECK_H_
#define LIB_BASE_CHECK_H_

#include <cstdio>
#include <cstdlib>

// Ends the program with file, line and message unless the condition holds.
#define LABELREP_CHECK(condition, message)                                                  \
  do {                                                                                      \
    if (!(condition)) {                                                                     \
      std::fprintf(stderr, "%s:%d: check failed: %s: %s\n", __FILE__, __LINE__, #condition, \
                   message);                                                                \
      std::abort();                                                                         \
    }                                                                                       \
  } while (false)

#endif  // LIB_BASE_CHECK_H_
