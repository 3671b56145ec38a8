#include "lib/base/heap.h"

#include <cstdlib>  // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace labelrep {
namespace {

// Bytes by which the heap grows beyond what is asked for.
[[maybe_unused]] constexpr int kTopPad = 64 << 20;

}  // namespace

void KeepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);         // large blocks come from the heap too
  mallopt(M_TRIM_THRESHOLD, -1);  // whose free end is never given back
  mallopt(M_TOP_PAD, kTopPad);
#endif
}

}  // namespace labelrep
