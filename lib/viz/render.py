"""Renders a Vega-Lite specification: render.py SPEC PREFIX writes PREFIX.svg, .png and .html.

Sounds of a figure's pictures, which are in its "usermeta", get players on the page. Run by the rule
of render.bzl with the folder of vl_convert on the path. Same specification, same bytes; that is why
there is no PDF, whose objects vl-convert writes in another order each time.
"""

import html
import itertools
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
SOUND_STYLE = (
    "<style> .sounds { display: grid; gap: 0.5rem; padding: 0; list-style: none;"
    " grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); }"
    " audio { display: block; width: 100%; } </style>"
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


def take_sounds(spec):
    """The specification without the sounds of its pictures, and these."""
    if '"usermeta"' not in spec:
        return spec, []
    document = json.loads(spec)
    sounds = document.pop("usermeta", {}).get("sounds", [])
    return json.dumps(document, ensure_ascii=False), sounds


def players(sounds):
    """A player for each sound, under a heading for each row of pictures."""
    if not sounds:
        return ""
    parts = [SOUND_STYLE, "<h2>Sounds</h2>"]
    for row, of_row in itertools.groupby(sounds, key=lambda sound: sound["row"]):
        parts.append(f'<h3>{html.escape(row)}</h3><ul class="sounds">')
        for sound in of_row:
            name = ": ".join(html.escape(sound[key]) for key in ["picture", "name"] if sound[key])
            label = f"{html.escape(row)}, {name}" if row else name
            parts.append(
                f'<li>{name}<audio controls preload="none" aria-label="{label}" '
                f'src="{html.escape(sound["data"])}"></audio></li>'
            )
        parts.append("</ul>")
    return "\n".join(parts)


def page(vl_convert, spec, sounds):
    """A web page that needs nothing else."""
    text = vl_convert.vegalite_to_html(spec, vl_version=VEGA_LITE, bundle=True, renderer="svg")
    if text.count(TITLE) != 1:
        sys.exit(f"render.py: vl-convert's page has no single {TITLE}; is it another version?")
    # A "</script>" in a title of the figure would end the page's script.
    end = text.rindex("\n    const opts = ")
    start = text.rindex("\n    const spec = ", 0, end)
    text = text[:start] + text[start:end].replace("<", "\\u003c") + text[end:]
    title = html.escape(json.loads(spec)["description"])
    text = text.replace(TITLE, f"<title>{title}</title><style>{STYLE}</style>")
    end = text.rindex("</body>")
    return text[:end] + players(sounds) + text[end:]


def main(spec_path, prefix):
    import vl_convert

    with open(spec_path, encoding="utf-8") as file:
        spec, sounds = take_sounds(file.read())
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, show_warnings=True)
    outputs = {
        ".svg": with_fixed_widths(vl_convert, svg).encode(),
        ".png": vl_convert.svg_to_png(svg, scale=SCALE),
        ".html": page(vl_convert, spec, sounds).encode(),
    }
    for suffix, content in outputs.items():
        with open(prefix + suffix, "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
