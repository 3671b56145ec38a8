// Pictures to another size.
// Reference: skimage.transform.resize(order=1, mode="reflect", anti_aliasing=True), 0.19 and later.
#ifndef LIB_AUDIO_RESIZE_H_
#define LIB_AUDIO_RESIZE_H_

#include "Eigen/Core"

namespace labelrep {

// Linear interpolation between pixel centres. An axis that shrinks by a factor f is smoothed first,
// by a Gaussian with sigma (f - 1) / 2 pixels. Beyond the edges the picture is mirrored at its
// outermost pixels.
Eigen::ArrayXXd ResizeLinear(const Eigen::ArrayXXd& picture, int rows, int columns);

}  // namespace labelrep

#endif  // LIB_AUDIO_RESIZE_H_
