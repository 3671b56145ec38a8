#include "lib/run/numerics_environment.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(NumericsEnvironmentTest, TakesWhatChangesNumbersOnly) {
  const char* const kTaken[] = {"CUDA_MPS_ACTIVE_THREAD_PERCENTAGE",
                                "ONEDNN_MAX_CPU_ISA",
                                "DNNL_MAX_CPU_ISA",
                                "ONEDNN_CPU_ISA_HINTS",
                                "ONEDNN_DEFAULT_FPMATH_MODE",
                                "MKL_CBWR",
                                "MKL_ENABLE_INSTRUCTIONS",
                                "NVIDIA_TF32_OVERRIDE",
                                "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"};
  const char* const kLeft[] = {
      "CUDA_MPS_PIPE_DIRECTORY", "ONEDNN_VERBOSE", "MKL_VERBOSE",
      "ATEN_CPU_CAPABILITY",     "HOME",           "LABELREP_RUNS_PER_GPU"};
  for (const char* name : kTaken) setenv(name, "1", 1);
  for (const char* name : kLeft) setenv(name, "1", 1);
  ClearNumericsEnvironment();
  for (const char* name : kTaken) EXPECT_EQ(getenv(name), nullptr) << name;
  for (const char* name : kLeft) EXPECT_STREQ(getenv(name), "1") << name;
}

}  // namespace
}  // namespace labelrep
