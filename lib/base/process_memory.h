// How much memory the process takes, as the system counts it.
#ifndef LIB_BASE_PROCESS_MEMORY_H_
#define LIB_BASE_PROCESS_MEMORY_H_

#include <cstdint>
#include <optional>

namespace labelrep {

struct ProcessMemory {
  int64_t resident_bytes = 0;
  int64_t peak_resident_bytes = 0;  // since the start, or the last RestartPeak()
};

// Absent where the system does not say it: it is Linux's /proc that does.
std::optional<ProcessMemory> ReadProcessMemory();

// Gives memory that is free back to the system, as far as the heap can, and begins the peak anew.
// Does nothing where there is no /proc.
void RestartPeak();

}  // namespace labelrep

#endif  // LIB_BASE_PROCESS_MEMORY_H_
