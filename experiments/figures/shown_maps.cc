#include "experiments/figures/shown_maps.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/report/report.h"
#include "lib/base/npy.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// So that a map's pixels are counted in an int.
constexpr int kMostPixelsOfSide = 1024;

template <typename... Text>
absl::Status Wrong(const std::string& file, const Text&... text) {
  return absl::FailedPreconditionError(absl::StrCat(file, ": ", text...));
}

absl::Status CheckClasses(const std::string& file, const SaliencyResult& result) {
  const int images = result.classes_size();
  if (result.decisions_size() != images) {
    return Wrong(file, "decisions: ", result.decisions_size(), ", expected ", images);
  }
  for (const auto& [field, values] :
       {std::pair("classes", &result.classes()), std::pair("decisions", &result.decisions())}) {
    for (const int32_t label : *values) {
      if (label >= 0 && label < result.class_names_size()) continue;
      return Wrong(file, field, ": found ", label, ", expected below the ",
                   result.class_names_size(), " class names");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckMaps(const std::string& file, const SaliencyResult& result) {
  if (result.image_size() < 1 || result.image_size() > kMostPixelsOfSide) {
    return Wrong(file, "image_size: ", result.image_size(), ", expected from 1 to ",
                 kMostPixelsOfSide);
  }
  const int images = result.classes_size();
  const int64_t kept = std::min<int64_t>(result.recipe().maps(), images);
  const int64_t numbers = kept * result.image_size() * result.image_size();
  if (images == 0 || result.maps().empty()) {
    return Wrong(file, "no images or no maps; expected some");
  }
  for (const SaliencyMaps& maps : result.maps()) {
    if (maps.covered_shares_size() != images || maps.central_shares_size() != images ||
        maps.image_maps_size() != numbers) {
      return Wrong(file, "maps: found ", maps.covered_shares_size(), " and ",
                   maps.central_shares_size(), " shares and ", maps.image_maps_size(),
                   " numbers, expected ", images, " shares and ", numbers, " numbers");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckResult(const std::string& file, const SaliencyResult& result,
                         const RunOutcome& run) {
  LABELREP_RETURN_IF_ERROR(CheckIsOfModel(file, result.model(), result.weights_sha256(), run));
  LABELREP_RETURN_IF_ERROR(CheckMaps(file, result));
  return CheckClasses(file, result);
}

// Channels last, as pictures have them.
absl::StatusOr<std::string> ReadImages(const std::string& file, const ShownMaps& maps) {
  LABELREP_ASSIGN_OR_RETURN(const Array images, ReadNpy(file));
  const int64_t size = maps.result.image_size();
  if (images.dtype != DType::kUint8 ||
      images.shape != std::vector<int64_t>{maps.Kept(), kRgbChannels, size, size}) {
    return Wrong(file, "expected uint8 [", maps.Kept(), ", 3, ", size, ", ", size, "]");
  }
  std::string rgb(images.bytes.size(), '\0');
  const size_t pixels = maps.Pixels();
  for (size_t i = 0; i < rgb.size(); ++i) {
    const size_t image = i / (kRgbChannels * pixels);
    const size_t channel = i / pixels % kRgbChannels;
    rgb[(image * pixels + i % pixels) * kRgbChannels + channel] = images.bytes[i];
  }
  return rgb;
}

}  // namespace

absl::StatusOr<ShownMaps> ReadShownMaps(const RunOutcome& run, const std::string& kind_title) {
  ShownMaps shown;
  shown.run = &run;
  shown.kind_title = kind_title;
  if (run.measurements.empty()) {
    *shown.result.mutable_failure() = AbsentFailure("no saliency maps");
    return shown;
  }
  const ReportSpec::Measurement& measured = *run.measurements.front();
  LABELREP_RETURN_IF_ERROR(ReadMeasured("saliency", measured.result(), &shown.result));
  if (!shown.IsMeasured()) return shown;
  LABELREP_RETURN_IF_ERROR(CheckResult(measured.result(), shown.result, run));
  for (const auto& file : measured.files()) {
    if (file.name() != "images") continue;
    LABELREP_ASSIGN_OR_RETURN(shown.rgb, ReadImages(file.path(), shown));
  }
  return shown;
}

}  // namespace labelrep
