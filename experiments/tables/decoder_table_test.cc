#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

ReportSpec MakeSpec(const std::vector<std::string>& encoders) {
  ReportSpec spec = TestReport("decoder_table").spec;
  for (const std::string& encoder : encoders) spec.mutable_models()->add_encoders(encoder);
  return spec;
}

std::vector<std::string> Texts(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells()) texts.push_back(cell.text());
  return texts;
}

TEST(DecoderTableTest, IsTheProtocolsDecoder) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table,
                                MakeTable(MakeSpec({"vgg19", "resnet32", "resnet14"}), {}));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 12);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("64×64", "linear"));
  EXPECT_THAT(Texts(table.rows(0)),
              ElementsAre("batch norm, leaky ReLU", "512 (VGG19), 64 (ResNet-32, ResNet-14)", "64",
                          "–", "–", "–"));
  EXPECT_THAT(table.rows(1).headings(), ElementsAre("64×64", "transposed convolution"));
  EXPECT_THAT(Texts(table.rows(1)), ElementsAre("–", "64×1×1", "64×4×4", "4×4", "1", "0"));
  const std::string before = "batch norm, leaky ReLU";
  EXPECT_THAT(Texts(table.rows(2)), ElementsAre(before, "64×4×4", "32×8×8", "4×4", "2", "1"));
  EXPECT_THAT(Texts(table.rows(3)), ElementsAre(before, "32×8×8", "16×16×16", "4×4", "2", "1"));
  EXPECT_THAT(Texts(table.rows(4)), ElementsAre(before, "16×16×16", "8×32×32", "4×4", "2", "1"));
  EXPECT_THAT(Texts(table.rows(5)), ElementsAre(before, "8×32×32", "1×64×64", "4×4", "2", "1"));
  EXPECT_THAT(Texts(table.rows(7)), ElementsAre("–", "64×1×1", "64×3×3", "3×3", "1", "0"));
  EXPECT_THAT(Texts(table.rows(11)), ElementsAre(before, "8×24×24", "1×48×48", "4×4", "2", "1"));
}

TEST(DecoderTableTest, NamesAnEncoderThatThereIsNot) {
  EXPECT_THAT(MakeTable(MakeSpec({}), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "models.encoders: none"));
  EXPECT_THAT(MakeTable(MakeSpec({"lenet"}), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "lenet"));
}

}  // namespace
}  // namespace labelrep
