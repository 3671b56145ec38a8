#!/bin/sh
# Speaks each class name into a WAV file of its own, 0.wav, 1.wav, ...
#   speak.sh ESPEAK VOICE CLASS_NAMES FOLDER
set -eu
# It asks for a sound server even where it writes a file, and complains for each word where it may
# make no folder for that.
PULSE_RUNTIME_PATH=$(mktemp -d)
export PULSE_RUNTIME_PATH
trap 'rm -rf "$PULSE_RUNTIME_PATH"' EXIT
index=0
while IFS= read -r line || [ -n "$line" ]; do
  text=$(printf '%s' "$line" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/_/ /g')
  [ -n "$text" ] || continue
  "$1" -v "$2" -w "$4/$index.wav" -- "$text" </dev/null
  index=$((index + 1))
done <"$3"
