// The test images that several results are of, and their classes as text.
#ifndef EXPERIMENTS_SITE_IMAGES_SHARED_IMAGES_H_
#define EXPERIMENTS_SITE_IMAGES_SHARED_IMAGES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/repeated_field.h"

namespace labelrep {

// As many, the first, are shown at most.
inline constexpr int kMostShownImages = 1000;

// Classes, one for each of the first images of a test split.
using ImageClasses = google::protobuf::RepeatedField<int32_t>;

class SharedImages {
 public:
  // Of a result in `file` with these fields. FAILED_PRECONDITION naming the file and the field
  // where it is of other images than those before, or of a class that is none of the labels'.
  absl::Status Add(const std::string& file, const std::string& test_data_sha256,
                   const ImageClasses& classes, int num_classes);

  // FAILED_PRECONDITION naming both where a field has not one class of the labels for each image.
  absl::Status Check(const std::string& file, const std::string& field, const ImageClasses& values,
                     int images) const;

  // The first images' as text (image_table.proto). `values` has passed Check.
  std::string Text(const ImageClasses& values) const;

  // The longest list of the true classes that was added; the images shown are the first of them.
  const ImageClasses& classes() const { return classes_; }
  int shown() const;
  int num_classes() const { return num_classes_; }
  int digits() const;  // of a class
  // Of the first result; "" before.
  const std::string& test_data_sha256() const { return test_data_sha256_; }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::string test_data_sha256_;
  int num_classes_ = 0;
  ImageClasses classes_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_IMAGES_SHARED_IMAGES_H_
