#include "lib/report/markup.h"

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// Reference: https://html.spec.whatwg.org/#void-elements, those that pages here have.
bool IsVoid(const std::string& name) {
  constexpr std::array<std::string_view, 5> kVoid = {"br", "img", "input", "link", "meta"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

Markup Join(const std::string& name, const Attributes& attributes,
            const std::vector<Markup>& content, const char* between) {
  std::string html = absl::StrCat("<", name);
  for (const auto& [attribute, value] : attributes) {
    absl::StrAppend(&html, " ", attribute);
    if (!value.empty()) absl::StrAppend(&html, "=\"", EscapeHtml(value), "\"");
  }
  html += ">";
  if (IsVoid(name)) return Markup::Trusted(html);
  html += between;
  for (const Markup& piece : content) absl::StrAppend(&html, piece.html(), between);
  absl::StrAppend(&html, "</", name, ">");
  return Markup::Trusted(html);
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  return absl::StrReplaceAll(
      OneLine(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

Markup::Markup(const char* text) : html_(EscapeHtml(text)) {}

Markup::Markup(const std::string& text) : html_(EscapeHtml(text)) {}

Markup Markup::Trusted(std::string html) {
  Markup markup;
  markup.html_ = std::move(html);
  return markup;
}

Markup& Markup::operator+=(const Markup& other) {
  html_ += other.html_;
  return *this;
}

Markup Element(const std::string& name, const Attributes& attributes,
               const std::vector<Markup>& content) {
  return Join(name, attributes, content, "");
}

Markup Block(const std::string& name, const Attributes& attributes,
             const std::vector<Markup>& content) {
  return Join(name, attributes, content, "\n");
}

std::string DataUri(const std::string& media_type, const std::string& bytes) {
  return absl::StrCat("data:", media_type, ";base64,", absl::Base64Escape(bytes));
}

}  // namespace labelrep
