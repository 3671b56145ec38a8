// What a label kind is. A kind is one file here that registers itself, and one entry in
// catalogue.bzl. This one, mine.cc, brightens from the top to the bottom, by class:
//
//   #include "labels/label_kind.h"
//
//   namespace labelrep {
//   namespace {
//
//   absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
//     LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
//     const int num_classes = request.class_names.size();
//     for (int i = 0; i < num_classes; ++i) {
//       for (int row = 0; row < kLabelSize; ++row) {
//         const double value = kLabelRange * i * row / (num_classes * kLabelSize);
//         for (int column = 0; column < kLabelSize; ++column) labels.add_values(value);
//       }
//     }
//     return labels;
//   }
//
//   const RegisteredLabelKind kRegistered({"mine", LabelInput::kClassNames, &Make});
//
//   }  // namespace
//   }  // namespace labelrep
//
// The values of all classes stand one after the other, in the order of request.class_names, each
// label row by row; classes whose labels are equal are refused. {n} in place of {rows, columns} is
// for a linear head of n outputs. What else a file includes is in `deps` of its entry:
// "//lib/base:random_stream" for random numbers, ":speech_label" for recordings.
#ifndef LABELS_LABEL_KIND_H_
#define LABELS_LABEL_KIND_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Elements are at most this where a kind is free to choose; the labels in dB span as much.
inline constexpr double kLabelRange = 80;

// Rows and columns of a label that is a picture.
inline constexpr int kLabelSize = 64;

// Smooth L1 loss below which an output counts as correct (protocol, "Deciding the class"). It is a
// loss on the scale of kLabelRange: pictures that are made of recordings have it, and all others,
// computed or from a file, whose values span that within a hundredth.
inline constexpr double kLabelThreshold = 3.5;

// What a kind is made from, besides the class names.
enum class LabelInput {
  kClassNames,  // nothing else
  kSeed,        // random numbers: another seed gives other labels
  kRecordings,  // a folder of recordings, one a class
  kArray,       // an .npy file
  kBert,        // a BERT model
  kWordVectors  // word vectors
};

struct LabelRequest {
  // Kind, source and seed; what is left out is filled in where it follows from the rest.
  LabelRecipe recipe;
  std::vector<std::string> class_names;
  // Folder with the recordings 0.wav, 1.wav, ..., one a class; empty where there is none.
  std::string wavs;
  // Of a member of a family: what its name says behind the family's, "50" of normal_50.
  std::string parameter;
  // .npy file of per-class arrays, and a text file with the class of each of them, one name a line.
  std::string npy;
  std::string npy_order;
  // Folder of a BERT model (lib/text/bert_config.h), and text file of GloVe's vectors.
  std::string bert;
  std::string glove;
};

struct LabelKind {
  std::string name;
  LabelInput input;
  // Returns shape, values, loss and decision; the caller has checked the request and adds the rest.
  absl::StatusOr<LabelSet> (*make)(const LabelRequest& request);
  // Of a family, whose members are called <name>_<parameter>: a parameter that it takes. Empty for
  // a kind that is none.
  std::string example = "";
};

// A label set for SMOOTH_L1 and NEAREST_LABEL without values.
LabelSet RegressionLabels(const std::vector<int>& shape);

// One-hot labels for CROSS_ENTROPY and LARGEST_OUTPUT.
LabelSet OneHotLabels(int num_classes);

// A class name as it is read: "aquarium_fish" is "aquarium fish".
std::string ReadableName(absl::string_view class_name);

// Adds a kind to the registry while the program starts.
class RegisteredLabelKind {
 public:
  explicit RegisteredLabelKind(const LabelKind& kind);
};

// Every registered kind, by name.
std::vector<LabelKind> RegisteredLabelKinds();

}  // namespace labelrep

#endif  // LABELS_LABEL_KIND_H_
