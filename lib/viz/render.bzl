"""Rendering of Vega-Lite specifications."""

RENDERED_FORMATS = ["svg", "png", "html"]

# Attributes of a rule that calls render().
RENDER_ATTRS = {
    "_no_system_fonts": attr.label(
        default = "@vl_convert//:no_system_fonts.conf",
        allow_single_file = True,
    ),
    "_render": attr.label(default = "//lib/viz:render.py", allow_single_file = True),
    "_vl_convert": attr.label(default = "@vl_convert//:package"),
}

def render(ctx, spec, name):
    """Declares the action that renders a specification.

    The only fonts are those that vl-convert brings, so that the pictures are the same on every
    machine.

    Args:
      ctx: of a rule with RENDER_ATTRS.
      spec: File: Vega-Lite as JSON.
      name: of the outputs, without .svg and so on; may begin with a folder.
    Returns:
      The outputs, in the order of RENDERED_FORMATS.
    """
    outputs = [ctx.actions.declare_file(name + "." + suffix) for suffix in RENDERED_FORMATS]
    package = ctx.files._vl_convert
    ctx.actions.run(
        executable = "/usr/bin/python3",
        # Not -I, which would ignore PYTHONPATH; the user's own packages stay out with -s.
        arguments = ["-s", "-B", ctx.file._render.path, spec.path, outputs[0].path[:-len(".svg")]],
        env = {
            "FONTCONFIG_FILE": ctx.file._no_system_fonts.path,
            "PYTHONPATH": package[0].dirname.rpartition("/")[0],
        },
        inputs = [ctx.file._render, spec, ctx.file._no_system_fonts] + package,
        outputs = outputs,
        mnemonic = "RenderFigure",
        progress_message = "Rendering " + name,
    )
    return outputs
