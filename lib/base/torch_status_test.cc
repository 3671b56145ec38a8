#include "lib/base/torch_status.h"

#include <new>
#include <stdexcept>

#include "ATen/ops/empty.h"
#include "ATen/ops/matmul.h"
#include "ATen/ops/zeros.h"
#include "c10/util/Exception.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(TorchStatusTest, PassesTheStatusOfTheBody) {
  EXPECT_OK(CatchTorchErrors("step", [] { return absl::OkStatus(); }));
  EXPECT_THAT(CatchTorchErrors("step", [] { return absl::NotFoundError("nothing"); }),
              StatusIs(absl::StatusCode::kNotFound, "nothing"));
}

TEST(TorchStatusTest, ErrorsBecomeTheFirstLineOfTheirMessage) {
  EXPECT_THAT(CatchTorchErrors("training step",
                               [] {
                                 at::matmul(at::zeros({2, 3}), at::zeros({2, 3}));
                                 return absl::OkStatus();
                               }),
              StatusIs(absl::StatusCode::kInternal,
                       AllOf(StartsWith("training step: mat1 and mat2 shapes cannot be multiplied"),
                             Not(HasSubstr("\n")))));
  EXPECT_THAT(
      CatchTorchErrors("load", []() -> absl::Status { throw std::runtime_error("one\ntwo"); }),
      StatusIs(absl::StatusCode::kInternal, ::testing::StrEq("load: one")));
}

TEST(TorchStatusTest, OutOfMemoryIsResourceExhausted) {
  EXPECT_THAT(CatchTorchErrors("data",
                               [] {
                                 at::empty({int64_t{1} << 46});
                                 return absl::OkStatus();
                               }),
              StatusIs(absl::StatusCode::kResourceExhausted, "data: "));
  EXPECT_THAT(CatchTorchErrors("data", []() -> absl::Status { throw std::bad_alloc(); }),
              StatusIs(absl::StatusCode::kResourceExhausted, "data: out of memory"));
  EXPECT_THAT(CatchTorchErrors("data",
                               []() -> absl::Status {
                                 throw std::runtime_error("could not create a primitive");
                               }),
              StatusIs(absl::StatusCode::kResourceExhausted, "data: out of memory: oneDNN"));
  EXPECT_THAT(CatchTorchErrors("data",
                               []() -> absl::Status {
                                 TORCH_CHECK_WITH(OutOfMemoryError, false, "CUDA out of memory");
                                 return absl::OkStatus();
                               }),
              StatusIs(absl::StatusCode::kResourceExhausted, "data: CUDA out of memory"));
}

}  // namespace
}  // namespace labelrep
