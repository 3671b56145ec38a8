#!/bin/bash
# Stands in front of every training action. What it puts before the program (for instance "srun
# --gpus=1") comes from a file outside the action, so that changing it repeats no run:
#   echo 'LABELREP_LAUNCH="srun --gpus=1"' > ~/.config/labelrep/launch
settings=${LABELREP_LAUNCH_FILE:-~/.config/labelrep/launch}
if [ -r "$settings" ]; then
  . "$settings" || exit
fi
exec ${LABELREP_LAUNCH:-} "$@"
