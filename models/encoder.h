// What an architecture of this folder implements, and how it becomes known by name.
//
// Adding one is a file and a line: my_encoder.cc here with an Encoder and a registration,
//   const EncoderRegistration kMine("mine", [] { return std::make_shared<MyEncoder>(); });
// and an entry in catalogue.bzl.
#ifndef MODELS_ENCODER_H_
#define MODELS_ENCODER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "models/layers.h"

namespace labelrep {

// Forward: normalised float images [N, 3, 32, 32] -> features after the last pooling, [N, f].
class Encoder : public Layer {
 public:
  // f.
  virtual int64_t feature_size() const = 0;

  // The linear head over these features, where the architecture has a rule for it.
  virtual std::shared_ptr<Linear> MakeLinearHead(int64_t outputs) const;
};

class EncoderRegistration {
 public:
  using Make = std::function<std::shared_ptr<Encoder>()>;
  // Gets what stands behind the family's prefix: "32" for resnet32.
  using MakeMember = std::function<absl::StatusOr<std::shared_ptr<Encoder>>(absl::string_view)>;

  EncoderRegistration(std::string name, Make make);
  // `form` is the family's name in messages: its prefix, then "<...>", such as "resnet<6n+2>". What
  // stands in its place begins with a digit.
  EncoderRegistration(std::string form, MakeMember make);
};

// With all parameters zero. INVALID_ARGUMENT naming the known encoders, or for a name that is of a
// family what its members are.
absl::StatusOr<std::shared_ptr<Encoder>> MakeEncoder(absl::string_view name);

// Names and forms, sorted.
std::vector<std::string> KnownEncoders();

}  // namespace labelrep

#endif  // MODELS_ENCODER_H_
