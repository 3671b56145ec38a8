// The targets :shapes10 and :shapes100 as the runs of the smoke profile get them.
#include <string>

#include "gtest/gtest.h"
#include "lib/data/cifar.h"

namespace labelrep {
namespace {

Dataset Read(const std::string& folder) {
  return ReadCifar(folder, {.order = RecordOrder::kFile}).value();
}

// The digests change with the drawing only, on no machine:
//   bazel build //datasets:shapes10 && sha256sum bazel-bin/datasets/shapes10/*.bin
TEST(DatasetTest, Shapes10) {
  const Dataset shapes = Read("datasets/shapes10");
  EXPECT_EQ(shapes.class_names.size(), 10);
  EXPECT_EQ(shapes.train.size(), 2250);
  EXPECT_EQ(shapes.test.size(), 1000);
  EXPECT_EQ(shapes.train.sha256,
            "2767aa61729b6531cc5821357ab6216e264856ca832862930f5129fb26a14c0d");
  EXPECT_EQ(shapes.test.sha256, "db2bc0d0a8bcbb48aa3c99f06c6d0e6ca79d55ae6ef801c775f17569e587e22d");
}

TEST(DatasetTest, Shapes100) {
  const Dataset pairs = Read("datasets/shapes100");
  EXPECT_EQ(pairs.class_names.size(), 100);
  EXPECT_EQ(pairs.train.size(), 4450);
  EXPECT_EQ(pairs.test.size(), 1000);
  EXPECT_EQ(pairs.train.sha256, "d19ce767dac8787334321c3f590eef769c740f8a25d66bcd65c2b6741cd14808");
  EXPECT_EQ(pairs.test.sha256, "43c4ac7c29d20930dfc4b3f2fd59784a1bb2963a742c2c85243e5c4c63988df0");
}

}  // namespace
}  // namespace labelrep
