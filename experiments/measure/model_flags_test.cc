#include "experiments/measure/model_flags.h"

#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

ABSL_DECLARE_FLAG(std::string, weights);
ABSL_DECLARE_FLAG(std::string, encoder);
ABSL_DECLARE_FLAG(std::string, out);

namespace labelrep {
namespace {

TEST(ModelFlagsTest, NeedsWeightsAndAPlaceForTheResult) {
  const absl::FlagSaver saver;
  EXPECT_THAT(ReadModelFlags(),
              StatusIs(absl::StatusCode::kInvalidArgument, "--weights: not given"));
  absl::SetFlag(&FLAGS_weights, "w.safetensors");
  EXPECT_THAT(ReadModelFlags(), StatusIs(absl::StatusCode::kInvalidArgument, "--out: not given"));
  absl::SetFlag(&FLAGS_encoder, "resnet8");
  absl::SetFlag(&FLAGS_out, "found");
  LABELREP_ASSERT_OK_AND_ASSIGN(const ModelFlags flags, ReadModelFlags());
  EXPECT_EQ(flags.model.weights, "w.safetensors");
  EXPECT_EQ(flags.model.encoder, "resnet8");
  EXPECT_EQ(flags.out, "found");
}

}  // namespace
}  // namespace labelrep
