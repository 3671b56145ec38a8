// SHA-256, in lower-case hexadecimal.
#ifndef LIB_BASE_DIGEST_H_
#define LIB_BASE_DIGEST_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace labelrep {

std::string Sha256Hex(absl::string_view bytes);

// Whether the text is one in that form.
bool IsSha256Hex(absl::string_view text);

// The 32 raw bytes.
std::string Sha256Raw(absl::string_view bytes);

// For data that comes in pieces.
class Sha256Accumulator {
 public:
  Sha256Accumulator();
  ~Sha256Accumulator();
  void Update(absl::string_view bytes);
  std::string FinishHex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace labelrep

#endif  // LIB_BASE_DIGEST_H_
