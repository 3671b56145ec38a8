// Mean and standard deviation of a few numbers.
#ifndef LIB_STATS_MEAN_AND_STD_H_
#define LIB_STATS_MEAN_AND_STD_H_

#include <vector>

namespace labelrep {

struct MeanAndStd {
  double mean = 0;
  double std = 0;
};

// Of all there is: the sum of squares is divided by n, as numpy.std does. Zeros for no numbers.
MeanAndStd OfPopulation(const std::vector<double>& values);

// Of a sample, such as a few seeds: the sum of squares is divided by n - 1; std is 0 for one
// number.
MeanAndStd OfSample(const std::vector<double>& values);

}  // namespace labelrep

#endif  // LIB_STATS_MEAN_AND_STD_H_
