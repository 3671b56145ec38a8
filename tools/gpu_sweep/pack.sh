#!/usr/bin/env bash
# Makes the folder of a sweep out of what was built; tools/gpu_sweep.sh pack calls this:
#   pack.sh --queue=FILE --inputs=FOLDER --root=FOLDER --train=PROGRAM --pack_images=PROGRAM
#     --commit=COMMIT --dirty=true|false --record_in=FOLDER --max_mb=MB --out=FOLDER
# --queue: RunList, the longest first. --inputs: has RUN/inputs of each run, the flags that name its
# inputs, by paths relative to --root.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
machine=$here/../gpu_machine.sh
. "$machine"

die() {
  echo "gpu_sweep: pack: $*" >&2
  exit 1
}

for argument in "$@"; do
  case $argument in
    --queue=* | --inputs=* | --root=* | --train=* | --pack_images=* | --commit=* | --dirty=* | \
      --record_in=* | --max_mb=* | --out=*)
      argument=${argument#--}
      declare "${argument%%=*}=${argument#*=}"
      ;;
    *) die "$argument: unknown" ;;
  esac
done
[ ! -e "$out" ] || die "$out is there already; name a new folder"
mkdir -p "$(dirname "$out")"
made=$(mktemp -d "$(dirname "$out")/gpu_sweep.XXXXXX")
trap 'rm -rf "$made"' EXIT
files=$made/files folder=$made/folder
mkdir -p "$files/runs" "$files/labels" "$files/data" "$folder"

# input NAME FLAG: the path that a run is told by it.
input() {
  local value
  value=$(sed -n "s|^--$2=||p" "$inputs/$1/inputs")
  [ -n "$value" ] || die "$inputs/$1/inputs: no --$2; expected one of the data set that it names"
  (cd "$root" && readlink -f "$value")
}

mapfile -t names < <(run_names "$queue")
[ ${#names[@]} -gt 0 ] || die "$queue: no run"
declare -A data=() index=() runs=()
for name in "${names[@]}"; do
  run=$(input "$name" run)
  labels=$(input "$name" labels)
  dataset=$(sed -n 's|^ *dataset: "\(.*\)"$|\1|p' "$run")
  data[$dataset]=$(input "$name" data)
  index[$dataset]=$(input "$name" train_index)
  runs[$dataset]+=" $files/runs/$name.textproto"
  cp "$run" "$files/runs/$name.textproto"
  cp "$labels" "$files/labels/"
  printf '%s\n' "--run=runs/$name.textproto" "--data=data/$dataset" \
    "--labels=labels/${labels##*/}" "--train_index=data/$dataset.pb" > "$files/runs/$name.flags"
done

pack_program "$train" "$files" train
for dataset in "${!data[@]}"; do
  cp "${index[$dataset]}" "$files/data/$dataset.pb"
  read -ra run_files <<< "${runs[$dataset]}"
  echo -n "$dataset: "
  "$pack_images" --data="${data[$dataset]}" --train_index="${index[$dataset]}" \
    --out="$made/data/$dataset" "${run_files[@]}"
  # Pixels compress best as their difference from the one to the left and the one above.
  width=$(cat "$made/data/$dataset/image_size.txt" 2>/dev/null || echo 32)
  tar -c --sparse -C "$made" "data/$dataset" |
    xz -T0 --delta=dist=1 --delta=dist=$((width < 256 ? width : 1)) \
      --lzma2=preset=6,lc=4,lp=0,pb=0 > "$folder/$dataset.tar.xz"
done
chmod -R u+w "$files"
tar -c -C "$files" train lib | xz -T0 > "$folder/programs.tar.xz"
tar -c -C "$files" runs labels data | xz -T0 > "$folder/runs_labels_indexes.tar.xz"
cp "$queue" "$folder/queue.textproto"
cp "$here/run.sh" "$machine" "$folder/"
chmod u+wx "$folder/run.sh"
printf '%s\n' "commit=$commit" "dirty=$dirty" "record_in=$record_in" > "$folder/about"
(cd "$folder" && sha256sum -- * > "$made/sums" && mv "$made/sums" SHA256SUMS)

size() { du -cb "$@" | awk 'END { print $1 }'; }
bytes=$(size "$folder")
echo "${#names[@]} runs; bytes of"
for part in "$folder"/*.tar.xz; do echo "  ${part##*/}: $(size "$part")"; done
[ "$bytes" -le $((max_mb * 1000000)) ] ||
  die "$bytes bytes in all; expected at most $max_mb MB: take fewer runs, or a larger --max_mb"
mv "$folder" "$out"
echo "$out: $bytes bytes. On the machine with the GPU: ${out##*/}/run.sh --help"
