"""Where the files of a table or figure lie, and what `bazel run` does with them."""

_OUT_FLAG = """
usage="--out=FOLDER: copy {what} there, relative to where you are"
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
      echo "{name}: {does}"
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
"""

_SCRIPT = """#!/bin/bash
# Prints the numbers of {name} and says where its files lie; --out copies them.
set -eu
{out_flag}
if [ -n "$out" ]; then
  mkdir -p "$out"
  install -m 644 {files} "$out"
fi
cat "{markdown}"
echo
echo "The files: ${{out:-bazel-bin/{folder}}}/{name}.{{{formats}}}"
"""

def out_flag(name, what, does):
    """Shell lines that leave in $out the folder that a user names with --out, "" for none.

    Args:
      name: of the target, for messages.
      what: is copied there.
      does: what --help says.
    """
    return _OUT_FLAG.strip().format(does = does, name = name, what = what)

def declare_printer(ctx, stem, outputs):
    """Declares the script that prints the .md of the files `stem`.<format>; --out copies them."""
    printer = ctx.actions.declare_file(stem + ".print.sh")
    markdown = [file.short_path for file in outputs if file.extension == "md"][0]
    ctx.actions.write(printer, _SCRIPT.format(
        files = " ".join(["\"%s\"" % file.short_path for file in outputs]),
        folder = markdown.rpartition("/")[0],
        formats = ",".join([file.basename[len(ctx.label.name) + 1:] for file in outputs]),
        markdown = markdown,
        name = ctx.label.name,
        out_flag = out_flag(
            ctx.label.name,
            "the files",
            "prints the numbers, and says where the files lie",
        ),
    ), is_executable = True)
    return printer
