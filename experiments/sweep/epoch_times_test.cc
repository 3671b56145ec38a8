#include "experiments/sweep/epoch_times.h"

#include <string>

#include "experiments/sweep/sweep_testing.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(EpochTimesTest, SegmentsCountOnceAndUpToTheLastEpoch) {
  const std::string folder = EmptyFolder("epoch_times");
  WriteSegmentProvenance(1, 5, 30, folder + "/1");
  WriteSegmentProvenance(6, 8, 40, folder + "/2");
  WriteSegmentProvenance(1, 5, 30, folder + "/whole");
  ASSERT_OK(WriteFileAtomically(folder + "/damaged", "no provenance"));
  const std::vector<std::string> files = {folder + "/1", folder + "/2", folder + "/whole",
                                          folder + "/damaged", folder + "/none"};
  EXPECT_EQ(TimeEpochs(files, 8).epochs, 8);
  EXPECT_EQ(TimeEpochs(files, 8).seconds, 70);
  EXPECT_EQ(TimeEpochs(files, 7).epochs, 5);
  EXPECT_EQ(TimeEpochs(files, 7).seconds, 30);
  EXPECT_EQ(TimeEpochs({}, 8).epochs, 0);
}

TEST(EpochTimesTest, ASegmentThatFailsInItsFirstEpochHasATimeAndNoEpoch) {
  const std::string folder = EmptyFolder("no_epoch");
  WriteSegmentProvenance(6, 5, 3, folder + "/2");
  EXPECT_EQ(TimeEpochs({folder + "/2"}, 5).epochs, 0);
  EXPECT_EQ(TimeEpochs({folder + "/2"}, 5).seconds, 3);
}

}  // namespace
}  // namespace labelrep
