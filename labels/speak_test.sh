#!/bin/sh
# A stand-in for espeak-ng writes down what it was asked to speak; espeak-ng itself is quiet:
#   speak_test.sh SPEAK ESPEAK
set -eu
cat >"$TEST_TMPDIR/espeak" <<'END'
#!/bin/sh
[ "$1 $2 $3 $5" = "-v en-us -w --" ]
printf '%s' "$6" >"$4"
END
chmod +x "$TEST_TMPDIR/espeak"
# With a byte order mark, a carriage return, blank lines, and no line end at the end of the file.
printf '\357\273\277maple_tree\r\n\n  cat \n \n-x' >"$TEST_TMPDIR/names.txt"
mkdir "$TEST_TMPDIR/wavs"
"$1" "$TEST_TMPDIR/espeak" en-us "$TEST_TMPDIR/names.txt" "$TEST_TMPDIR/wavs"

expect() {
  [ "$(cat "$TEST_TMPDIR/wavs/$1.wav")" = "$2" ] || {
    echo "$1.wav: found '$(cat "$TEST_TMPDIR/wavs/$1.wav")', expected '$2'"
    exit 1
  }
}
expect 0 "maple tree"
expect 1 "cat"
expect 2 "-x"
[ "$(ls "$TEST_TMPDIR/wavs" | wc -l)" -eq 3 ]

# A synthesizer that fails, fails the whole, and what it says is seen.
printf '#!/bin/sh\necho no voice >&2\nexit 1\n' >"$TEST_TMPDIR/espeak"
! "$1" "$TEST_TMPDIR/espeak" en-us "$TEST_TMPDIR/names.txt" "$TEST_TMPDIR/wavs" \
  2>"$TEST_TMPDIR/said"
[ "$(cat "$TEST_TMPDIR/said")" = "no voice" ]

# speaks VOICE NAMES: into wavs, by espeak-ng itself.
speaks() {
  voice=$1
  shift
  printf '%s\n' "$@" >"$TEST_TMPDIR/names.txt"
  "$script" "$espeak" "$voice" "$TEST_TMPDIR/names.txt" "$TEST_TMPDIR/wavs" 2>"$TEST_TMPDIR/said"
}

# Names that a voice reads, but not those of which it only names the letters.
script=$1 espeak=$2
speaks en-us 'café' 'crème_brûlée' 'łódź' 'μ' 'é' 'я' 'CD-ROM'
speaks ru 'яблоко'
for names in '苹果' 'яблоко' 'apple_香蕉' 'μήλο' '猫' 'cat_か'; do
  if speaks en-us "$names"; then
    echo "'$names' was spoken, expected to be refused"
    exit 1
  fi
  grep -q 'class name "[^"]*": espeak-ng.s voice en-us does not read' "$TEST_TMPDIR/said"
done

# Quiet where it cannot make folders at home, and the same sound as by hand.
echo cat >"$TEST_TMPDIR/names.txt"
said=$(HOME=/proc/none "$1" "$2" fr-fr "$TEST_TMPDIR/names.txt" "$TEST_TMPDIR/wavs" 2>&1)
[ -z "$said" ] || {
  echo "found '$said', expected nothing"
  exit 1
}
"$2" -v fr-fr -w "$TEST_TMPDIR/by_hand.wav" -- cat 2>/dev/null
cmp "$TEST_TMPDIR/by_hand.wav" "$TEST_TMPDIR/wavs/0.wav"
