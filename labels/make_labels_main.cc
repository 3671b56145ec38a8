// Makes a label set file.
#include <cstdint>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "labels/make.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/class_names.h"
#include "lib/data/label_set.h"

ABSL_FLAG(std::string, kind, "",
          "Label kind, or a name of your own for labels from --npy, --wavs, --bert or --glove.");
ABSL_FLAG(std::string, source, "",
          "What recordings are: espeak, recordings, or a name of your own.");
ABSL_FLAG(uint64_t, seed, 0, "Seed of the kinds that draw random numbers.");
ABSL_FLAG(std::string, class_names, "", "Text file with the data set's class names, one a line.");
ABSL_FLAG(std::string, wavs, "", "Folder with 0.wav, 1.wav, ...: a recording of each class name.");
ABSL_FLAG(std::string, npy, "", "NumPy file of one array for each class.");
ABSL_FLAG(std::string, npy_order, "",
          "Text file that says which class each array of --npy is, one name a line; left out where "
          "they are in the data set's order.");
ABSL_FLAG(std::string, bert, "",
          "Folder of a BERT model: config.json, vocab.txt and model.safetensors.");
ABSL_FLAG(std::string, glove, "", "Text file of GloVe's word vectors.");
ABSL_FLAG(std::string, out, "", "Label set file to write.");
ABSL_FLAG(bool, failure_is_label_set, false,
          "Write a label set that says what is wrong where the input is bad.");

namespace labelrep {
namespace {

// Empty stays empty: the file was not asked for.
std::string OptionalPath(const std::string& path) { return path.empty() ? "" : UserPath(path); }

absl::StatusOr<LabelSet> LabelsFor(LabelRequest request, const std::string& class_names) {
  LABELREP_ASSIGN_OR_RETURN(request.class_names, ReadClassNames(class_names));
  return MakeLabels(request);
}

absl::Status Main() {
  const std::string class_names = absl::GetFlag(FLAGS_class_names);
  if (class_names.empty()) return absl::InvalidArgumentError("expected --class_names=FILE");
  const std::string out = absl::GetFlag(FLAGS_out);
  if (out.empty()) return absl::InvalidArgumentError("expected --out=FILE");
  LabelRequest request;
  request.recipe.set_kind(absl::GetFlag(FLAGS_kind));
  request.recipe.set_source(absl::GetFlag(FLAGS_source));
  request.recipe.set_seed(absl::GetFlag(FLAGS_seed));
  request.wavs = OptionalPath(absl::GetFlag(FLAGS_wavs));
  request.npy = OptionalPath(absl::GetFlag(FLAGS_npy));
  request.npy_order = OptionalPath(absl::GetFlag(FLAGS_npy_order));
  request.bert = OptionalPath(absl::GetFlag(FLAGS_bert));
  request.glove = OptionalPath(absl::GetFlag(FLAGS_glove));
  absl::StatusOr<LabelSet> labels = LabelsFor(request, UserPath(class_names));
  if (absl::GetFlag(FLAGS_failure_is_label_set) && absl::IsInvalidArgument(labels.status())) {
    // The runs then find this, and their results say so.
    std::cerr << "make_labels: " << labels.status().message() << "\n";
    labels = FailedLabelSet(request.recipe, labels.status().message());
  }
  if (!labels.ok()) return labels.status();
  return WriteBinaryProto(UserPath(out), *labels);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "make_labels",
      "makes a label set:\n"
      "  make_labels --kind=random --seed=3 --class_names=names.txt --out=labels.pb\n"
      "  make_labels --kind=normal_50 --class_names=names.txt --out=labels.pb\n"
      "  make_labels --kind=bert_embedding --bert=bert-base-uncased --class_names=names.txt "
      "--out=labels.pb\n"
      "  make_labels --kind=mine --npy=mine.npy --class_names=names.txt --out=labels.pb",
      argc, argv, labelrep::Main);
}
