#!/bin/sh
# Speaks each class name into a WAV file of its own, 0.wav, 1.wav, ...
#   speak.sh ESPEAK CLASS_NAMES FOLDER
set -eu
index=0
while IFS= read -r line || [ -n "$line" ]; do
  text=$(printf '%s' "$line" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/_/ /g')
  [ -n "$text" ] || continue
  "$1" -v en-us -w "$3/$index.wav" -- "$text" </dev/null
  index=$((index + 1))
done <"$2"
