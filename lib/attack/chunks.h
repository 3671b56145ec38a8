// Work on many images in batches that fit memory and cache.
#ifndef LIB_ATTACK_CHUNKS_H_
#define LIB_ATTACK_CHUNKS_H_

#include <cstdint>
#include <functional>

#include "ATen/core/Tensor.h"

namespace labelrep {

// `work` on rows first..first+count-1 of R, in chunks of at most `size` rows and of about the same
// size. R and size are at least 1.
void ForChunks(int64_t rows, int64_t size,
               const std::function<void(int64_t first, int64_t count)>& work);

// The same; what `work` returns, [count, ...], one behind the other.
at::Tensor InChunks(int64_t rows, int64_t size,
                    const std::function<at::Tensor(int64_t first, int64_t count)>& work);

}  // namespace labelrep

#endif  // LIB_ATTACK_CHUNKS_H_
