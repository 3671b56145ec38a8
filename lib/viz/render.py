"""Renders a Vega-Lite specification: render.py SPEC PREFIX writes PREFIX.svg, .png and .html.

Run by the rule of render.bzl with the folder of vl_convert on the path. Same specification, same
bytes; that is why there is no PDF, whose objects vl-convert writes in another order each time.
"""

import html
import json
import sys

# Of those that the pinned vl-convert brings; its default would follow its releases.
VEGA_LITE = "5.21"

# Pixels of the PNG for each CSS pixel.
SCALE = 2

# What vl-convert calls every page.
TITLE = "<title>Chart</title>"
STYLE = "body { margin: 2rem; font-family: 'Liberation Sans', Arial, sans-serif; }"


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
        ".svg": svg.encode(),
        ".png": vl_convert.svg_to_png(svg, scale=SCALE),
        ".html": page(vl_convert, spec).encode(),
    }
    for suffix, content in outputs.items():
        with open(prefix + suffix, "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
