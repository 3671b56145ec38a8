"""Where the files of a table or figure lie, and what `bazel run` does with them."""

_OUT_FLAG = """
usage="--out=FOLDER: copy {what} there, relative to where you are"
out=
{declarations}
# What the user means by a path.
user_path() {{
  case $1 in
    # A shell expands this only where it begins a word.
    "~/"*) echo "$HOME/${{1#"~/"}}" ;;
    "" | /*) echo "$1" ;;
    *) echo "${{BUILD_WORKING_DIRECTORY:-$PWD}}/$1" ;;
  esac
}}
while [ $# -gt 0 ]; do
  case $1 in
    --out=?*) out=${{1#--out=}} ;;
    --out)
      [ $# -gt 1 ] || {{ echo "{name}: --out: no folder follows; $usage" >&2; exit 1; }}
      out=$2
      shift
      ;;
{flags}
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
out=$(user_path "$out")
"""

_SCRIPT = """#!/bin/bash
# Prints the numbers of {name} and says where its files lie; --out copies them.
set -eu
{out_flag}
made={stem}
where=bazel-bin/{folder}
{remake}
if [ -n "$out" ]; then
  mkdir -p "$out"
  install -m 644 "$made".{{{formats}}} "$out"
fi
cat "$made.md"
echo
echo "The files: ${{out:-$where}}/{name}.{{{formats}}}"
"""

def out_flag(name, what, does, declarations = "", flags = ""):
    """Shell lines that leave in $out the folder that a user names with --out, "" for none.

    Args:
      name: of the target, for messages.
      what: is copied there.
      does: what --help says.
      declarations: shell lines before the flags are read, which may add to $usage.
      flags: cases of further flags.
    """
    return _OUT_FLAG.strip().format(
        declarations = declarations,
        does = does,
        flags = flags,
        name = name,
        what = what,
    )

# What a table that takes answers has besides.
_ANSWERS_DECLARATIONS = """usage+=";
  --answers=FILE...: with what listeners answered, a file for each"
answers=()"""
_ANSWERS_FLAGS = """    --answers=?*) answers+=("$(user_path "${1#--answers=}")") ;;
    [!-]*)
      [ ${#answers[@]} -gt 0 ] || { echo "NAME: found \\"$1\\"; expected $usage" >&2; exit 1; }
      answers+=("$(user_path "$1")")
      ;;"""
_ANSWERS_REMAKE = """if [ ${#answers[@]} -gt 0 ]; then
  scratch=$(mktemp -d)
  trap 'rm -r "$scratch"' EXIT
  {
    cat SPEC
    for file in "${answers[@]}"; do
      file=${file//\\\\/\\\\\\\\}
      printf 'answers: "%s"\\n' "${file//\\"/\\\\\\"}"
    done
  } > "$scratch/spec.textproto"
  made=$scratch/NAME
  where="with --out=FOLDER: FOLDER"
  BUILD_WORKING_DIRECTORY=$PWD PROGRAM --spec="$scratch/spec.textproto" --out="$made"
fi"""

def declare_printer(ctx, stem, outputs, remake = None):
    """Declares the script that prints the .md of the files `stem`.<format>; --out copies them.

    Args:
      ctx: of the rule.
      stem: see above.
      outputs: the files.
      remake: of a table that takes --answers: struct(program, spec): executable, and the File of a
        ReportSpec with paths as the script has them, in the folder of its runfiles.
    Returns:
      File.
    """
    printer = ctx.actions.declare_file(stem + ".print.sh")
    markdown = [file.short_path for file in outputs if file.extension == "md"][0]
    parts = {"declarations": "", "flags": "", "remake": ""}
    if remake:
        parts = {
            "declarations": _ANSWERS_DECLARATIONS,
            "flags": _ANSWERS_FLAGS.replace("NAME", ctx.label.name),
            "remake": _ANSWERS_REMAKE.replace("NAME", ctx.label.name)
                .replace("PROGRAM", remake.program.short_path)
                .replace("SPEC", remake.spec.short_path),
        }
    ctx.actions.write(printer, _SCRIPT.format(
        folder = markdown.rpartition("/")[0],
        formats = ",".join([file.basename[len(ctx.label.name) + 1:] for file in outputs]),
        name = ctx.label.name,
        out_flag = out_flag(
            ctx.label.name,
            "the files",
            "prints the numbers, and says where the files lie",
            parts["declarations"],
            parts["flags"],
        ),
        remake = parts["remake"],
        stem = markdown[:-len(".md")],
    ), is_executable = True)
    return printer
