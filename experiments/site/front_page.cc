// The front page: what the suite says, where that comes from, and where everything else is.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/titles.h"
#include "experiments/site/pages.h"
#include "experiments/site/parts.h"
#include "experiments/site/sentences.h"

namespace labelrep {
namespace {

// More than so many runs are named on the page of their table or figure.
constexpr size_t kMostNamedRuns = 12;

Markup Runs(const SiteInputs& inputs, const Sentence& sentence, const SitePage& page) {
  if (sentence.runs.empty()) return {};
  Markup runs = ". Runs: ";
  if (sentence.runs.size() > kMostNamedRuns) {
    runs += Element("a", {{"href", page.Url(ReportPath(sentence.report)) + "#runs"}},
                    {absl::StrCat(sentence.runs.size(), " runs")});
    return runs;
  }
  for (const SiteRun* run : sentence.runs) {
    const ReportSpec::Run& spec = *run->outcome.spec;
    if (run != sentence.runs.front()) runs += "; ";
    runs += page.Link(RunPath(run->name()),
                      absl::StrCat(KindTitle(inputs.catalogue(), spec), ", seed ", spec.seed()));
  }
  return runs;
}

// A sentence, and under it where its numbers come from.
Markup SentenceEntry(const SiteInputs& inputs, const Sentence& sentence, const SitePage& page) {
  const SiteReport* report = inputs.FindReport(sentence.report);
  Markup source = ProfileTitle(inputs) + ". Numbers: ";
  if (report != nullptr) {
    source += page.Link(ReportPath(report->name()), report->spec->title());
    source += " (";
  }
  source += Element("code", {}, {CommandFor(inputs, sentence.report)});
  if (report != nullptr) source += ")";
  source += Runs(inputs, sentence, page);
  source += ".";
  return Block("li", {},
               {Element("p", {}, {sentence.text}), Element("p", {{"class", "notes"}}, {source})});
}

std::vector<Markup> Contents(const SiteInputs& inputs, const SitePage& page) {
  const auto measured = std::count_if(inputs.runs.begin(), inputs.runs.end(),
                                      [](const auto& run) { return run.outcome.IsMeasured(); });
  std::vector<Markup> contents = ReportLists(inputs, page);
  contents.push_back(Element("h2", {}, {"Runs"}));
  contents.push_back(Element("p", {},
                             {page.Link(kRunsPath, absl::StrCat(inputs.runs.size(), " runs")),
                              absl::StrCat(", ", measured, " of them measured.")}));
  return contents;
}

}  // namespace

absl::Status AddFrontPage(const SiteInputs& inputs, Site& site) {
  SitePage page = {.path = kFrontPath, .title = "Label representations: what was measured"};
  page.body.push_back(Element(
      "p", {{"class", "subtitle"}},
      {"Image classifiers that are trained to output a label with many numbers, such as the "
       "spectrogram of the spoken class name, beside those that are trained on categories. ",
       ProfileTitle(inputs), "."}));
  page.body.push_back(Element("h2", {}, {"In five sentences"}));
  std::vector<Markup> sentences;
  for (const Sentence& sentence : FiveSentences(inputs)) {
    sentences.push_back(SentenceEntry(inputs, sentence, page));
  }
  page.body.push_back(Block("ol", {{"class", "sentences"}}, sentences));
  for (Markup& part : Contents(inputs, page)) page.body.push_back(std::move(part));
  return site.AddPage(page);
}

}  // namespace labelrep
