#include "experiments/attacks/success_page.h"

#include "ATen/ops/zeros.h"
#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/png.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SuccessPageFacts Facts() {
  SuccessPageFacts facts = {
      .recipe = {}, .label_kind = "speech", .class_names = {"cat", "dog", "<fish>"}};
  facts.recipe.set_attack("fgsm");
  return facts;
}

Success OfImage(int64_t index, int64_t true_class, int64_t decision, double epsilon) {
  return {at::zeros({2, 3, 32, 32}), index, true_class, decision, epsilon};
}

TEST(SuccessPageTest, EachImageSaysWhatItWasAndWhatItIsTakenFor) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string page, SuccessPage(Facts(), {OfImage(4, 0, 1, 0.05), OfImage(17, 1, 2, 0.1)},
                                          kReleaseNormalization));
  EXPECT_THAT(page, HasSubstr("fgsm, untargeted, on a model of label kind speech. The first 2 "));
  EXPECT_THAT(page, HasSubstr("image 4: cat → dog<br>epsilon 0.05"));
  EXPECT_THAT(page, HasSubstr("image 17: dog → &lt;fish&gt;<br>epsilon 0.1"));
  EXPECT_THAT(page, HasSubstr("alt=\"image 4, cat\""));
}

// 0 is the mean of the normalisation: 0.4914, 0.4822 and 0.4465 of 255.
TEST(SuccessPageTest, PixelsAreThoseOfTheImages) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const std::string page,
      SuccessPage(Facts(), {OfImage(4, 0, 1, 0.05)}, kReleaseNormalization));
  RgbImage grey = {.width = 32, .height = 32};
  for (int i = 0; i < 32 * 32; ++i) grey.pixels.insert(grey.pixels.end(), {125, 123, 114});
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string png, EncodePng(grey));
  EXPECT_THAT(page, HasSubstr("speech. The first image of the test split that misled the model:"));
  EXPECT_THAT(page, HasSubstr("src=\"data:image/png;base64," + absl::Base64Escape(png) + "\""));
}

TEST(SuccessPageTest, NoSuccessesAreSaidToBeNone) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string page,
                                SuccessPage(Facts(), {}, kReleaseNormalization));
  EXPECT_THAT(page, HasSubstr("speech. No image misled the model.</p>"));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
}

}  // namespace
}  // namespace labelrep
