// What an architecture of this folder implements, and how it becomes known by name.
//
// Adding one is a file and a line: my_encoder.cc here with an Encoder and a registration,
//   const EncoderRegistration kMine("mine", [] { return std::make_shared<MyEncoder>(); });
// and an entry in catalogue.bzl. The images' size is the data set's; an encoder whose layers depend
// on it is registered as [](int64_t image_size) { return std::make_shared<MyEncoder>(image_size);
// }.
#ifndef MODELS_ENCODER_H_
#define MODELS_ENCODER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/eval/classifier.h"
#include "models/layers.h"

namespace labelrep {

// Forward: normalised float images [N, 3, s, s] -> features after the last pooling, [N, f].
class Encoder : public Layer {
 public:
  // The same with the activations at the end of each stage, that is, before the image is made
  // smaller, for pictures of what the encoder looks at. An encoder need not show them. Nothing may
  // write to these tensors afterwards.
  virtual StagedFeatures ForwardWithStages(const at::Tensor& images) {
    return {Forward(images), {}};
  }

  // f.
  virtual int64_t feature_size() const = 0;

  // s, in pixels, has to be a multiple of this.
  virtual int64_t image_size_step() const { return 1; }

  // The linear head over these features, where the architecture has a rule for it.
  virtual std::shared_ptr<Linear> MakeLinearHead(int64_t outputs) const;
};

class EncoderRegistration {
 public:
  using Make = std::function<std::shared_ptr<Encoder>()>;
  using MakeForSize = std::function<std::shared_ptr<Encoder>(int64_t image_size)>;
  // Gets what stands behind the family's prefix: "32" for resnet32.
  using MakeMember = std::function<absl::StatusOr<std::shared_ptr<Encoder>>(absl::string_view)>;

  EncoderRegistration(std::string name, Make make);
  EncoderRegistration(std::string name, MakeForSize make);
  // `form` is the family's name in messages: its prefix, then "<...>", such as "resnet<6n+2>". What
  // stands in its place begins with a digit.
  EncoderRegistration(std::string form, MakeMember make);
};

// For images of that height and width in pixels, with all parameters zero. INVALID_ARGUMENT naming
// the known encoders, for a name that is of a family what its members are, or for a size that the
// encoder cannot take those that it can.
absl::StatusOr<std::shared_ptr<Encoder>> MakeEncoder(absl::string_view name, int64_t image_size);

// Names and forms, sorted.
std::vector<std::string> KnownEncoders();

}  // namespace labelrep

#endif  // MODELS_ENCODER_H_
