#!/bin/sh
# Speaks each class name into a WAV file of its own, 0.wav, 1.wav, ...
#   speak.sh ESPEAK VOICE CLASS_NAMES FOLDER
set -eu
# It asks for a sound server even where it writes a file, and complains for each word where it may
# make no folder for that.
PULSE_RUNTIME_PATH=$(mktemp -d)
export PULSE_RUNTIME_PATH
trap 'rm -rf "$PULSE_RUNTIME_PATH"' EXIT
espeak=$1 voice=$2 names=$3 folder=$4

# phonemes TEXT: without stress and pauses.
phonemes() {
  "$espeak" -v "$voice" -q -x -- "$1" </dev/null | tr -d "\n ',"
}

# neighbour TEXT: with another letter of the same script at its end, the one whose code differs in
# the lowest bit.
neighbour() {
  printf "$(printf '%s' "$1" | od -An -v -tu1 | tr -s ' \n' '\n\n' | sed '/^$/d' | {
    last=
    while read -r byte; do
      [ -z "$last" ] || printf '\\%03o' "$last"
      last=$byte
    done
    printf '\\%03o' $((last ^ 1))
  })"
}

# check_spoken TEXT: a voice names the letters of a script that it cannot read, so that all names of
# as many letters sound alike.
check_spoken() {
  for word in $1; do
    case $word in *[!\ -~]*) ;; *) continue ;; esac
    letters=$(printf '%s' "$word" | LC_ALL=C.UTF-8 sed 's/./& /g')
    if [ "$letters" = "$word " ]; then
      other=$(neighbour "$word")
    else
      other=$letters
    fi
    [ "$(phonemes "$word")" = "$(phonemes "$other")" ] || continue
    echo "speak.sh: $names: class name \"$1\": espeak-ng's voice $voice does not read \"$word\"," \
      "but only names its letters; give recordings, or the name in letters that it reads" >&2
    exit 1
  done
}

set -f
index=0
# Without the byte order mark that some editors write.
LC_ALL=C sed '1s/^\xEF\xBB\xBF//' "$names" | while IFS= read -r line || [ -n "$line" ]; do
  text=$(printf '%s' "$line" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/_/ /g')
  [ -n "$text" ] || continue
  check_spoken "$text"
  "$espeak" -v "$voice" -w "$folder/$index.wav" -- "$text" </dev/null
  index=$((index + 1))
done
