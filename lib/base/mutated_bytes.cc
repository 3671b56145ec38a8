#include "lib/base/mutated_bytes.h"

#include <algorithm>
#include <iterator>

#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

// Sizes and digits that parsers stumble over.
constexpr absl::string_view kExtremes[] = {"9223372036854775807",
                                           "-1",
                                           "1e308",
                                           "0",
                                           "\xff\xff\xff\xff\xff\xff\xff\x7f",
                                           "{",
                                           "[",
                                           "(",
                                           "\"",
                                           "'",
                                           "4294967296",
                                           ",",
                                           ":",
                                           " "};

void Mutate(std::string& bytes, RandomStream& random) {
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  const size_t place = random.NextBelow(size);
  const size_t length = random.NextBelow(std::min<uint32_t>(size, 16)) + 1;
  switch (random.NextBelow(6)) {
    case 0:
      bytes[place] = static_cast<char>(random.NextBelow(256));
      break;
    case 1:
      bytes[place] = static_cast<char>(bytes[place] ^ (1 << random.NextBelow(8)));
      break;
    case 2:
      bytes.resize(place);
      break;
    case 3:
      bytes.erase(place, length);
      break;
    case 4:
      bytes.insert(place, bytes.substr(place, length));
      break;
    default: {
      const absl::string_view extreme = kExtremes[random.NextBelow(std::size(kExtremes))];
      bytes.replace(place, std::min<size_t>(length, bytes.size() - place), extreme.data(),
                    extreme.size());
    }
  }
}

}  // namespace

std::string MutatedBytes(absl::string_view valid, uint64_t index) {
  RandomStream random(0, "mutation", index);
  std::string bytes(valid);
  const uint32_t changes = 1 + random.NextBelow(4);
  for (uint32_t i = 0; i < changes && !bytes.empty(); ++i) Mutate(bytes, random);
  return bytes;
}

}  // namespace labelrep
