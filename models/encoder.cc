#include "models/encoder.h"

#include <functional>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using EncoderOr = absl::StatusOr<std::shared_ptr<Encoder>>;
using MakeAny = std::function<EncoderOr(absl::string_view member, int64_t image_size)>;

// Filled while static objects are constructed, hence behind a function.
std::map<std::string, MakeAny>& Registry() {
  static auto* registry = new std::map<std::string, MakeAny>;
  return *registry;
}

void Register(std::string form, MakeAny make) {
  const bool is_new = Registry().emplace(form, std::move(make)).second;
  LABELREP_CHECK(is_new, absl::StrCat("two encoders are called ", form).c_str());
}

EncoderOr MakeForAnySize(absl::string_view name, int64_t image_size) {
  const auto named = Registry().find(std::string(name));
  if (named != Registry().end()) return named->second("", image_size);
  for (const auto& [form, make] : Registry()) {
    const size_t prefix = form.find('<');
    // Families go by number: another encoder may be called resnet_wide.
    if (prefix != std::string::npos && name.size() > prefix && absl::ascii_isdigit(name[prefix]) &&
        absl::StartsWith(name, form.substr(0, prefix))) {
      return make(name.substr(prefix), image_size);
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "encoder \"", name, "\" is unknown: expected one of ", absl::StrJoin(KnownEncoders(), ", ")));
}

}  // namespace

std::shared_ptr<Linear> Encoder::MakeLinearHead(int64_t outputs) const {
  return std::make_shared<Linear>(feature_size(), outputs);
}

EncoderRegistration::EncoderRegistration(std::string name, Make make) {
  Register(std::move(name),
           [make = std::move(make)](absl::string_view, int64_t) -> EncoderOr { return make(); });
}

EncoderRegistration::EncoderRegistration(std::string name, MakeForSize make) {
  Register(std::move(name),
           [make = std::move(make)](absl::string_view, int64_t image_size) -> EncoderOr {
             return make(image_size);
           });
}

EncoderRegistration::EncoderRegistration(std::string form, MakeMember make) {
  Register(std::move(form),
           [make = std::move(make)](absl::string_view member, int64_t) { return make(member); });
}

EncoderOr MakeEncoder(absl::string_view name, int64_t image_size) {
  LABELREP_ASSIGN_OR_RETURN(std::shared_ptr<Encoder> encoder, MakeForAnySize(name, image_size));
  const int64_t step = encoder->image_size_step();
  if (image_size > 0 && image_size % step == 0) return encoder;
  return absl::InvalidArgumentError(
      absl::StrCat("encoder \"", name, "\": images of ", image_size, "x", image_size,
                   "; expected a multiple of ", step,
                   " pixels in height and width; take another encoder or images "
                   "of such a size"));
}

std::vector<std::string> KnownEncoders() {
  std::vector<std::string> names;
  for (const auto& [form, make] : Registry()) names.push_back(form);
  return names;
}

}  // namespace labelrep
