// The median of measurements.
#ifndef LIB_STATS_MEDIAN_H_
#define LIB_STATS_MEDIAN_H_

#include <vector>

namespace labelrep {

// The middle one of at least one value by size; of an even number the upper of the two.
double UpperMedian(std::vector<double> values);

}  // namespace labelrep

#endif  // LIB_STATS_MEDIAN_H_
