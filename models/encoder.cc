#include "models/encoder.h"

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

// Filled while static objects are constructed, hence behind a function.
std::map<std::string, EncoderRegistration::MakeMember>& Registry() {
  static auto* registry = new std::map<std::string, EncoderRegistration::MakeMember>;
  return *registry;
}

}  // namespace

std::shared_ptr<Linear> Encoder::MakeLinearHead(int64_t outputs) const {
  return std::make_shared<Linear>(feature_size(), outputs);
}

EncoderRegistration::EncoderRegistration(std::string name, Make make)
    : EncoderRegistration(
          std::move(name),
          [make = std::move(make)](absl::string_view) -> absl::StatusOr<std::shared_ptr<Encoder>> {
            return make();
          }) {}

EncoderRegistration::EncoderRegistration(std::string form, MakeMember make) {
  const bool is_new = Registry().emplace(form, std::move(make)).second;
  LABELREP_CHECK(is_new, absl::StrCat("two encoders are called ", form).c_str());
}

absl::StatusOr<std::shared_ptr<Encoder>> MakeEncoder(absl::string_view name) {
  const auto named = Registry().find(std::string(name));
  if (named != Registry().end()) return named->second("");
  for (const auto& [form, make] : Registry()) {
    const size_t prefix = form.find('<');
    // Families go by number: another encoder may be called resnet_wide.
    if (prefix != std::string::npos && name.size() > prefix && absl::ascii_isdigit(name[prefix]) &&
        absl::StartsWith(name, form.substr(0, prefix))) {
      return make(name.substr(prefix));
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "encoder \"", name, "\" is unknown: expected one of ", absl::StrJoin(KnownEncoders(), ", ")));
}

std::vector<std::string> KnownEncoders() {
  std::vector<std::string> names;
  for (const auto& [form, make] : Registry()) names.push_back(form);
  return names;
}

}  // namespace labelrep
