#include "lib/base/printable.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"

namespace labelrep {

std::string Printable(absl::string_view text) {
  return absl::StrReplaceAll(absl::CHexEscape(text), {{"\\'", "'"}, {"\\\"", "\""}});
}

}  // namespace labelrep
