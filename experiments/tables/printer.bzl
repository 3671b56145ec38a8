"""What `bazel run` does with a table or figure: it prints the numbers and says where the files lie."""

_SCRIPT = """#!/bin/bash
cat "{markdown}"
echo
echo "The files: bazel-bin/{package}/{name}.{{{formats}}}"
"""

def declare_printer(ctx, markdown, formats):
    """Declares the script of a target whose outputs are called <target name>.<format>.

    Args:
      ctx: of the table's or figure's rule.
      markdown: File to print; it belongs in the runfiles.
      formats: ends of the names of all outputs.
    Returns:
      The File of the script.
    """
    printer = ctx.actions.declare_file(ctx.label.name + ".print.sh")
    ctx.actions.write(printer, _SCRIPT.format(
        formats = ",".join(formats),
        markdown = markdown.short_path,
        name = ctx.label.name,
        package = ctx.label.package,
    ), is_executable = True)
    return printer
