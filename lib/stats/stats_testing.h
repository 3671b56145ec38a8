// Goldens of testdata/ for tests.
#ifndef LIB_STATS_STATS_TESTING_H_
#define LIB_STATS_STATS_TESTING_H_

#include <string>
#include <vector>

namespace labelrep {

// The rows of testdata/<name>.npy, float64; a test that cannot read it fails.
std::vector<std::vector<double>> ReadGoldenRows(const std::string& name);

// `count` numbers of a golden row from `first` on.
std::vector<double> Part(const std::vector<double>& row, size_t first, size_t count);

// Fails unless the numbers agree to 1e-10, relative to the golden one.
void ExpectAsGolden(double value, double golden, const std::string& what);

}  // namespace labelrep

#endif  // LIB_STATS_STATS_TESTING_H_
