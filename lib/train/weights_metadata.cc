#include "lib/train/weights_metadata.h"

#include "google/protobuf/text_format.h"

namespace labelrep {

std::map<std::string, std::string> WeightsMetadata(const RunResult& result) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string recipe;
  printer.PrintToString(result.recipe(), &recipe);
  return {{"format", "pt"},
          {"recipe", recipe},
          {"recipe_sha256", result.recipe_sha256()},
          {"labels_sha256", result.labels_sha256()},
          {"train_data_sha256", result.train_data_sha256()}};
}

}  // namespace labelrep
