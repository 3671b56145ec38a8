# A copy of the working tree with an output folder of its own, in which tests watch what Bazel
# executes; to be sourced from the root of the sources. Bazel does not nest in its own tests.

bazel=./bazelw
work=$(mktemp -d)
copy=$work/labelrep
output_base=$work/output

# What was fetched and unpacked here need not be fetched again there.
fetched=$("$bazel" info output_base 2>/dev/null)/external
shared=()
for repository in libtorch vega vl_convert; do
  [ -e "$fetched/$repository/BUILD" ] &&
    shared+=("--override_repository=$repository=$fetched/$repository")
done

quiet=(--color=no --curses=no --noshow_progress --symlink_prefix=/)

in_copy() {
  (cd "$copy" && "$bazel" --output_base="$output_base" "$@")
}

clean_up() {
  in_copy shutdown 2>/dev/null || true
  chmod -R u+w "$work"
  rm -rf "$work"
}
trap clean_up EXIT

# Tracked and new files.
mkdir "$copy"
git ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
  done | xargs -0 cp --parents -t "$copy"

fail() {
  echo "FAILED: $1"
  exit 1
}

# build STEP ARGUMENT...: afterwards $work/STEP.json lists what was executed.
build() {
  local step=$1
  shift
  in_copy build "${shared[@]}" "${quiet[@]}" --execution_log_json_file="$work/$step.json" "$@" \
    > "$work/$step.log" 2>&1 || { cat "$work/$step.log"; exit 1; }
}

# executed STEP MNEMONIC [cached]: the first output of each such action; with "cached" also of those
# that a disk cache had.
executed() {
  python3 - "$work/$1.json" "$2" "${3:-}" <<'PYTHON'
import json, sys
path, mnemonic, cached = sys.argv[1:]
text, decoder, at = open(path).read(), json.JSONDecoder(), 0
while at < len(text):
    spawn, at = decoder.raw_decode(text, at)
    if spawn.get("mnemonic") == mnemonic and (cached or not spawn.get("remoteCacheHit")):
        print(spawn["listedOutputs"][0])
    while at < len(text) and text[at].isspace():
        at += 1
PYTHON
}

# remove_outputs PACKAGE: what was built there, so that it is built or fetched again.
remove_outputs() {
  chmod -R u+w "$output_base"/execroot/labelrep/bazel-out/*/bin/"$1"
  rm -rf "$output_base"/execroot/labelrep/bazel-out/*/bin/"$1"
}

# Ids of the programs that actions run: they work in folders of this output base.
action_processes() {
  local link
  for link in /proc/[0-9]*/cwd; do
    case $(readlink "$link" 2>/dev/null) in
      "$output_base"/*) basename "$(dirname "$link")" ;;
    esac
  done
}
