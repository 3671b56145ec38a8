"""Renders a Vega-Lite specification: render.py SPEC PREFIX writes PREFIX.svg, .png and .html.

Run by the rule of render.bzl with the folder of vl_convert on the path. Same specification, same
bytes; that is why there is no PDF, whose objects vl-convert writes in another order each time.
"""

import html
import json
import re
import sys

# Of those that the pinned vl-convert brings; its default would follow its releases.
VEGA_LITE = "5.21"

# Pixels of the PNG for each CSS pixel.
SCALE = 2

# What vl-convert calls every page.
TITLE = "<title>Chart</title>"
STYLE = (
    "body { margin: 2rem; font-family: 'Liberation Sans', Arial, sans-serif; }"
    " svg { max-width: 100%; height: auto; }"
)

# A text with its attributes, and its lines where it has several.
TEXT = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)
LINE = re.compile(r"<tspan([^>]*)>([^<]*)</tspan>")
FONT = re.compile(r'(font-family|font-size|font-weight)="([^"]*)"')


def lines_of(svg):
    """The font and the text of every line of text, as they come."""
    lines = []
    for attributes, content in TEXT.findall(svg):
        font = dict(FONT.findall(attributes))
        for _, line in LINE.findall(content) or [("", content)]:
            lines.append((font, html.unescape(line)))
    return lines


def widths_of(vl_convert, lines):
    """The width of each line in pixels, by the renderer's own measure: Vega's bounds of a mark."""
    values = [
        {
            "text": text,
            "font": font.get("font-family", "sans-serif"),
            "size": float(font.get("font-size", "11px").removesuffix("px")),
            "weight": font.get("font-weight", "normal"),
        }
        for font, text in lines
    ]
    encoding = {"text": "text", "font": "font", "fontSize": "size", "fontWeight": "weight"}
    width = {"signal": "format(datum.bounds.x2 - datum.bounds.x1, '.2f')"}
    spec = {
        "data": [{"name": "lines", "values": values}],
        "marks": [
            {
                "type": "text",
                "name": "measured",
                "from": {"data": "lines"},
                "encode": {"enter": {to: {"field": field} for to, field in encoding.items()}},
            },
            {
                "type": "text",
                "from": {"data": "measured"},
                "encode": {"update": {"text": width}},
            },
        ],
    }
    texts = [text for _, text in lines_of(vl_convert.vega_to_svg(json.dumps(spec)))]
    return [float(text) for text in texts[-len(lines) :]]


def with_fixed_widths(vl_convert, svg):
    """The picture with the width of each line of text written down.

    Whoever draws it with another, wider font would clip text and let it run into its neighbours.
    """
    widths = iter(widths_of(vl_convert, lines_of(svg)))

    def fix(tag, attributes, line):
        length = f' textLength="{next(widths):g}" lengthAdjust="spacingAndGlyphs"'
        return f"<{tag}{attributes}{length if line.strip() else ''}>{line}</{tag}>"

    def fix_text(match):
        attributes, content = match.groups()
        if not LINE.search(content):
            return fix("text", attributes, content)
        fixed = LINE.sub(lambda line: fix("tspan", *line.groups()), content)
        return f"<text{attributes}>{fixed}</text>"

    return TEXT.sub(fix_text, svg)


def page(vl_convert, spec):
    """A web page that needs nothing else."""
    text = vl_convert.vegalite_to_html(spec, vl_version=VEGA_LITE, bundle=True, renderer="svg")
    if text.count(TITLE) != 1:
        sys.exit(f"render.py: vl-convert's page has no single {TITLE}; is it another version?")
    # A "</script>" in a title of the figure would end the page's script.
    end = text.rindex("\n    const opts = ")
    start = text.rindex("\n    const spec = ", 0, end)
    text = text[:start] + text[start:end].replace("<", "\\u003c") + text[end:]
    title = html.escape(json.loads(spec)["description"])
    return text.replace(TITLE, f"<title>{title}</title><style>{STYLE}</style>")


def main(spec_path, prefix):
    import vl_convert

    with open(spec_path, encoding="utf-8") as file:
        spec = file.read()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, show_warnings=True)
    outputs = {
        ".svg": with_fixed_widths(vl_convert, svg).encode(),
        ".png": vl_convert.svg_to_png(svg, scale=SCALE),
        ".html": page(vl_convert, spec).encode(),
    }
    for suffix, content in outputs.items():
        with open(prefix + suffix, "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
