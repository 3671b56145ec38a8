#!/bin/bash
# Stands in front of every training action. What it puts before the program (for instance "srun
# --gpus=1") comes from a file outside the action, so that changing it repeats no run:
#   echo 'LABELREP_LAUNCH="srun --gpus=1"' > ~/.config/labelrep/launch

# Actions have no $HOME, so the home folder is that of the user's entry, whoever calls.
settings=${LABELREP_LAUNCH_FILE:-$(unset HOME; echo ~)/.config/labelrep/launch}
if [ -r "$settings" ]; then
  # As editors on Windows write it: with carriage returns and a byte order mark.
  eval "$(LC_ALL=C sed '1s/^\xEF\xBB\xBF//; s/\r$//' "$settings")" || exit
fi
read -r launcher _ <<< "${LABELREP_LAUNCH:-}"
if [ -n "$launcher" ] && ! command -v "$launcher" > /dev/null; then
  echo "launch.sh: $settings: LABELREP_LAUNCH: found \"$launcher\", which is no program on the" \
    "PATH of actions ($PATH); give its full path" >&2
  exit 127
fi
exec ${LABELREP_LAUNCH:-} "$@"
