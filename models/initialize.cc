#include "models/initialize.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "c10/core/GradMode.h"
#include "lib/base/random_stream.h"
#include "models/layers.h"

namespace labelrep {
namespace {

void Fill(at::Tensor parameter, const Init& init, const std::string& name, uint64_t seed) {
  const c10::AutoGradMode no_grad(false);
  // A row-major CPU copy, whatever the parameter's device and memory format.
  at::Tensor values = parameter.detach().cpu().contiguous().clone();
  float* data = values.mutable_data_ptr<float>();
  RandomStream stream(seed, "init/" + name);
  for (int64_t i = 0; i < values.numel(); ++i) {
    switch (init.kind) {
      case Init::Kind::kConstant:
        data[i] = static_cast<float>(init.value);
        break;
      case Init::Kind::kNormal:
        data[i] = static_cast<float>(init.value * stream.NextNormal());
        break;
      case Init::Kind::kUniform:
        data[i] = static_cast<float>(init.value * (2.0 * stream.NextFloat() - 1.0));
        break;
    }
  }
  parameter.copy_(values);
}

}  // namespace

absl::Status InitializeParameters(torch::nn::Module& model, uint64_t seed) {
  std::set<std::string> filled;
  for (const auto& item : model.named_modules(/*name_prefix=*/"", /*include_self=*/false)) {
    const auto* layer = dynamic_cast<const ParameterLayer*>(item.value().get());
    if (layer == nullptr) continue;
    for (const auto& [name, init] : layer->inits()) {
      const std::string full_name = absl::StrCat(item.key(), ".", name);
      Fill(item.value()->named_parameters(/*recurse=*/false)[name], init, full_name, seed);
      filled.insert(full_name);
    }
  }
  for (const auto& item : model.named_parameters()) {
    if (!filled.contains(item.key())) {
      return absl::FailedPreconditionError(
          absl::StrCat("parameter ", item.key(),
                       " has no stated initialization: expected every parameter in a layer of "
                       "models/layers.h; add it with ParameterLayer::AddParameter"));
    }
  }
  return absl::OkStatus();
}

}  // namespace labelrep
