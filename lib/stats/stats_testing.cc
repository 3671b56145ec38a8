#include "lib/stats/stats_testing.h"

#include <cmath>
#include <cstring>

#include "gtest/gtest.h"
#include "lib/base/npy.h"

namespace labelrep {

std::vector<std::vector<double>> ReadGoldenRows(const std::string& name) {
  const absl::StatusOr<Array> array = ReadNpy("lib/stats/testdata/" + name + ".npy");
  EXPECT_TRUE(array.ok()) << array.status();
  if (!array.ok()) return {};
  EXPECT_EQ(array->dtype, DType::kFloat64);
  std::vector<std::vector<double>> rows(array->shape[0], std::vector<double>(array->shape[1]));
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t bytes = rows[i].size() * sizeof(double);
    std::memcpy(rows[i].data(), array->bytes.data() + i * bytes, bytes);
  }
  return rows;
}

std::vector<double> Part(const std::vector<double>& row, size_t first, size_t count) {
  return std::vector<double>(row.begin() + first, row.begin() + first + count);
}

void ExpectAsGolden(double value, double golden, const std::string& what) {
  EXPECT_NEAR(value, golden, 1e-10 * std::abs(golden)) << what;
}

}  // namespace labelrep
