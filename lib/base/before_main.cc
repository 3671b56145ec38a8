// Libraries that a program is linked with allocate memory before main, libtorch some 100 MB, where
// nothing can catch that it runs out: the program would end by abort, without a word of memory.
#include <unistd.h>

#include <new>

namespace labelrep {
namespace {

void SayMemoryRanOut() {
  constexpr char kMessage[] =
      "out of memory before the program began: its libraries alone need about 600 MB of address "
      "space (ulimit -v); give it more\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  _exit(1);
}

// Until RunProgram, which reports it as any error.
void WatchMemory() { std::set_new_handler(SayMemoryRanOut); }

// Called before the initialisers of the shared libraries.
[[gnu::section(".preinit_array"), gnu::used]] void (*const kFirst)() = WatchMemory;

}  // namespace
}  // namespace labelrep
