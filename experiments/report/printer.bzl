"""Where the files of a table or figure lie, and what `bazel run` does with them."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")

# Attributes of a rule that calls output_stem(), beside `profile`.
PLACE_ATTRS = {
    "_recorded": attr.label(default = "//experiments:recorded", doc = "The setting that looks results up."),
}

_SCRIPT = """#!/bin/bash
# Prints the numbers of {name} and says where its files lie; --out copies them.
set -eu
usage="--out=FOLDER: copy the files there, relative to where you are"
out=
while [ $# -gt 0 ]; do
  case $1 in
    --out=?*) out=${{1#--out=}} ;;
    --out)
      [ $# -gt 1 ] || {{ echo "{name}: --out: no folder follows; $usage" >&2; exit 1; }}
      out=$2
      shift
      ;;
    --help)
      echo "{name}: prints the numbers, and says where the files lie"
      echo "  $usage"
      exit
      ;;
    *)
      echo "{name}: found \\"$1\\"; expected nothing or $usage" >&2
      exit 1
      ;;
  esac
  shift
done
case $out in
  # A shell expands this only where it begins a word.
  "~/"*) out=$HOME/${{out#"~/"}} ;;
  "" | /*) ;;
  *) out=${{BUILD_WORKING_DIRECTORY:-$PWD}}/$out ;;
esac
if [ -n "$out" ]; then
  mkdir -p "$out"
  install -m 644 {files} "$out"
fi
cat "{markdown}"
echo
echo "The files: ${{out:-bazel-bin/{folder}}}/{name}.{{{formats}}}"
"""

def output_stem(ctx):
    """Path of all outputs of a table or figure below their package, without the format.

    A folder for each profile, so that a table of one does not take the place of that of another.
    """
    if not getattr(ctx.attr, "of_profile", True):
        return ctx.label.name
    folder = ctx.attr.profile[BuildSettingInfo].value
    if ctx.attr._recorded[BuildSettingInfo].value:
        folder += "_recorded"
    return folder + "/" + ctx.label.name

def declare_printer(ctx, markdown, outputs):
    """Declares the script of a target whose outputs are called output_stem(ctx).<format>.

    Args:
      ctx: of the table's or figure's rule.
      markdown: File to print, one of the outputs.
      outputs: Files that --out copies; they belong in the runfiles.
    Returns:
      The File of the script.
    """
    printer = ctx.actions.declare_file(output_stem(ctx) + ".print.sh")
    ctx.actions.write(printer, _SCRIPT.format(
        files = " ".join(["\"%s\"" % file.short_path for file in outputs]),
        folder = markdown.short_path.rpartition("/")[0],
        formats = ",".join([file.basename[len(ctx.label.name) + 1:] for file in outputs]),
        markdown = markdown.short_path,
        name = ctx.label.name,
    ), is_executable = True)
    return printer
