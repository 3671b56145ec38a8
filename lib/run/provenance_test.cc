#include "lib/run/provenance.h"

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(ProvenanceTest, HasVersions) {
  const Provenance provenance = MakeProvenance();
  EXPECT_THAT(provenance.libtorch_version(), Not(""));
  EXPECT_THAT(provenance.compiler(), StartsWith("g++ "));
  EXPECT_THAT(provenance.system_packages(), Contains(StartsWith("protobuf ")));
  EXPECT_EQ(provenance.segments_size(), 0);
}

TEST(ProvenanceTest, DescribesASegment) {
  const Provenance::Segment segment = SegmentRecorder("").DescribeTraining(3, 5, 450);
  EXPECT_EQ(segment.first_epoch(), 3);
  EXPECT_EQ(segment.last_epoch(), 5);
  EXPECT_DOUBLE_EQ(segment.train_images_per_s(), 450);
  absl::Time start;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_sec, segment.start_time_utc(), &start, &error))
      << error;
  // The test itself needs more than a MiB.
  EXPECT_GT(segment.peak_memory_bytes(), 1 << 20);
  EXPECT_THAT(segment.host(), Not(""));
  EXPECT_THAT(segment.cpu_capability(), Not(""));
  EXPECT_FALSE(segment.has_gpu());
}

TEST(ProvenanceTest, TheProcessorIsToldFromOthersOfItsName) {
  const std::string path = testing::TempDir() + "/cpuinfo";
  ASSERT_OK(WriteFileAtomically(path,
                                "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\n"
                                "model\t\t: 1\nmodel name\t: AMD EPYC\nstepping\t: 1\n\n"
                                "processor\t: 1\nstepping\t: 2\n"));
  EXPECT_EQ(CpuModel(path), "AMD EPYC, cpu family 25, model 1, stepping 1");
  EXPECT_EQ(CpuModel(path + ".none"), "");
}

TEST(ProvenanceTest, NoRateWithoutTraining) {
  EXPECT_FALSE(SegmentRecorder("").DescribeTraining(3, 2, std::nullopt).has_train_images_per_s());
  EXPECT_EQ(SegmentRecorder("/dev/nvidia0 X").Describe().gpu(), "/dev/nvidia0 X");
}

}  // namespace
}  // namespace labelrep
