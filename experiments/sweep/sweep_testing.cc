#include "experiments/sweep/sweep_testing.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

void MakeFolderOf(const std::string& file) {
  EXPECT_OK(MakeDirectory(std::filesystem::path(file).parent_path().string()));
}

}  // namespace

std::string EmptyFolder(const std::string& name) {
  // As the kernel would name it, that is without "//".
  const std::string folder =
      (std::filesystem::path(::testing::TempDir()) / name).lexically_normal().string();
  std::filesystem::remove_all(folder);
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

PlannedRun PlannedRunNamed(const std::string& name) {
  PlannedRun run;
  run.set_name(name);
  run.set_profile("cpu");
  run.set_train_images(1000);
  run.set_test_images(100);
  Recipe& recipe = *run.mutable_recipe();
  recipe.set_dataset("cifar10");
  recipe.set_encoder("resnet8");
  recipe.mutable_label()->set_kind("category");
  recipe.set_seed(7);
  recipe.set_epochs(10);
  recipe.set_learning_rate(0.1);
  recipe.set_weight_decay(0);
  recipe.mutable_one_cycle();
  return run;
}

RunResult ResultOf(const PlannedRun& run, int32_t epochs, const std::string& failure) {
  RunResult result;
  *result.mutable_recipe() = CanonicalRecipe(run.recipe());
  result.set_recipe_sha256(RecipeSha256(result.recipe()));
  for (int32_t epoch = 1; epoch <= epochs; ++epoch) result.add_epochs()->set_epoch(epoch);
  if (!failure.empty()) result.mutable_failure()->set_message(failure);
  return result;
}

void WriteResult(const RunResult& result, const std::string& folder) {
  EXPECT_OK(MakeDirectory(folder));
  EXPECT_OK(WriteBinaryProto(folder + "/result.pb", result));
}

void WriteCheckpoint(const RunResult& progress, const std::string& file) {
  MakeFolderOf(file);
  Safetensors checkpoint;
  google::protobuf::TextFormat::PrintToString(progress, &checkpoint.metadata["progress"]);
  EXPECT_OK(WriteFileAtomically(file, EncodeSafetensors(checkpoint)));
}

void WriteSegmentProvenance(int32_t first_epoch, int32_t last_epoch, double wall_s,
                            const std::string& file) {
  MakeFolderOf(file);
  Provenance provenance;
  Provenance::Segment& segment = *provenance.add_segments();
  segment.set_first_epoch(first_epoch);
  segment.set_last_epoch(last_epoch);
  segment.set_wall_s(wall_s);
  EXPECT_OK(WriteBinaryProto(file, provenance));
}

void WriteProcess(const std::string& proc, int pid, const std::vector<std::string>& arguments,
                  const std::string& working_folder) {
  const std::string process = absl::StrCat(proc, "/", pid);
  EXPECT_OK(MakeDirectory(process));
  std::string command_line;
  for (const std::string& argument : arguments) command_line.append(argument).push_back('\0');
  EXPECT_OK(WriteFileAtomically(process + "/cmdline", command_line));
  std::filesystem::create_directory_symlink(working_folder, process + "/cwd");
}

}  // namespace labelrep
