// The first test images of a model, and results that hold numbers of them.
#ifndef EXPERIMENTS_MEASURE_FIRST_IMAGES_H_
#define EXPERIMENTS_MEASURE_FIRST_IMAGES_H_

#include <cstdint>

#include "ATen/core/Tensor.h"
#include "experiments/measure/measure_model.h"
#include "google/protobuf/repeated_field.h"
#include "lib/data/resident_data.h"

namespace labelrep {

// The first `images`, from 1 to all of the test split, in its order, as the model takes them.
Batches FirstImages(const TrainedModel& model, int64_t images);

// The numbers of a tensor, in row-major order.
template <typename Number>
void AppendNumbers(const at::Tensor& values, google::protobuf::RepeatedField<Number>* field) {
  const at::Tensor numbers =
      values.to(at::kCPU, c10::CppTypeToScalarType<Number>::value).contiguous();
  const Number* first = numbers.const_data_ptr<Number>();
  field->Add(first, first + numbers.numel());
}

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_FIRST_IMAGES_H_
