#include "lib/base/digest.h"

#include <openssl/evp.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "lib/base/check.h"

namespace labelrep {

struct Sha256Accumulator::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(evp); }
};

Sha256Accumulator::Sha256Accumulator() : context_(std::make_unique<Context>()) {
  LABELREP_CHECK(
      context_->evp != nullptr && EVP_DigestInit_ex(context_->evp, EVP_sha256(), nullptr) == 1,
      "OpenSSL has no SHA-256");
}

Sha256Accumulator::~Sha256Accumulator() = default;

void Sha256Accumulator::Update(absl::string_view bytes) {
  LABELREP_CHECK(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1,
                 "Update after FinishHex");
}

std::string Sha256Accumulator::FinishHex() {
  std::string digest(32, '\0');
  LABELREP_CHECK(EVP_DigestFinal_ex(context_->evp, reinterpret_cast<unsigned char*>(digest.data()),
                                    nullptr) == 1,
                 "FinishHex called twice");
  return absl::BytesToHexString(digest);
}

std::string Sha256Raw(absl::string_view bytes) {
  std::string digest(32, '\0');
  LABELREP_CHECK(
      EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                 nullptr, EVP_sha256(), nullptr) == 1,
      "OpenSSL has no SHA-256");
  return digest;
}

std::string Sha256Hex(absl::string_view bytes) { return absl::BytesToHexString(Sha256Raw(bytes)); }

bool IsSha256Hex(absl::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

}  // namespace labelrep
