// Files of published accuracies.
#ifndef RESULTS_PUBLISHED_PUBLISHED_H_
#define RESULTS_PUBLISHED_PUBLISHED_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "results/published/published.pb.h"

namespace labelrep {

// Names that a file may use; an empty set stands for any.
struct KnownNames {
  std::set<std::string> datasets;
  std::set<std::string> encoders;
  std::set<std::string> labels;
  std::set<std::string> attacks;
};

// Reads a PublishedNumbers in text form. INVALID_ARGUMENT "<path>:<line>: numbers[<index>].<field>:
// found ..., expected ..." for an unknown name, a percentage outside [0, 100], a number without a
// split, an attack without its epsilon, and two numbers for one cell; NOT_FOUND without the file.
absl::StatusOr<PublishedNumbers> ReadPublished(const std::string& path, const KnownNames& known);

// What numbers of one cell have in common, everything but seed and repetition, as bytes that are
// equal for them alone.
std::string CellOf(const PublishedNumber& number);

// The same for readers: "cifar10, vgg19, category, 2 % of the images, 200 epochs, validation
// split",
// "..., test split, fgsm targeted, epsilon 0.1".
std::string DescribeCell(const PublishedNumber& number);

}  // namespace labelrep

#endif  // RESULTS_PUBLISHED_PUBLISHED_H_
