#include "lib/run/gpu_model.h"

#include <sys/stat.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

// As the driver writes it.
void AddGpu(const std::string& folder, const std::string& bus, const std::string& text) {
  const std::string gpu = absl::StrCat(folder, "/", bus);
  mkdir(folder.c_str(), 0755);
  mkdir(gpu.c_str(), 0755);
  std::ofstream(gpu + "/information") << text;
}

TEST(GpuModelTest, IsThatOfTheDeviceFile) {
  const std::string folder = ::testing::TempDir() + "/gpus";
  AddGpu(folder, "0000:0f:00.0", "Model: \t\t NVIDIA A100\nIRQ: 1\nDevice Minor: \t 3\n");
  AddGpu(folder, "0000:1f:00.0", "Model: \t\t NVIDIA H100 80GB HBM3\nDevice Minor: \t 0\n");
  AddGpu(folder, "0000:2f:00.0", "Model: \t\t unnumbered\n");
  EXPECT_EQ(GpuModel(folder, 3), "NVIDIA A100");
  EXPECT_EQ(GpuModel(folder, 0), "NVIDIA H100 80GB HBM3");
  EXPECT_EQ(GpuModel(folder, 1), "");
  EXPECT_EQ(GpuModel("/none", 0), "");
}

}  // namespace
}  // namespace labelrep
