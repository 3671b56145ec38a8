#include "lib/run/numerics_environment.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace labelrep {
namespace {

// As new releases add variables, all of a library that only calculates are meant.
constexpr absl::string_view kPrefixes[] = {
    // With a share of a GPU cuDNN may take other kernels.
    "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE",
    "DNNL_",
    "MKLDNN_",
    "MKL_",
    "NVIDIA_TF32_OVERRIDE",
    "ONEDNN_",
    "TORCH_ALLOW_TF32_",
    "TORCH_BLAS_PREFER_",
    "TORCH_CUDNN_",
    "TORCH_LINALG_PREFER_",
    "TORCH_LINEAR_FLATTEN_3D",
    "TORCH_MKLDNN_",
};

bool ChangesNumbers(absl::string_view name) {
  return !absl::StrContains(name, "VERBOSE") &&
         std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                     [&](absl::string_view prefix) { return absl::StartsWith(name, prefix); });
}

}  // namespace

void ClearNumericsEnvironment() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const absl::string_view text = *entry;
    const absl::string_view name = text.substr(0, text.find('='));
    if (ChangesNumbers(name)) names.emplace_back(name);
  }
  for (const std::string& name : names) unsetenv(name.c_str());
}

}  // namespace labelrep
