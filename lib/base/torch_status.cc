#include "lib/base/torch_status.h"

#include <exception>
#include <new>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "c10/util/Exception.h"

namespace labelrep {
namespace {

absl::Status FromMessage(absl::string_view what, absl::string_view message, bool out_of_memory) {
  const absl::string_view first_line = *absl::StrSplit(message, '\n').begin();
  const std::string text = absl::StrCat(what, ": ", first_line);
  if (!out_of_memory) return absl::InternalError(text);
  return absl::ResourceExhaustedError(
      absl::StrCat(text, "; //experiments:plan shows what runs need"));
}

// libtorch's CPU allocator throws a plain c10::Error.
bool IsCpuAllocatorError(absl::string_view message) {
  return message.find("DefaultCPUAllocator") != absl::string_view::npos;
}

// oneDNN's errors carry no status code where they are caught. An unsupported operation has
// "primitive descriptor" in its message; without it, there was no room for the code or the memory.
bool IsOneDnnMemoryError(absl::string_view message) {
  return message == "could not create a primitive" || message == "could not create a memory object";
}

}  // namespace

absl::Status CatchTorchErrors(absl::string_view what, const std::function<absl::Status()>& body) {
  try {
    return body();
  } catch (const c10::OutOfMemoryError& error) {
    return FromMessage(what, error.what_without_backtrace(), true);
  } catch (const c10::Error& error) {
    const std::string message = error.what_without_backtrace();
    return FromMessage(what, message, IsCpuAllocatorError(message));
  } catch (const std::bad_alloc&) {
    return FromMessage(what, "out of memory", true);
  } catch (const std::exception& error) {
    if (IsOneDnnMemoryError(error.what())) {
      return FromMessage(what, absl::StrCat("out of memory: oneDNN ", error.what()), true);
    }
    return FromMessage(what, error.what(), false);
  }
}

}  // namespace labelrep
