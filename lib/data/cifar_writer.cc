#include "lib/data/cifar_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar_records.h"
#include "lib/data/class_names.h"

namespace labelrep {
namespace {

absl::Status CheckImages(const ImageSet& images, size_t classes, absl::string_view split) {
  if (images.pixels.size() != images.labels.size() * images.image_bytes()) {
    return absl::InvalidArgumentError(
        absl::StrCat(split, ": ", images.pixels.size(), " bytes of pixels; expected ",
                     images.image_bytes(), " for each of ", images.size(), " labels"));
  }
  for (int64_t i = 0; i < images.size(); ++i) {
    if (images.labels[i] < 0 || images.labels[i] >= static_cast<int64_t>(classes)) {
      return absl::InvalidArgumentError(absl::StrCat(split, ": image ", i, ": label ",
                                                     images.labels[i], "; expected 0 to ",
                                                     static_cast<int64_t>(classes) - 1));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDataset(const Dataset& dataset) {
  const size_t classes = dataset.class_names.size();
  if (classes > kMaxClasses) {
    return absl::InvalidArgumentError(
        absl::StrCat("class_names: ", classes, " classes; expected at most ", kMaxClasses));
  }
  if (dataset.train.image_size != dataset.test.image_size) {
    return absl::InvalidArgumentError(absl::StrCat("test: images of size ", dataset.test.image_size,
                                                   "; expected ", dataset.train.image_size,
                                                   ", as those of train"));
  }
  LABELREP_RETURN_IF_ERROR(CheckImages(dataset.train, classes, "train"));
  return CheckImages(dataset.test, classes, "test");
}

// The bytes before the pixels: the coarse label where there is one, and the class.
std::string EncodeRecords(const ImageSet& images, const CoarseClasses* coarse) {
  std::string records;
  const int64_t image_bytes = images.image_bytes();
  records.reserve(images.size() * (image_bytes + 2));
  for (int64_t i = 0; i < images.size(); ++i) {
    const int32_t label = images.labels[i];
    if (coarse != nullptr) records.push_back(static_cast<char>(coarse->of_class[label]));
    records.push_back(static_cast<char>(label));
    records.append(reinterpret_cast<const char*>(&images.pixels[i * image_bytes]), image_bytes);
  }
  return records;
}

std::string Lines(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) absl::StrAppend(&text, name, "\n");
  return text;
}

// As the reader takes 32x32 without it, none is written for that.
absl::Status WriteImageSize(const Dataset& dataset, const std::string& folder) {
  if (dataset.train.image_size == kCifarImageSize) return absl::OkStatus();
  return WriteFileAtomically(absl::StrCat(folder, "/", kImageSizeFile),
                             absl::StrCat(dataset.train.image_size, "\n"));
}

}  // namespace

absl::Status WriteCifar10Layout(const Dataset& dataset, const std::string& folder) {
  LABELREP_RETURN_IF_ERROR(CheckDataset(dataset));
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
  LABELREP_RETURN_IF_ERROR(WriteImageSize(dataset, folder));
  const auto path = [&](absl::string_view name) { return absl::StrCat(folder, "/", name); };
  LABELREP_RETURN_IF_ERROR(
      WriteFileAtomically(path("data_batch_1.bin"), EncodeRecords(dataset.train, nullptr)));
  LABELREP_RETURN_IF_ERROR(
      WriteFileAtomically(path("test_batch.bin"), EncodeRecords(dataset.test, nullptr)));
  return WriteFileAtomically(path("batches.meta.txt"), Lines(dataset.class_names));
}

absl::Status WriteCifar100Layout(const Dataset& dataset, const CoarseClasses& coarse,
                                 const std::string& folder) {
  LABELREP_RETURN_IF_ERROR(CheckDataset(dataset));
  if (coarse.of_class.size() != dataset.class_names.size()) {
    return absl::InvalidArgumentError(absl::StrCat("coarse.of_class: ", coarse.of_class.size(),
                                                   " classes; expected ",
                                                   dataset.class_names.size()));
  }
  for (size_t i = 0; i < coarse.of_class.size(); ++i) {
    if (coarse.of_class[i] < 0 || coarse.of_class[i] >= static_cast<int64_t>(coarse.names.size())) {
      return absl::InvalidArgumentError(
          absl::StrCat("coarse.of_class[", i, "]: ", coarse.of_class[i], "; expected 0 to ",
                       static_cast<int64_t>(coarse.names.size()) - 1));
    }
  }
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
  LABELREP_RETURN_IF_ERROR(WriteImageSize(dataset, folder));
  const auto path = [&](absl::string_view name) { return absl::StrCat(folder, "/", name); };
  LABELREP_RETURN_IF_ERROR(
      WriteFileAtomically(path("train.bin"), EncodeRecords(dataset.train, &coarse)));
  LABELREP_RETURN_IF_ERROR(
      WriteFileAtomically(path("test.bin"), EncodeRecords(dataset.test, &coarse)));
  LABELREP_RETURN_IF_ERROR(
      WriteFileAtomically(path("coarse_label_names.txt"), Lines(coarse.names)));
  return WriteFileAtomically(path("fine_label_names.txt"), Lines(dataset.class_names));
}

}  // namespace labelrep
