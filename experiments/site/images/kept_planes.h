// The images that attacks on one model left, as few bytes that a browser can read.
#ifndef EXPERIMENTS_SITE_IMAGES_KEPT_PLANES_H_
#define EXPERIMENTS_SITE_IMAGES_KEPT_PLANES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/site/images/image_table.pb.h"
#include "lib/data/image_set.h"

namespace labelrep {

class KeptPlanes {
 public:
  // `test`: the split whose first images were attacked; it outlives this.
  explicit KeptPlanes(const ImageSet& test) : test_(test) {}

  // The row of AttackPictures.planes at which the images of a file stand for the attack's first
  // epsilon; adds them where they were not yet. The file is "pictured" of
  // experiments/attacks/attack_spec.proto. Errors of reading; FAILED_PRECONDITION naming the file
  // where it has not so many epsilons, images of another size, or more than the split.
  absl::StatusOr<int> Add(const std::string& file, int epsilons);

  // Of all that were added, at least one.
  AttackPictures Finish() const;

 private:
  const ImageSet& test_;
  std::map<std::string, int> first_rows_;
  int64_t images_ = 0;             // the most of any attack
  std::vector<std::string> rows_;  // differences, of as many images as the attack left
};

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_IMAGES_KEPT_PLANES_H_
