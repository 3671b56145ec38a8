#include "lib/run/weights_metadata.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

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

absl::StatusOr<std::optional<Recipe>> RecipeOfWeights(
    const std::map<std::string, std::string>& metadata, absl::string_view name) {
  const auto text = metadata.find("recipe");
  if (text == metadata.end()) return std::nullopt;
  Recipe recipe;
  LABELREP_RETURN_IF_ERROR(
      ParseTextProto(text->second, absl::StrCat(name, ": metadata: recipe"), &recipe));
  return recipe;
}

}  // namespace labelrep
