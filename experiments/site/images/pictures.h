// The pictures of a table's images: as they are, and as each attack left them.
#ifndef EXPERIMENTS_SITE_IMAGES_PICTURES_H_
#define EXPERIMENTS_SITE_IMAGES_PICTURES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/site/images/image_table.h"
#include "experiments/site/images/image_table.pb.h"

namespace labelrep {

struct TablePictures {
  // PNG files by path, one for each data set: "images/shapes10.png".
  std::map<std::string, std::string> files;
  // By name, one for each run that was attacked.
  std::map<std::string, AttackPictures> attacked;
};

// All that are at hand; sets the fields of the tables that say which have what. Without the data
// set's files in the spec there is nothing of it, attacks included, whose pictures are stored as
// differences. Errors of reading; FAILED_PRECONDITION naming the file where the images of a data
// set are others than those that results are of, or where an attack left other images than it says.
absl::StatusOr<TablePictures> MakePictures(const ImagesSpec& spec,
                                           std::vector<JoinedTable>& tables);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_IMAGES_PICTURES_H_
