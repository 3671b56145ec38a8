// A small data set and label sets in files, for tests of the program that trains.
#ifndef EXPERIMENTS_TRAIN_TRAIN_TESTING_H_
#define EXPERIMENTS_TRAIN_TRAIN_TESTING_H_

#include <string>

#include "experiments/train/run_inputs.h"

namespace labelrep {

// A folder of the test's own with 20 training and 6 test images of 2 classes in data/, labels.pb
// (category), and run.textproto: ResNet-8 in batches of 8 for 3 epochs.
class TrainingFiles {
 public:
  explicit TrainingFiles(const std::string& name);

  // The run file with fields of the recipe set to other values, in text form.
  void ChangeRecipe(const std::string& changes) const;

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  RunPaths paths() const { return {Path("run.textproto"), Path("data"), Path("labels.pb")}; }

 private:
  std::string folder_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_TRAIN_TESTING_H_
