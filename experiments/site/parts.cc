#include "experiments/site/parts.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "experiments/report/titles.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

using FieldRows = std::vector<std::vector<SiteCell>>;

std::string ScalarText(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (field.type() == FieldDescriptor::TYPE_STRING) {
    return field.is_repeated() ? reflection.GetRepeatedString(message, &field, index)
                               : reflection.GetString(message, &field);
  }
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, &field, index, &text);
  return text;
}

void AddFields(const Message& message, const std::string& prefix, FieldRows& rows);

void AddField(const Message& message, const FieldDescriptor& field, const std::string& name,
              FieldRows& rows) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const int size = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    std::string text;
    for (int i = 0; i < size; ++i) {
      absl::StrAppend(&text, i > 0 ? ", " : "",
                      ScalarText(message, field, field.is_repeated() ? i : -1));
    }
    rows.push_back({{Element("code", {}, {name})}, {text}});
    return;
  }
  if (!field.is_repeated()) {
    AddFields(reflection.GetMessage(message, &field), name + ".", rows);
    return;
  }
  for (int i = 0; i < size; ++i) {
    AddFields(reflection.GetRepeatedMessage(message, &field, i), absl::StrCat(name, "[", i, "]."),
              rows);
  }
}

void AddFields(const Message& message, const std::string& prefix, FieldRows& rows) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    AddField(message, *field, prefix + field->name(), rows);
  }
}

// "Table 1: ..." or "Figure 2: ..."; behind them all other titles, as one.
std::string PaperTitle(const SiteReport& report) {
  const std::string& title = report.spec->title();
  return absl::StartsWith(title, "Table ") || absl::StartsWith(title, "Figure ") ? title : "~";
}

Markup CellElement(const SiteCell& cell, bool is_heading) {
  Attributes attributes;
  if (is_heading) attributes.push_back({"scope", "row"});
  if (cell.value.has_value()) {
    attributes.push_back({"class", "number"});
    attributes.push_back({"data-value", ExactNumber(*cell.value)});
  }
  return Element(is_heading ? "th" : "td", attributes, {cell.content});
}

}  // namespace

Markup SiteTable(const std::string& label, const std::string& id,
                 const std::vector<std::string>& columns,
                 const std::vector<std::vector<SiteCell>>& rows) {
  std::vector<Markup> headings;
  for (size_t i = 0; i < columns.size(); ++i) {
    const bool is_number = !rows.empty() && rows[0][i].value.has_value();
    headings.push_back(
        Element("th", {{"scope", "col"}, {"class", is_number ? "number" : "text"}}, {columns[i]}));
  }
  std::vector<Markup> body;
  for (const std::vector<SiteCell>& row : rows) {
    std::vector<Markup> cells;
    for (const SiteCell& cell : row) cells.push_back(CellElement(cell, &cell == &row.front()));
    body.push_back(Element("tr", {}, cells));
  }
  const Markup table =
      Block("table", id.empty() ? Attributes{} : Attributes{{"id", id}},
            {Element("thead", {}, {Element("tr", {}, headings)}), Block("tbody", {}, body)});
  return Element("div",
                 {{"class", "scroll"},
                  {"role", "region"},
                  {"tabindex", "0"},
                  {"aria-label", label},
                  {"data-module", "table"}},
                 {table});
}

SiteCell NumberCell(std::optional<double> value, int decimals) {
  if (!value.has_value()) return {};
  return {absl::StrFormat("%.*f", decimals, *value), value};
}

SiteCell PercentCell(std::optional<double> share, int decimals) {
  if (share.has_value()) share = 100 * *share;
  return NumberCell(share, decimals);
}

Markup FieldTable(const std::string& label, const google::protobuf::Message& message) {
  FieldRows rows;
  AddFields(message, "", rows);
  return SiteTable(label, "", {"field", "value"}, rows);
}

Markup MessageText(const google::protobuf::Message& message) {
  std::vector<Markup> lines;
  for (const absl::string_view line : absl::StrSplit(message.Utf8DebugString(), '\n')) {
    lines.push_back(std::string(line));
    lines.push_back(Markup::Trusted("\n"));
  }
  return Element("pre", {}, lines);
}

Markup List(const std::vector<Markup>& items) {
  if (items.empty()) return {};
  std::vector<Markup> elements;
  for (const Markup& item : items) elements.push_back(Element("li", {}, {item}));
  return Block("ul", {}, elements);
}

Markup Details(const Markup& summary, const std::vector<Markup>& content) {
  std::vector<Markup> all = {Element("summary", {}, {summary})};
  all.insert(all.end(), content.begin(), content.end());
  return Block("details", {}, all);
}

std::string CommandFor(const SiteInputs& inputs, const std::string& report) {
  // "//experiments:site --config=recorded"
  const std::string& command = inputs.spec.command();
  const size_t name = command.find(':') + 1;
  const size_t options = std::min(command.size(), command.find(' ', name));
  return absl::StrCat("./bazelw run ", command.substr(0, name), report, command.substr(options));
}

std::vector<Markup> ReportLists(const SiteInputs& inputs, const SitePage& page) {
  std::vector<const SiteReport*> reports;
  for (const SiteReport& report : inputs.reports) reports.push_back(&report);
  // The paper's by their numbers, then the others in the catalogues' order.
  std::stable_sort(reports.begin(), reports.end(), [](const SiteReport* a, const SiteReport* b) {
    return PaperTitle(*a) < PaperTitle(*b);
  });
  std::vector<Markup> tables;
  std::vector<Markup> figures;
  for (const SiteReport* report : reports) {
    (report->figure.has_value() ? figures : tables)
        .push_back(page.Link(ReportPath(report->name()), report->spec->title()));
  }
  std::vector<Markup> missing;
  for (const SiteSpec::MissingReport& report : inputs.spec.missing_reports()) {
    missing.push_back(absl::StrCat(report.title(), ": ", report.reason()));
  }
  std::vector<Markup> lists = {Element("h2", {}, {"Tables"}), List(tables),
                               Element("h2", {}, {"Figures"}), List(figures)};
  if (!missing.empty()) {
    lists.push_back(Element("h2", {}, {"Not here"}));
    lists.push_back(List(missing));
  }
  return lists;
}

std::string ReportPath(const std::string& report) {
  return absl::StrCat("reports/", report, ".html");
}

std::string RunPath(const std::string& run) { return absl::StrCat("runs/", run, ".html"); }

std::string RunTitle(const Catalogue& catalogue, const ReportSpec::Run& run) {
  std::string title =
      absl::StrCat(TitleOf(catalogue.datasets(), run.dataset()), ", ",
                   TitleOf(catalogue.encoders(), run.encoder()), ", ", KindTitle(catalogue, run));
  if (run.train_fraction_percent() != 100) {
    absl::StrAppend(&title, ", ", run.train_fraction_percent(), " % of the training images");
  }
  return absl::StrCat(title, ", seed ", run.seed());
}

std::string RunState(const RunOutcome& run) {
  if (run.IsMeasured()) return "measured";
  return run.IsAbsent() ? "not there" : "failed";
}

std::string RunReason(const RunOutcome& run) {
  const std::string& reason = run.result->failure().message();
  return reason.empty() ? RunState(run) : absl::StrCat(RunState(run), ": ", reason);
}

std::string ProfileTitle(const SiteInputs& inputs) {
  return TitleOf(inputs.catalogue().profiles(), inputs.spec.results().profile());
}

}  // namespace labelrep
