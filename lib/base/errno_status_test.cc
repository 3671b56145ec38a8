#include "lib/base/errno_status.h"

#include <cerrno>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(ErrnoStatusTest, SaysWhatFailedWhereWhyAndWhatToDo) {
  EXPECT_THAT(ErrnoStatus("read", "/a", ENOENT),
              StatusIs(absl::StatusCode::kNotFound,
                       "cannot read /a: No such file or directory; check the path"));
  EXPECT_THAT(ErrnoStatus("write", "/a", EACCES),
              StatusIs(absl::StatusCode::kPermissionDenied, "change its permissions"));
  EXPECT_THAT(ErrnoStatus("write", "/a", ENOSPC),
              StatusIs(absl::StatusCode::kResourceExhausted, "free space there"));
  EXPECT_THAT(ErrnoStatus("write", "/a", EIO),
              StatusIs(absl::StatusCode::kUnavailable, "cannot write /a: Input/output error"));
}

}  // namespace
}  // namespace labelrep
