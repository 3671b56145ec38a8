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
  return out_of_memory ? absl::ResourceExhaustedError(text) : absl::InternalError(text);
}

// libtorch's CPU allocator throws a plain c10::Error.
bool IsCpuAllocatorError(absl::string_view message) {
  return message.find("DefaultCPUAllocator") != absl::string_view::npos;
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
    return FromMessage(what, error.what(), false);
  }
}

}  // namespace labelrep
