// Power on a logarithmic scale, and back.
// Reference: librosa.power_to_db with ref = max.
#ifndef LIB_AUDIO_DECIBEL_H_
#define LIB_AUDIO_DECIBEL_H_

#include "Eigen/Core"

namespace labelrep {

// 10 log10(power / largest power), not below -top_db; so values in [-top_db, 0]. Powers below 1e-10
// count as 1e-10.
Eigen::ArrayXXd PowerToDecibel(const Eigen::ArrayXXd& power, double top_db = 80);

// 10^(decibel / 10): the share of the largest power.
Eigen::ArrayXXd DecibelToPower(const Eigen::ArrayXXd& decibel);

}  // namespace labelrep

#endif  // LIB_AUDIO_DECIBEL_H_
