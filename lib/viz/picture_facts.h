// What is said of a picture of a figure.
#ifndef LIB_VIZ_PICTURE_FACTS_H_
#define LIB_VIZ_PICTURE_FACTS_H_

#include <string>

#include "results/figure.pb.h"

namespace labelrep {

struct PictureNumbers {
  double lowest = 0;
  double mean = 0;
  double highest = 0;
};

// Of the picture's numbers, of which there is one at least.
PictureNumbers NumbersOf(const Picture& picture);

// In three significant digits.
std::string ShortNumber(double value);

// The picture's own heading, else that of its column in its row or the nearest above that has some,
// else the figure's.
std::string HeadingOf(const Figure& figure, const Picture& picture);

// What it shows, for those who do not see it, and beside the mouse: "Speech, airplane: 64 x 64
// numbers from -80 to 0 dB; the caption".
std::string DescriptionOf(const Figure& figure, const Picture& picture);

}  // namespace labelrep

#endif  // LIB_VIZ_PICTURE_FACTS_H_
