#include "lib/train/run_device.h"

#include <string>

#include "ATen/Parallel.h"
#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

TEST(RunDeviceTest, CpuTakesTheRecipesThreads) {
  Recipe recipe;
  recipe.set_device(Recipe::CPU);
  for (const int threads : {2, 1}) {
    recipe.set_threads(threads);
    LABELREP_ASSERT_OK_AND_ASSIGN(const RunDevice device, RunDevice::Acquire(recipe));
    EXPECT_TRUE(device.device().is_cpu());
    EXPECT_EQ(device.gpu(), "");
    EXPECT_EQ(at::get_num_threads(), threads);
    EXPECT_EQ(at::get_num_interop_threads(), 1);
  }
}

TEST(RunDeviceTest, CudaIsRefusedWhereThereIsNone) {
  Recipe recipe;
  recipe.set_device(Recipe::CUDA);
  const absl::StatusOr<RunDevice> device = RunDevice::Acquire(recipe);
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
