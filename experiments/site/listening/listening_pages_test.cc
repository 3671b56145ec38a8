#include "experiments/site/listening/listening_pages.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/audio/sound_file.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ListeningPagesTest : public testing::Test {
 protected:
  ReportSpec::Measurement& AddMeasurement(const std::string& run) {
    ReportSpec::Measurement& measured = *inputs_.spec.add_listening();
    measured.set_run(run);
    return measured;
  }

  static void AddFile(const std::string& name, const std::string& bytes,
                      ReportSpec::Measurement& measured) {
    auto& file = *measured.add_files();
    file.set_name(name);
    file.set_path(absl::StrCat(testing::TempDir(), "/", measured.run(), ".", name));
    EXPECT_OK(WriteFileAtomically(file.path(), bytes));
  }

  // Of two clips of 1,200 samples each.
  void AddClips(const std::string& run) {
    ReportSpec::Measurement& measured = AddMeasurement(run);
    AddFile("clips",
            absl::StrCat(R"({"format":"labelrep clips","version":1,"run":")", run,
                         R"(","weights_sha256":"ab","recipe_sha256":"cd",)",
                         R"("class_names":["</script><b>","cat"],"rate_hz":22050,)",
                         R"("samples_per_clip":1200,"clips":["0/0","1/0"]})"),
            measured);
    const auto wav = EncodeWav({std::vector<float>(2400, 0.5F), 22050});
    ASSERT_OK(wav);
    AddFile("sounds", *wav, measured);
  }

  std::map<std::string, std::string> Files() const {
    Site site;
    EXPECT_OK(AddListeningPages(inputs_, site));
    const auto files = site.Finish({}, "");
    EXPECT_OK(files);
    return files.ok() ? *files : std::map<std::string, std::string>();
  }

  SiteInputs inputs_;
};

TEST_F(ListeningPagesTest, APageHasItsClips) {
  AddClips("smoke_speech");
  const std::map<std::string, std::string> files = Files();
  EXPECT_THAT(
      files.at("listening/index.html"),
      AllOf(HasSubstr("data-from=\"listening_smoke_speech\""), HasSubstr("You hear 2 clips")));
  EXPECT_THAT(files.at("data/listening_smoke_speech.js"),
              AllOf(HasSubstr("\"weightsSha256\":\"ab\""), HasSubstr("\"recipeSha256\":\"cd\""),
                    HasSubstr("\"clips\":[\"0/0\",\"1/0\"]"),
                    HasSubstr("\"folder\":\"listening/smoke_speech\"")));
  EXPECT_THAT(files.at("listening/smoke_speech/1_0.wav"), testing::StartsWith("RIFF"));
  for (const auto& [path, bytes] : files)
    EXPECT_THAT(bytes, Not(HasSubstr("</script><b>"))) << path;
}

TEST_F(ListeningPagesTest, EachModelHasAPage) {
  AddClips("a");
  AddClips("b");
  const std::map<std::string, std::string> files = Files();
  EXPECT_THAT(files.at("listening/index.html"), HasSubstr("<a href=\"../listening/b.html\">b</a>"));
  EXPECT_EQ(files.count("listening/b.html"), 1);
}

TEST_F(ListeningPagesTest, WithoutClipsThePageSaysWhereTheyComeFrom) {
  AddMeasurement("recorded");
  ReportSpec::Measurement& failed = AddMeasurement("failed");
  AddFile("clips", "", failed);
  AddFile("sounds", "", failed);
  EXPECT_THAT(Files().at("listening/index.html"), HasSubstr("There are no clips here"));
}

TEST_F(ListeningPagesTest, NothingToListenToNoPage) { EXPECT_TRUE(Files().empty()); }

TEST_F(ListeningPagesTest, BadClipsAreRefusedByTheirFile) {
  ReportSpec::Measurement& measured = AddMeasurement("bad");
  AddFile("clips", "{}", measured);
  AddFile("sounds", "", measured);
  Site site;
  EXPECT_THAT(AddListeningPages(inputs_, site),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("bad.clips: format")));
}

}  // namespace
}  // namespace labelrep
