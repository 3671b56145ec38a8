#include "lib/attack/random_start.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/empty.h"
#include "lib/base/random_stream.h"

namespace labelrep {

at::Tensor RandomDirections(const AttackBatch& batch, const at::Tensor& rows, uint64_t seed,
                            absl::string_view purpose) {
  at::Tensor directions = at::empty(batch.images.sizes(), at::kFloat);
  const int64_t size = directions.numel() / batch.size();
  float* values = directions.mutable_data_ptr<float>();
  for (int64_t i = 0; i < batch.size(); ++i) {
    RandomStream random(seed, purpose, batch.indices[i]);
    for (int64_t j = 0; j < size; ++j) values[i * size + j] = 2 * random.NextFloat() - 1;
  }
  return directions.to(batch.images.options()).index_select(0, rows.remainder(batch.size()));
}

}  // namespace labelrep
