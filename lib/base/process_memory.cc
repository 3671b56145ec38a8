#include "lib/base/process_memory.h"

#include <cstdlib>  // defines __GLIBC__
#include <fstream>
#include <limits>
#include <string>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace labelrep {

std::optional<ProcessMemory> ReadProcessMemory() {
  std::ifstream status("/proc/self/status");
  ProcessMemory memory;
  // Lines such as "VmHWM:\t   7784 kB".
  for (std::string field; status >> field;) {
    int64_t* const value = field == "VmRSS:"   ? &memory.resident_bytes
                           : field == "VmHWM:" ? &memory.peak_resident_bytes
                                               : nullptr;
    if (value != nullptr && status >> *value) *value *= 1024;
    status.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  if (memory.resident_bytes == 0 || memory.peak_resident_bytes == 0) return std::nullopt;
  return memory;
}

void RestartPeak() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  // proc(5): 5 resets the peak.
  std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace labelrep
