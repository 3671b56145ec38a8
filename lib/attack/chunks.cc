#include "lib/attack/chunks.h"

#include <algorithm>
#include <vector>

#include "ATen/ops/cat.h"

namespace labelrep {

void ForChunks(int64_t rows, int64_t size,
               const std::function<void(int64_t first, int64_t count)>& work) {
  const int64_t chunks = (rows + size - 1) / size;
  const int64_t even = (rows + chunks - 1) / chunks;
  for (int64_t first = 0; first < rows; first += even) work(first, std::min(even, rows - first));
}

at::Tensor InChunks(int64_t rows, int64_t size,
                    const std::function<at::Tensor(int64_t first, int64_t count)>& work) {
  std::vector<at::Tensor> parts;
  ForChunks(rows, size, [&](int64_t first, int64_t count) { parts.push_back(work(first, count)); });
  return parts.size() == 1 ? parts[0] : at::cat(parts);
}

}  // namespace labelrep
