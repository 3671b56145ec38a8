#include "experiments/record/merged_provenance.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

TEST(MergeProvenanceTest, SegmentsInOrderAndVersionsOnce) {
  std::vector<Provenance> parts(2);
  parts[0].add_segments()->set_last_epoch(2);
  parts[0].add_system_packages("protobuf 1");
  parts[1].add_segments()->set_last_epoch(4);
  parts[1].add_system_packages("protobuf 2");
  const Provenance merged = MergeProvenance(parts);
  ASSERT_EQ(merged.segments_size(), 2);
  EXPECT_EQ(merged.segments(0).last_epoch(), 2);
  EXPECT_EQ(merged.segments(1).last_epoch(), 4);
  ASSERT_EQ(merged.system_packages_size(), 1);
  EXPECT_EQ(merged.system_packages(0), "protobuf 2");
}

TEST(MergeProvenanceTest, NothingGivesNothing) {
  EXPECT_EQ(MergeProvenance({}).ByteSizeLong(), 0u);
}

}  // namespace
}  // namespace labelrep
