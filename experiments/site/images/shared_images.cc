#include "experiments/site/images/shared_images.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr int kBase = sizeof(kDigits) - 1;
// What two digits can tell apart.
constexpr int kMostClasses = kBase * kBase;

template <typename... Text>
absl::Status Wrong(const std::string& file, const std::string& field, const Text&... text) {
  return absl::FailedPreconditionError(absl::StrCat(file, ": ", field, ": found ", text...));
}

}  // namespace

absl::Status SharedImages::Add(const std::string& file, const std::string& test_data_sha256,
                               const ImageClasses& classes, int num_classes) {
  if (num_classes < 1 || num_classes > kMostClasses) {
    return Wrong(file, "number of classes", num_classes, ", expected from 1 to ", kMostClasses);
  }
  if (file_.empty()) {
    file_ = file;
    test_data_sha256_ = test_data_sha256;
    num_classes_ = num_classes;
  }
  if (test_data_sha256 != test_data_sha256_) {
    return Wrong(file, "test_data_sha256", test_data_sha256, ", but ", test_data_sha256_, " in ",
                 file_, "; images are compared one by one: measure one of the two again");
  }
  if (num_classes != num_classes_) {
    return Wrong(file, "number of classes", num_classes, ", but ", num_classes_, " in ", file_);
  }
  LABELREP_RETURN_IF_ERROR(Check(file, "classes", classes, classes.size()));
  const int both = std::min(classes.size(), classes_.size());
  for (int i = 0; i < both; ++i) {
    if (classes[i] == classes_[i]) continue;
    return Wrong(file, "classes", classes[i], " of image ", i, ", expected ", classes_[i],
                 " as in other results of these images");
  }
  if (classes.size() > classes_.size()) classes_ = classes;
  return absl::OkStatus();
}

absl::Status SharedImages::Check(const std::string& file, const std::string& field,
                                 const ImageClasses& values, int images) const {
  if (values.size() != images) {
    return Wrong(file, field, values.size(), ", expected one for each of ", images, " images");
  }
  for (int i = 0; i < images; ++i) {
    if (values[i] >= 0 && values[i] < num_classes_) continue;
    return Wrong(file, field, values[i], " of image ", i, ", expected below the ", num_classes_,
                 " classes");
  }
  return absl::OkStatus();
}

int SharedImages::shown() const { return std::min(classes_.size(), kMostShownImages); }

int SharedImages::digits() const { return num_classes_ > kBase ? 2 : 1; }

std::string SharedImages::Text(const ImageClasses& values) const {
  std::string text;
  for (int i = 0; i < std::min(values.size(), kMostShownImages); ++i) {
    if (digits() == 2) text += kDigits[values[i] / kBase];
    text += kDigits[values[i] % kBase];
  }
  return text;
}

}  // namespace labelrep
