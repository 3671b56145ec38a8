// The checksum of TensorFlow's record files.
#ifndef LIB_REPORT_CRC32C_H_
#define LIB_REPORT_CRC32C_H_

#include <cstdint>
#include <string_view>

namespace labelrep {

// CRC-32C (Castagnoli). Reference: RFC 3720, appendix B.4.
uint32_t Crc32c(std::string_view bytes);

}  // namespace labelrep

#endif  // LIB_REPORT_CRC32C_H_
