#include "models/complexity.h"

#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "ATen/ops/zeros.h"
#include "ATen/record_function.h"
#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "c10/core/GradMode.h"
#include "lib/data/image_set.h"

namespace labelrep {
namespace {

using Arguments = std::vector<c10::IValue>;

std::vector<int64_t> Pair(const c10::IValue& value) {
  std::vector<int64_t> pair = value.toIntVector();
  if (pair.size() == 1) pair.push_back(pair[0]);
  return pair;
}

void FillConvolution(const Arguments& arguments, const at::Tensor& output, TracedLayer& layer) {
  const at::Tensor input = arguments[0].toTensor();
  const at::Tensor weight = arguments[1].toTensor();
  const bool transposed = arguments[6].toBool();
  layer.operation = transposed ? "transposed convolution" : "convolution";
  layer.kernel = weight.sizes().slice(2).vec();
  layer.stride = Pair(arguments[3]);
  layer.padding = Pair(arguments[4]);
  // Each element on the side of the weight's dimension 0 meets that dimension's slice.
  const int64_t elements = transposed ? input.numel() : output.numel();
  layer.multiply_adds = elements * (weight.numel() / weight.size(0));
}

void FillLinear(const Arguments& arguments, const at::Tensor& output, TracedLayer& layer) {
  layer.operation = "linear";
  layer.multiply_adds = output.numel() * arguments[1].toTensor().size(-1);
}

// Of a product whose left factor is argument `left`.
void FillProduct(size_t left, const Arguments& arguments, const at::Tensor& output,
                 TracedLayer& layer) {
  layer.operation = "matrix product";
  layer.multiply_adds = output.numel() * arguments[left].toTensor().size(-1);
}

void FillPool(const char* name, const Arguments& arguments, TracedLayer& layer) {
  layer.operation = name;
  layer.kernel = Pair(arguments[1]);
  // No stride given: the kernel's size.
  layer.stride = arguments[2].toIntVector().empty() ? layer.kernel : Pair(arguments[2]);
  layer.padding = Pair(arguments[3]);
}

using Fill = std::function<void(const Arguments&, const at::Tensor& output, TracedLayer&)>;

Fill Named(const char* name) {
  return
      [name](const Arguments&, const at::Tensor&, TracedLayer& layer) { layer.operation = name; };
}

Fill Pool(const char* name) {
  return [name](const Arguments& arguments, const at::Tensor&, TracedLayer& layer) {
    FillPool(name, arguments, layer);
  };
}

Fill Product(size_t left) {
  return [left](const Arguments& arguments, const at::Tensor& output, TracedLayer& layer) {
    FillProduct(left, arguments, output, layer);
  };
}

// Operations that are traced, by the name under which they are dispatched.
const std::map<absl::string_view, Fill>& TracedOperations() {
  static const auto* operations = new std::map<absl::string_view, Fill>{
      {"aten::convolution", FillConvolution},
      {"aten::linear", FillLinear},
      {"aten::mm", Product(0)},
      {"aten::bmm", Product(0)},
      {"aten::addmm", Product(1)},
      {"aten::baddbmm", Product(1)},
      {"aten::batch_norm", Named("batch norm")},
      {"aten::relu", Named("ReLU")},
      {"aten::relu_", Named("ReLU")},
      {"aten::leaky_relu", Named("leaky ReLU")},
      {"aten::leaky_relu_", Named("leaky ReLU")},
      {"aten::max_pool2d", Pool("max pool")},
      {"aten::avg_pool2d", Pool("average pool")},
      {"aten::adaptive_avg_pool2d", Named("average pool")},
  };
  return *operations;
}

// Where the callbacks, which are plain functions, find the trace of their thread.
struct Trace {
  std::vector<TracedLayer> layers;
  // Traced operations under way: those within another (addmm within linear) are part of it.
  int depth = 0;
};
thread_local Trace* current_trace = nullptr;

struct Context : at::ObserverContext {
  const Fill* fill = nullptr;  // null within another traced operation
  Arguments arguments;         // a copy: the call's own are gone when it ends
  std::vector<int64_t> input_shape;
};

std::vector<int64_t> ShapeOfFirstTensor(const Arguments& arguments) {
  for (const c10::IValue& argument : arguments) {
    if (!argument.isTensor() || argument.toTensor().dim() == 0) continue;
    return argument.toTensor().sizes().slice(1).vec();
  }
  return {};
}

std::unique_ptr<at::ObserverContext> OnStart(const at::RecordFunction& function) {
  const auto operation = TracedOperations().find(function.name());
  if (operation == TracedOperations().end()) return nullptr;
  auto context = std::make_unique<Context>();
  if (current_trace->depth++ > 0) return context;
  context->fill = &operation->second;
  for (const c10::IValue& argument : function.inputs()) context->arguments.push_back(argument);
  context->input_shape = ShapeOfFirstTensor(context->arguments);
  return context;
}

void OnEnd(const at::RecordFunction& function, at::ObserverContext* observer) {
  const auto* context = static_cast<const Context*>(observer);
  if (context == nullptr) return;
  --current_trace->depth;
  if (context->fill == nullptr) return;
  const at::Tensor output = function.outputs()[0].toTensor();
  TracedLayer layer;
  layer.input_shape = context->input_shape;
  layer.output_shape = output.sizes().slice(1).vec();
  (*context->fill)(context->arguments, output, layer);
  current_trace->layers.push_back(std::move(layer));
}

// Runs `forward` and appends what it calls to `part`.
at::Tensor TraceInto(PartComplexity& part, const std::function<at::Tensor()>& forward) {
  Trace trace;
  current_trace = &trace;
  const at::CallbackHandle handle =
      at::addThreadLocalCallback(at::RecordFunctionCallback(OnStart, OnEnd)
                                     .needsInputs(true)
                                     .needsOutputs(true)
                                     .scopes({at::RecordScope::FUNCTION}));
  const absl::Cleanup stop = [handle] {
    at::removeCallback(handle);
    current_trace = nullptr;
  };
  at::Tensor output = forward();
  for (const TracedLayer& layer : trace.layers) part.multiply_adds += layer.multiply_adds;
  part.layers = std::move(trace.layers);
  return output;
}

}  // namespace

Complexity MeasureComplexity(Classifier& model) {
  Complexity complexity;
  at::TensorOptions options;
  for (const auto& [name, parameter] : model.Parameters()) {
    const bool of_head = absl::StartsWith(name, "head.");
    (of_head ? complexity.head : complexity.encoder).parameters += parameter.numel();
    options = options.device(parameter.device());
  }
  const c10::AutoGradMode no_grad(false);
  const bool was_training = model.IsTraining();
  model.SetTraining(false);
  const absl::Cleanup restore = [&] { model.SetTraining(was_training); };
  const int64_t size = model.image_size();
  const at::Tensor image = at::zeros({1, kImageChannels, size, size}, options);
  const at::Tensor features = TraceInto(complexity.encoder, [&] { return model.Features(image); });
  TraceInto(complexity.head, [&] { return model.Outputs(features); });
  return complexity;
}

}  // namespace labelrep
