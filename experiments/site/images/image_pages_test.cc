#include "experiments/site/images/image_pages.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/decisions.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kBadName[] = "</script><b>\"&'";

class ImagePagesTest : public testing::Test {
 protected:
  // A run with an attack that is not there, and decisions on two images.
  void AddRun(const std::string& kind, int seed) {
    report_.AddRun("resnet8", kind, 100, seed, 0.9);
    report_.AddAbsentAttack("attack: 'fgsm' epsilons: 0.1");
    ReportSpec::Measurement& attack = *report_.spec.mutable_attacks()->rbegin();
    attack.set_result(testing::TempDir() + "/" + attack.result());
    AttackResult& attacked = report_.inputs.attacks.back();
    attacked.mutable_failure()->set_message(kBadName);
    EXPECT_OK(WriteBinaryProto(attack.result(), attacked));
    DecisionsResult result;
    FillDefaults(result.mutable_recipe());
    result.set_recipe_sha256(Sha256Hex(SerializeDeterministically(result.recipe())));
    *result.mutable_model() = report_.inputs.runs.back().recipe();
    result.set_test_data_sha256(Sha256Hex("test data"));
    for (int i = 0; i < 2; ++i) {
      result.add_classes(i);
      result.add_decisions(1);
      result.add_runner_ups(0);
      result.add_class_names(kBadName);
    }
    ReportSpec::Measurement& measured = *report_.spec.add_measurements();
    measured.set_run(report_.spec.runs().rbegin()->name());
    measured.set_name("decisions");
    measured.set_result(testing::TempDir() + "/" + measured.run() + ".decisions.pb");
    EXPECT_OK(WriteBinaryProto(measured.result(), result));
  }

  std::map<std::string, std::string> Files() {
    *inputs_.spec.mutable_images()->mutable_report() = report_.spec;
    inputs_.spec.set_command("//experiments:site --config=<smoke>");
    *inputs_.spec.mutable_results()->mutable_catalogue() = TestCatalogue();
    Site site;
    EXPECT_OK(AddImagePages(inputs_, site));
    const auto files = site.Finish({}, "");
    EXPECT_OK(files);
    return files.ok() ? *files : std::map<std::string, std::string>();
  }

  TestReport report_{"images"};
  SiteInputs inputs_;
};

TEST_F(ImagePagesTest, ATableIsAPageWithItsData) {
  AddRun("category", 7);
  const std::map<std::string, std::string> files = Files();
  ASSERT_EQ(files.size(), 2);
  const std::string& page = files.at("images/index.html");
  EXPECT_THAT(page, HasSubstr("data-from=\"images_shapes10_resnet8_s7\""));
  EXPECT_THAT(page, HasSubstr("data-root=\"../\""));
  EXPECT_THAT(page, HasSubstr("first 2 test images"));
  EXPECT_THAT(files.at("data/images_shapes10_resnet8_s7.js"),
              AllOf(HasSubstr("\"runnerUps\":\"00\""), HasSubstr("\"decisions\":\"11\""),
                    HasSubstr("\"classes\":\"01\"")));
}

TEST_F(ImagePagesTest, TextsOfUsersAreEscaped) {
  AddRun("category", 7);
  for (const auto& [path, bytes] : Files()) {
    EXPECT_THAT(bytes, Not(HasSubstr("</script><b>"))) << path;
    EXPECT_THAT(bytes, Not(HasSubstr("<smoke>"))) << path;
  }
}

TEST_F(ImagePagesTest, WhatIsMissingIsNamed) {
  AddRun("category", 7);
  const std::string page = Files().at("images/index.html");
  EXPECT_THAT(page, AllOf(HasSubstr("FGSM, untargeted, epsilon 0.1: &lt;/script&gt;&lt;b&gt;"),
                          HasSubstr("(Category)")));
  EXPECT_THAT(page, HasSubstr("The images of Shapes-10 are not here"));
  EXPECT_THAT(page, HasSubstr("What attacks make of the images has no pictures here"));
}

TEST_F(ImagePagesTest, TablesAreLinked) {
  AddRun("category", 7);
  AddRun("category", 8);
  const std::map<std::string, std::string> files = Files();
  EXPECT_THAT(files.at("images/index.html"),
              HasSubstr("<a href=\"../images/shapes10_resnet8_s8.html\">"));
  EXPECT_THAT(files.at("images/shapes10_resnet8_s8.html"),
              HasSubstr("<a href=\"../images/index.html\">"));
}

TEST_F(ImagePagesTest, WithoutRunsThereIsNone) { EXPECT_TRUE(Files().empty()); }

}  // namespace
}  // namespace labelrep
