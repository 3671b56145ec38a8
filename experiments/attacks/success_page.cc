#include "experiments/attacks/success_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/status_macros.h"
#include "lib/report/markup.h"
#include "lib/viz/png.h"

namespace labelrep {
namespace {

constexpr char kStyle[] = R"css(
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1.5rem;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.4rem; }
main { display: flex; flex-wrap: wrap; gap: 1.2rem; }
figure { margin: 0; width: 200px; }
img { width: 96px; height: 96px; image-rendering: pixelated; }
figcaption { font-size: .85rem; line-height: 1.3; }
)css";

// Of float32 [3, h, w].
absl::StatusOr<Markup> Picture(const at::Tensor& image, const Normalization& normalization,
                               const std::string& description) {
  const at::Tensor pixels = ToPixels(image, normalization).permute({1, 2, 0}).contiguous();
  const uint8_t* bytes = pixels.const_data_ptr<uint8_t>();
  LABELREP_ASSIGN_OR_RETURN(const std::string png,
                            EncodePng(RgbImage{.width = pixels.size(1),
                                               .height = pixels.size(0),
                                               .pixels = {bytes, bytes + pixels.numel()}}));
  return Element("img", {{"src", DataUri("image/png", png)}, {"alt", description}});
}

std::string Intro(const SuccessPageFacts& facts, size_t count) {
  const std::string attack =
      absl::StrFormat("%s, %s, on a model of label kind %s.", facts.recipe.attack(),
                      facts.recipe.targeted() ? "targeted" : "untargeted", facts.label_kind);
  if (count == 0) return attack + " No image misled the model.";
  return absl::StrCat(attack, " The first ", count == 1 ? "image" : absl::StrCat(count, " images"),
                      " of the test split that misled the model: on the left as it is, on the "
                      "right as it is at the smallest epsilon, in normalised units, at which the "
                      "attack reached its aim.");
}

}  // namespace

absl::StatusOr<std::string> SuccessPage(const SuccessPageFacts& facts,
                                        const std::vector<Success>& successes,
                                        const Normalization& normalization) {
  std::vector<Markup> figures;
  for (const Success& success : successes) {
    const std::string name = absl::StrCat("image ", success.index);
    const std::string& was = facts.class_names.at(success.true_class);
    const std::string& became = facts.class_names.at(success.decision);
    LABELREP_ASSIGN_OR_RETURN(const Markup before, Picture(success.images[0], normalization,
                                                           absl::StrCat(name, ", ", was)));
    LABELREP_ASSIGN_OR_RETURN(const Markup after, Picture(success.images[1], normalization,
                                                          absl::StrCat(name, ", attacked")));
    figures.push_back(Element("figure", {},
                              {before, " ", after,
                               Element("figcaption", {},
                                       {absl::StrCat(name, ": ", was, " → ", became), Element("br"),
                                        absl::StrFormat("epsilon %g", success.epsilon)})}));
  }
  const std::string title = absl::StrCat("Images that misled the model: ", facts.recipe.attack());
  const Markup head = Block(
      "head", {},
      {Element("meta", {{"charset", "utf-8"}}),
       Element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
       Element("title", {}, {title}), Element("style", {}, {Markup::Trusted(kStyle)})});
  const Markup body =
      Block("body", {},
            {Element("h1", {}, {title}), Element("p", {}, {Intro(facts, successes.size())}),
             Block("main", {}, figures)});
  return absl::StrCat("<!DOCTYPE html>\n", Block("html", {{"lang", "en"}}, {head, body}).html(),
                      "\n");
}

}  // namespace labelrep
