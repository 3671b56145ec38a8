#!/bin/bash
# The label maker refuses damaged sound files and arrays:
#   refused_labels_test.sh MAKE_LABELS EXPORT
set -eu
. tests/expect.sh
make_labels=$1 export=$2
names=$TEST_TMPDIR/names.txt
npy=$TEST_TMPDIR/mine.npy
wavs=$TEST_TMPDIR/wavs
printf 'cat\ndog\n' > "$names"
mkdir "$wavs"
set +e

# Little-endian bytes of a number: bytes NUMBER COUNT
bytes() {
  local number=$1 i
  for ((i = 0; i < $2; i++)); do
    printf "\\x$(printf %x $((number >> (8 * i) & 255)))"
  done
}

# npy_file DESCR SHAPE VALUE_BYTES: an array file, version 1.0.
npy_file() {
  local header="{'descr': '$1', 'fortran_order': False, 'shape': $2, }"
  local padded=$(((10 + ${#header} + 1 + 63) / 64 * 64 - 10))
  printf '\x93NUMPY\x01\x00'
  bytes "$padded" 2
  printf "%-$((padded - 1))s\n" "$header"
  printf "$3"
}

# refused_npy NAME PART_OF_MESSAGE...
refused_npy() {
  local name=$1
  shift
  expect_refused "$name" "$TEST_TMPDIR/labels.pb" "$npy" "$@" -- \
    "$make_labels" --kind=mine --npy="$npy" --class_names="$names" --out="$TEST_TMPDIR/labels.pb"
}

one='\x00\x00\x80\x3f'
two='\x00\x00\x00\x40'
nan='\x00\x00\xc0\x7f'

npy_file '<f4' '(2, 2)' "$one$one$two$one" > "$npy"
"$make_labels" --kind=mine --npy="$npy" --class_names="$names" --out="$TEST_TMPDIR/labels.pb" ||
  fail "good array" "it was refused" "$npy"

npy_file '<f4' '(2, 2)' "$one$one$one$nan" > "$npy"
refused_npy "NaN" "nan"
npy_file '<f4' '(2, 2)' "$one$one$one" > "$npy"
refused_npy "too few bytes" "found 12 bytes of data, expected 16"
npy_file '<f4' '(3, 2)' "$one$one$one$one$one$one" > "$npy"
refused_npy "class count" "found an array of shape [3, 2]; expected one label for each of the 2 \
classes"
npy_file '|O' '(2, 2)' "$one$one$one$one" > "$npy"
refused_npy "object dtype" "|O" "not Python objects"
npy_file '<f4' '(2, -2)' "$one" > "$npy"
refused_npy "negative dimension" "expected a dimension"
npy_file '<f4' '(2, 9223372036854775807)' "$one" > "$npy"
refused_npy "huge dimension"
npy_file '<f4' '(2, 2), "surprise": 1' "$one$one$one$one" > "$npy"
refused_npy "unknown key" "expected the keys"
printf 'PK\x03\x04 this is a zip archive' > "$npy"
refused_npy "no .npy file" 'offset 0: found "PK' 'expected "\x93NUMPY"'
printf '\x93NUMPY\x01\x00\xff\xff' > "$npy"
refused_npy "header beyond the file" "offset 8: .npy header of 65535 bytes, but only 0 bytes follow"

# For actions: a label set that says what is wrong, to all who read it, but not of files that are
# missing.
npy_file '<f4' '(2, 2)' "$one$one$one$nan" > "$npy"
"$make_labels" --failure_is_label_set --kind=mine --npy="$npy" --class_names="$names" \
  --out="$TEST_TMPDIR/failed.pb" || fail "failure as label set" "it was refused" "$npy"
expect_refused "reading a failure" "$TEST_TMPDIR/exported.npy" "$npy: element [1, 1] is nan" -- \
  "$export" --labels="$TEST_TMPDIR/failed.pb" --npy="$TEST_TMPDIR/exported.npy"
expect_refused "missing array" "$TEST_TMPDIR/labels.pb" "$TEST_TMPDIR/none.npy" -- \
  "$make_labels" --failure_is_label_set --kind=mine --npy="$TEST_TMPDIR/none.npy" \
  --class_names="$names" --out="$TEST_TMPDIR/labels.pb"

# wav_file SAMPLES: 16-bit mono at 22,050 Hz, from printf-style sample bytes.
wav_file() {
  local samples=$1 size=$2
  printf 'RIFF'; bytes $((36 + size)) 4; printf 'WAVEfmt '; bytes 16 4; bytes 1 2; bytes 1 2
  bytes 22050 4; bytes 44100 4; bytes 2 2; bytes 16 2
  printf 'data'; bytes "$size" 4
  head -c "$size" "$samples"
}

# refused_wav NAME PART_OF_MESSAGE...
refused_wav() {
  local name=$1
  shift
  expect_refused "$name" "$TEST_TMPDIR/labels.pb" "$wavs/1.wav" "class 1, 'dog'" "$@" -- \
    "$make_labels" --kind=speech --source=test --wavs="$wavs" --class_names="$names" \
    --out="$TEST_TMPDIR/labels.pb"
}

wav_file "$make_labels" 20000 > "$wavs/0.wav"
wav_file "$export" 20000 > "$wavs/1.wav"
"$make_labels" --kind=speech --source=test --wavs="$wavs" --class_names="$names" \
  --out="$TEST_TMPDIR/labels.pb" || fail "good sound" "it was refused" "$wavs"

echo "this is a text file" > "$wavs/1.wav"
refused_wav "no sound file" "is no sound file"
: > "$wavs/1.wav"
refused_wav "empty file" "is empty (0 bytes)"
wav_file /dev/zero 20000 > "$wavs/1.wav"
refused_wav "silence" "is silent"
wav_file /dev/zero 0 > "$wavs/1.wav"
refused_wav "no samples" "holds no sample"
rm "$wavs/1.wav"
refused_wav "missing file"

finish
