#!/bin/bash
# A figure is rendered in every format, the same bytes each time and whatever fonts the machine has:
#   render_test.sh WRITE_FIGURE RENDER_PY NO_SYSTEM_FONTS FIGURE.textproto PICTURES.textproto \
#     VL_CONVERT_FILE...
set -eu
write_figure=$1 script=$2 fonts=$3 figure=$4 pictures=$5 package=$6
export PYTHONPATH=$PWD/$(dirname "$(dirname "$package")")

fail() { echo "$1"; exit 1; }

# render FIGURE OUT: draws FIGURE.vl.json.
render() {
  FONTCONFIG_FILE=$PWD/$fonts /usr/bin/python3 -s -B "$script" \
    "$TEST_TMPDIR/$1.vl.json" "$TEST_TMPDIR/$2"
}

"$write_figure" --figure="$PWD/$figure" --out="$TEST_TMPDIR/example"
render example one
render example two
for suffix in svg png html; do
  cmp "$TEST_TMPDIR/one.$suffix" "$TEST_TMPDIR/two.$suffix" ||
    fail "$suffix differs from run to run"
done

# Epochs, whose ticks are hundreds.
epochs=$TEST_TMPDIR/epochs.textproto
sed -e 's/^x {.*/x { title: "epoch" }/' -e 's/ x: 0\.3 / x: 600 /' "$figure" > "$epochs"
"$write_figure" --figure="$epochs" --out="$TEST_TMPDIR/epochs"
render epochs epochs

# Pictures, one of them with a sound.
"$write_figure" --figure="$PWD/$pictures" --out="$TEST_TMPDIR/pictures"
render pictures pictures

cd "$TEST_TMPDIR"
grep -q '>200</text>' epochs.svg || fail "the SVG has no tick 200"
# Every line of text has the width that it was laid out with, whatever font draws it.
for picture in one epochs; do
  lines=$(grep -oE '>[^<>]+</(text|tspan)>' $picture.svg | wc -l)
  fixed=$(grep -oE 'textLength="[0-9.]+" lengthAdjust="spacingAndGlyphs">[^<>]+</' $picture.svg |
    wc -l)
  [ "$lines" -gt 10 ] && [ "$lines" = "$fixed" ] ||
    fail "of $lines lines of text in $picture.svg $fixed have a width"
done
grep -q "Accuracy under attack" one.svg || fail "the SVG has no title"
grep -q "Not in the figure: example_resnet32_mine" one.svg ||
  fail "the SVG does not name the missing run"
[ "$(head -c 4 one.png | tail -c 3)" = PNG ] || fail "the PNG is none"
grep -q "<title>Accuracy under attack &lt;/script&gt;" one.html || fail "the page has no title"
# The page loads nothing, and no text of the figure ends its script.
! grep -qE '<(script|link)[^>]*(src|href)=' one.html || fail "the page loads something"
[ "$(grep -o '<script' one.html | wc -l)" = "$(grep -o '</script>' one.html | wc -l)" ] ||
  fail "text of the figure ends a script of the page"

[ "$(grep -o '<image ' pictures.svg | wc -l)" -eq 3 ] ||
  fail "the SVG has not two pictures and a colour bar"
[ "$(grep -o 'image-rendering: pixelated' pictures.svg | wc -l)" -eq 3 ] ||
  fail "pixels are blurred"
picture="Speech &amp; more, a &lt;b&gt;"
grep -q "aria-label=\"$picture: 2 x 2 numbers from -80 to 0 dB\"" pictures.svg ||
  fail "a picture has no description"
grep -q "aria-label=\"$picture: recording\" src=\"data:audio/wav;base64," pictures.html ||
  fail "the page has no player"
[ "$(grep -o 'data:audio' pictures.html | wc -l)" -eq 1 ] || fail "the page holds its sounds twice"
! grep -q '<audio' one.html || fail "a page without sounds has a player"
echo "rendered"
