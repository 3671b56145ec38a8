#include "lib/run/gpu_model.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace labelrep {

std::string GpuModel(const std::string& folder, int number) {
  std::error_code error;
  for (const auto& gpu : std::filesystem::directory_iterator(folder, error)) {
    std::ifstream file(gpu.path() / "information");
    std::string model;
    std::string minor;
    for (std::string line; std::getline(file, line);) {
      absl::string_view rest = line;
      if (absl::ConsumePrefix(&rest, "Model:")) {
        model = std::string(absl::StripAsciiWhitespace(rest));
      } else if (absl::ConsumePrefix(&rest, "Device Minor:")) {
        minor = std::string(absl::StripAsciiWhitespace(rest));
      }
    }
    if (minor == absl::StrCat(number)) return model;
  }
  return "";
}

}  // namespace labelrep
