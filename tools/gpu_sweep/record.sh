#!/usr/bin/env bash
# Records what run.sh brought back; tools/gpu_sweep.sh record calls this:
#   record.sh --record=PROGRAM --sweep=PROGRAM [--out=FOLDER] RESULTS
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/../gpu_machine.sh"
record='' sweep='' out='' results=''
for argument in "$@"; do
  case $argument in
    --record=*) record=${argument#*=} ;;
    --sweep=*) sweep=${argument#*=} ;;
    --out=*) out=${argument#*=} ;;
    *) results=$argument ;;
  esac
done

for file in about queue.textproto; do
  [ -s "$results/$file" ] || {
    echo "gpu_sweep: record: $results/$file is missing; expected the results of a run.sh" >&2
    exit 1
  }
done
about() { sed -n "s/^$1=//p" "$results/about"; }

finished=() unfinished=()
while read -r name; do
  folder=$results/$name
  if [ ! -d "$folder" ]; then
    unfinished+=("$name: not started")
  elif ! is_whole "$folder"; then
    unfinished+=("$name: cut short, as its SHA256SUMS is missing or tells of other files")
  elif [ -e "$folder/result.pb" ]; then
    finished+=("$folder")
  else
    unfinished+=("$name: $(cat "$folder/state")")
  fi
done < <(run_names "$results/queue.textproto")

status=0
[ ${#finished[@]} -eq 0 ] ||
  "$record" --out="${out:-$(about record_in)}" --git_commit="$(about commit)" \
    --git_dirty="$(about dirty)" "${finished[@]}" || status=1
[ ${#unfinished[@]} -eq 0 ] || printf 'not recorded: %s\n' "${unfinished[@]}"
"$sweep" --run_list="$results/queue.textproto" --folder="$results"
exit "$status"
