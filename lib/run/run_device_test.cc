#include "lib/run/run_device.h"

#include <string>

#include "ATen/Parallel.h"
#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

TEST(RunDeviceTest, CpuTakesTheThreadsAskedFor) {
  for (const int threads : {2, 1}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const RunDevice device, RunDevice::Acquire({.threads = threads}));
    EXPECT_TRUE(device.device().is_cpu());
    EXPECT_EQ(device.gpu(), "");
    EXPECT_EQ(at::get_num_threads(), threads);
    EXPECT_EQ(at::get_num_interop_threads(), 1);
  }
}

TEST(RunDeviceTest, CudaIsRefusedWhereThereIsNone) {
  const absl::StatusOr<RunDevice> device = RunDevice::Acquire({.device = Recipe::CUDA});
  if (device.ok()) {
    EXPECT_TRUE(device->device().is_cuda());
    EXPECT_THAT(device->gpu(), HasSubstr("/dev/nvidia"));
    return;
  }
  EXPECT_EQ(device.status().code(), absl::StatusCode::kUnavailable) << device.status();
  EXPECT_THAT(std::string(device.status().message()), HasSubstr("CPU")) << "says what to do";
}

}  // namespace
}  // namespace labelrep
