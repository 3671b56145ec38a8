// Joins what was measured of each test image: the decision of each label kind's model, its
// runner-up, and the decision under each attack at each epsilon.
#ifndef EXPERIMENTS_SITE_IMAGES_IMAGE_TABLE_H_
#define EXPERIMENTS_SITE_IMAGES_IMAGE_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report.h"
#include "experiments/site/images/image_table.pb.h"

namespace labelrep {

// The images that an attack of a table left.
struct KeptPictures {
  int kind = 0;  // into table.kinds()
  int attack = 0;
  std::string run;   // on whose model the attack left them
  std::string file;  // "pictured" (experiments/attacks/attack_spec.proto)
};

struct JoinedTable {
  ImageTable table;  // without pictures
  // Of transferred images those of the attack that made them.
  std::vector<KeptPictures> pictures;
  std::string dataset;           // name of the data set
  std::string test_data_sha256;  // of its test split; "" where nothing was measured
  std::string file;              // a result that says so
};

// A table for each data set, encoder, training fraction and seed of the spec's runs. Errors as
// FindRuns (experiments/report/runs.h) and those of reading; FAILED_PRECONDITION naming the file
// and the field where results of one table are of other test images, or have not one class of the
// labels for each image.
absl::StatusOr<std::vector<JoinedTable>> JoinImages(const ReportSpec& spec,
                                                    const ReportInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_IMAGES_IMAGE_TABLE_H_
