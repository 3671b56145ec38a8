// Pieces that several pages have.
#ifndef EXPERIMENTS_SITE_PARTS_H_
#define EXPERIMENTS_SITE_PARTS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/site/site.h"
#include "experiments/site/site_inputs.h"
#include "google/protobuf/message.h"
#include "lib/report/markup.h"

namespace labelrep {

struct SiteCell {
  Markup content;
  std::optional<double> value = {};  // to sort by; one with it stands on the right
};

// A table of one line of headings, which a reader can sort; a row's first cell is its heading.
// `label` says what it shows to who cannot see it, `id` is the table's, or "".
Markup SiteTable(const std::string& label, const std::string& id,
                 const std::vector<std::string>& columns,
                 const std::vector<std::vector<SiteCell>>& rows);

// A number with so many decimals; blank for none.
SiteCell NumberCell(std::optional<double> value, int decimals);
// A share in [0, 1], in per cent.
SiteCell PercentCell(std::optional<double> share, int decimals = 2);

// The fields of a message that are set, by name, those of messages in it as "label.kind" and
// "segments[0].host", as the table of a page.
Markup FieldTable(const std::string& label, const google::protobuf::Message& message);

// A message in text form, as a recipe file has it.
Markup MessageText(const google::protobuf::Message& message);

// A list of what `items` are; nothing where there are none.
Markup List(const std::vector<Markup>& items);

// A <details> that opens on request.
Markup Details(const Markup& summary, const std::vector<Markup>& content);

// What makes a table or figure by hand: "./bazelw run //experiments:table1 --config=recorded".
std::string CommandFor(const SiteInputs& inputs, const std::string& report);

// The tables, the figures, and what of them is not there, each under a heading.
std::vector<Markup> ReportLists(const SiteInputs& inputs, const SitePage& page);

std::string ReportPath(const std::string& report);
std::string RunPath(const std::string& run);
inline constexpr char kReportsPath[] = "reports/index.html";
inline constexpr char kLabelsPath[] = "labels.html";
inline constexpr char kRunsPath[] = "runs/index.html";

// What a run is called: "CIFAR-10, ResNet-32, Speech, 2 % of the training images, seed 7".
std::string RunTitle(const Catalogue& catalogue, const ReportSpec::Run& run);

// "measured", "failed", "not there".
std::string RunState(const RunOutcome& run);
// The same with the reason, where there is one: "failed: the loss is nan".
std::string RunReason(const RunOutcome& run);

// What a reader has to know about the profile's numbers, as every table says it.
std::string ProfileTitle(const SiteInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_PARTS_H_
