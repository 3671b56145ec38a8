#!/bin/bash
# Makes the site, twice, which has to give the same bytes, and looks at it in Chromium
# (tests/site/check.mjs):
#   tests/site.sh [--config=recorded | --config=smoke | ...] [--screenshots=FOLDER]
# Needs Chromium ($CHROMIUM, or chromium on the PATH), node and npm; what it takes from npm lands in
# ~/.cache/labelrep.
set -eu
cd "$(dirname "$0")/.."
config=--config=recorded
screenshots=
for argument in "$@"; do
  case $argument in
    --config=*) config=$argument ;;
    --screenshots=*) screenshots=${argument#*=} ;;
    *) echo "site.sh: found \"$argument\"; expected --config= or --screenshots=" >&2; exit 1 ;;
  esac
done

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -x "$chromium" ] || {
  echo "site.sh: Chromium is missing: install the package chromium, or set CHROMIUM" >&2
  exit 1
}
for program in node npm; do
  command -v "$program" >/dev/null || { echo "site.sh: $program is missing" >&2; exit 1; }
done

# As the lock file has them; another lock file is another folder.
lock=$(sha256sum tests/site/package-lock.json | cut -c1-12)
packages=${XDG_CACHE_HOME:-$HOME/.cache}/labelrep/site-test-$lock
[ -d "$packages" ] || {
  rm -rf "$packages.new"
  mkdir -p "$packages.new"
  cp tests/site/package.json tests/site/package-lock.json "$packages.new"
  npm ci --silent --prefix "$packages.new"
  mv "$packages.new" "$packages"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quiet=(--color=no --curses=no --noshow_progress)
./bazelw run "$config" "${quiet[@]}" //experiments:site > "$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
site=$(sed -n 's|^Open \(.*\)/index\.html in a browser\.$|\1|p' "$work/log")
(cd "${site%%/bazel-out/*}" && "${site%%/experiments/*}/experiments/site/make_site" \
  --spec="$site.spec.textproto" --out="$work/again")
diff -r "$site" "$work/again" || { echo "site.sh: other bytes the second time"; exit 1; }
du -sb "$work/again" | awk '{ printf "site.sh: %.1f MB\n", $1 / 1e6 }'
node tests/site/check.mjs "$site" "$chromium" "$packages/node_modules" \
  ${screenshots:+"$screenshots"}

# Single images and the listening test are held against the result files (see browse.mjs).
case $config in
  --config=smoke) table=shapes10_resnet8 attacks=smoke_shapes10_resnet8_ ;;
  *) table=cifar10_resnet32 attacks=cpu_cifar10_resnet32_ ;;
esac
attacks=bazel-bin/experiments/attacks/$attacks
node --test tests/site/image_data_test.js > "$work/log" || { cat "$work/log"; exit 1; }
./bazelw build "$config" "${quiet[@]}" //experiments:catalogue > "$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
python3 tests/site/image_counts.py "$site/data/images_${table}_s7.js" \
  bazel-bin/experiments/catalogue.textproto "$attacks" "$site.spec.textproto" > "$work/counts"
mkdir "$work/answers"
node tests/site/browse.mjs "$site" "$chromium" "$packages/node_modules" "$work/counts" \
  "${attacks}category" "$work/answers"
for answers in "$work/answers"/*.json; do
  [ -e "$answers" ] || continue
  ./bazelw run "$config" "${quiet[@]}" //experiments:table_listening -- --answers="$answers" \
    > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  grep -q Ann "$work/log" || { cat "$work/log"; echo "site.sh: no answers in the table"; exit 1; }
done
