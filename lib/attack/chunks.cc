#include "lib/attack/chunks.h"

#include <algorithm>
#include <vector>

#include "ATen/ops/cat.h"

namespace labelrep {

at::Tensor InChunks(int64_t rows, int64_t size,
                    const std::function<at::Tensor(int64_t first, int64_t count)>& work) {
  const int64_t chunks = (rows + size - 1) / size;
  const int64_t even = (rows + chunks - 1) / chunks;
  std::vector<at::Tensor> parts;
  for (int64_t first = 0; first < rows; first += even) {
    parts.push_back(work(first, std::min(even, rows - first)));
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts);
}

}  // namespace labelrep
