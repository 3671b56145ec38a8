#include "experiments/train/train_testing.h"

#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar_writer.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr char kRecipe[] = R"pb(
  dataset: "fake"
  label { kind: "category" }
  encoder: "resnet8"
  seed: 7
  epochs: 3
  batch_size: 8
  learning_rate: 0.05
  weight_decay: 5e-4
  one_cycle {}
)pb";

void CheckOk(const absl::Status& status) { LABELREP_CHECK(status.ok(), status.ToString().c_str()); }

}  // namespace

TrainingFiles::TrainingFiles(const std::string& name, int64_t image_size)
    : folder_(absl::StrCat(std::getenv("TEST_TMPDIR"), "/", name)) {
  std::filesystem::remove_all(folder_);
  CheckOk(MakeDirectory(Path("data")));
  const LabelSet labels = SyntheticCategoryLabels(2);
  Dataset dataset;
  dataset.class_names.assign(labels.class_names().begin(), labels.class_names().end());
  dataset.train = FakeImages(20, 2, 1, image_size);
  dataset.test = FakeImages(6, 2, 2, image_size);
  CheckOk(WriteCifar10Layout(dataset, Path("data")));
  CheckOk(WriteBinaryProto(Path("labels.pb"), labels));
  ChangeRecipe("");
}

void TrainingFiles::ChangeRecipe(const std::string& changes) const {
  RunConfig config;
  LABELREP_CHECK(
      google::protobuf::TextFormat::ParseFromString(kRecipe, config.mutable_recipe()) &&
          google::protobuf::TextFormat::MergeFromString(changes, config.mutable_recipe()),
      "the recipe does not parse");
  std::string text;
  google::protobuf::TextFormat::PrintToString(config, &text);
  CheckOk(WriteFileAtomically(Path("run.textproto"), text));
}

SegmentFiles SegmentFilesIn(const std::string& folder, int i, int k) {
  SegmentFiles files;
  if (i > 1) files.checkpoint_in = absl::StrCat(folder, "/checkpoint", i - 1);
  if (i < k) {
    files.checkpoint_out = absl::StrCat(folder, "/checkpoint", i);
    return files;
  }
  files.result = folder + "/result.pb";
  files.provenance = folder + "/provenance.pb";
  files.weights = folder + "/weights.safetensors";
  return files;
}

absl::Status TrainInSegments(const RunPaths& paths, const std::string& folder, int k) {
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
  for (int i = 1; i <= k; ++i) {
    LABELREP_RETURN_IF_ERROR(TrainSegment(paths, {i, k}, SegmentFilesIn(folder, i, k), true));
  }
  return absl::OkStatus();
}

std::string FileBytes(const std::string& path) {
  absl::StatusOr<std::string> bytes = ReadFile(path);
  EXPECT_OK(bytes);
  return bytes.ok() ? *bytes : "";
}

RunResult ReadResult(const std::string& path) {
  RunResult result;
  EXPECT_OK(ReadBinaryProto(path, &result));
  return result;
}

Provenance ReadProvenance(const std::string& path) {
  Provenance provenance;
  EXPECT_OK(ReadBinaryProto(path, &provenance));
  return provenance;
}

FileSizeLimit::FileSizeLimit(rlim_t bytes) {
  // Otherwise the signal ends the process before write() can fail.
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &before_);
  const rlimit limit = {bytes, before_.rlim_max};
  setrlimit(RLIMIT_FSIZE, &limit);
}

FileSizeLimit::~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

}  // namespace labelrep
