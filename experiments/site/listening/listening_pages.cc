#include "experiments/site/listening/listening_pages.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/site/listening/clip_files.h"
#include "experiments/site/message_json.h"
#include "experiments/site/parts.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The clips of a model.
struct Test {
  ClipList list;
  std::map<std::string, std::string> files;  // in the folder of the run
  std::string title;                         // of the run
};

std::string FileNamed(const ReportSpec::Measurement& measured, const std::string& name) {
  for (const auto& file : measured.files()) {
    if (file.name() == name) return file.path();
  }
  return "";
}

// Those of the measurements that left some.
absl::StatusOr<std::vector<Test>> ReadTests(const SiteInputs& inputs) {
  std::vector<Test> tests;
  for (const ReportSpec::Measurement& measured : inputs.spec.listening()) {
    const std::string clips = FileNamed(measured, "clips");
    const std::string sounds = FileNamed(measured, "sounds");
    if (clips.empty() || sounds.empty()) continue;
    LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadFile(clips));
    LABELREP_ASSIGN_OR_RETURN(const ClipList list, ParseClipList(text, clips));
    if (list.clips().empty()) continue;
    LABELREP_ASSIGN_OR_RETURN(const Sound sound, ReadSoundFile(sounds));
    Test& test = tests.emplace_back();
    test.list = list;
    LABELREP_ASSIGN_OR_RETURN(test.files, CutClips(list, sound, sounds));
    const SiteRun* run = inputs.FindRun(measured.run());
    test.title = run == nullptr ? measured.run() : RunTitle(inputs.catalogue(), *run->outcome.spec);
  }
  return tests;
}

std::string PagePath(const std::vector<Test>& tests, size_t test) {
  return test == 0 ? kListeningPath : absl::StrCat("listening/", tests[test].list.run(), ".html");
}

Markup LinksToTests(const std::vector<Test>& tests, size_t shown, const SitePage& page) {
  std::vector<Markup> links;
  for (size_t i = 0; i < tests.size(); ++i) {
    Attributes attributes = {{"href", page.Url(PagePath(tests, i))}};
    if (i == shown) attributes.push_back({"aria-current", "page"});
    links.push_back(Element("li", {}, {Element("a", attributes, {tests[i].title})}));
  }
  return Element("nav", {{"aria-label", "Models"}}, {Block("ul", {}, links)});
}

absl::Status AddTestPage(const std::vector<Test>& tests, size_t shown, Site& site) {
  const Test& test = tests[shown];
  const std::string folder = absl::StrCat("listening/", test.list.run());
  for (const auto& [name, bytes] : test.files) {
    LABELREP_RETURN_IF_ERROR(site.AddFile(absl::StrCat(folder, "/", name), bytes));
  }
  LABELREP_ASSIGN_OR_RETURN(const JsonValue list, MessageAsJson(test.list));
  const std::string data = absl::StrCat("listening_", test.list.run());
  LABELREP_RETURN_IF_ERROR(site.AddData(
      data,
      JsonValue::Object(
          {{"clips", list}, {"folder", folder}, {"table", "//experiments:table_listening"}})));
  SitePage page = {.path = PagePath(tests, shown), .title = "Listening test", .data = {data}};
  page.body.push_back(Element("p", {{"class", "subtitle"}}, {test.title}));
  if (tests.size() > 1) page.body.push_back(LinksToTests(tests, shown, page));
  page.body.push_back(Element(
      "p", {},
      {absl::StrCat("You hear ", test.list.clips_size(),
                    " clips in a random order: what a model "
                    "of speech labels put out for test images, made audible. Choose the class "
                    "that you hear, or none of them. Headphones help. Nothing here says which "
                    "answer is right, and you can stop and go on later.")}));
  page.body.push_back(Element(
      "div", {{"data-module", "listening"}, {"data-from", data}, {"data-root", page.Url("")}},
      {Element(
          "noscript", {},
          {"To play clips and keep answers, a browser has to run the scripts of this page."})}));
  return site.AddPage(page);
}

absl::Status AddEmptyPage(Site& site) {
  SitePage page = {.path = kListeningPath, .title = "Listening test"};
  page.body.push_back(Element(
      "p", {},
      {"There are no clips here: those are left where listening is measured, and recorded results "
       "have none. With CIFAR at hand this measures it on the recorded models: ",
       Element("code", {}, {"./bazelw run //experiments:site --config=attack_recorded"}), "."}));
  return site.AddPage(page);
}

}  // namespace

absl::Status AddListeningPages(const SiteInputs& inputs, Site& site) {
  if (inputs.spec.listening().empty()) return absl::OkStatus();
  LABELREP_ASSIGN_OR_RETURN(const std::vector<Test> tests, ReadTests(inputs));
  if (tests.empty()) return AddEmptyPage(site);
  for (size_t i = 0; i < tests.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(AddTestPage(tests, i, site));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
