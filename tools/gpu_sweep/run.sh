#!/usr/bin/env bash
# Trains the runs that were packed into this folder.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/gpu_machine.sh"

help() {
  cat <<'END'
run.sh [FLAG...]
Trains the runs that were packed into this folder, the longest first, and leaves what is finished in
FOLDER/results. Called again it goes on where it stopped, on another machine too if it finds the
results there.
  --minutes=M      starts no run after that, and stops those that still train
  --at_once=K      runs at a time on each GPU, or without one; by default 8, on the CPU 1
  --out=FOLDER     where to leave results; by default `results` beside this script
  --work=FOLDER    for unpacked files and unfinished runs; by default `work` beside this script
  --libtorch=LIB   folder of libtorch's libraries; by default that of python3's torch
  --max_mb=MB      checkpoints of unfinished runs are brought back up to so much; by default 500
Needs bash, tar, xz or python3, and libtorch. Exit status 1 if a run failed.
END
}

die() {
  echo "run.sh: $*" >&2
  exit 1
}

# unpack ARCHIVE: into $work/unpacking.
unpack() {
  if command -v xz > /dev/null; then
    xz -dc "$1"
  else
    python3 -c 'import lzma, shutil, sys
shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' "$1"
  fi | tar -x --no-same-owner -C "$work/unpacking"
}

prepare() {
  (cd "$here" && sha256sum --quiet -c SHA256SUMS) >&2 ||
    die "$here is not as it was packed; copy it here again"
  mkdir -p "$work" "$out"
  exec 9> "$work/lock"
  flock -n 9 || die "$work: another run.sh, or a training that one left, still works there"
  if [ ! -e "$work/files" ]; then
    rm -rf "$work/unpacking"
    mkdir "$work/unpacking"
    cp "$here/SHA256SUMS" "$work/unpacking/"
    local archive
    for archive in "$here"/*.tar.xz; do unpack "$archive"; done
    mv "$work/unpacking" "$work/files"
  fi
  cmp -s "$here/SHA256SUMS" "$work/files/SHA256SUMS" ||
    die "$work has the files of another sweep; name another --work"
  cmp -s "$here/queue.textproto" "$out/queue.textproto" || [ ! -e "$out/queue.textproto" ] ||
    die "$out has the results of another sweep; name another --out"
  cp "$here/about" "$here/queue.textproto" "$out/"
  cd "$work/files"
  use_libraries ./train "$libtorch"
  ./train --version > /dev/null || die "the program does not start with the libtorch of this" \
    "machine; name another with --libtorch"
}

# Sets `places`, how many trainings there may be at a time.
find_places() {
  local gpus=1
  if grep -q 'device: CUDA' runs/*.textproto; then
    gpus=$(count_gpus) ||
      die "the runs are for CUDA, but there is no GPU here"
    at_once=${at_once:-8}
    # As the trainer takes it.
    [ "$at_once" -le 64 ] || die "--at_once=$at_once: expected at most 64 on a GPU"
    export LABELREP_RUNS_PER_GPU=$at_once
    local first
    first=$(grep -l 'device: CUDA' runs/*.textproto | head -n 1)
    ./train --check_device --run="$first" > "$work/device.log" 2>&1 ||
      die "the GPU does not work: $(tail -n 1 "$work/device.log")"
    if [ "$at_once" -gt 1 ]; then start_mps ./train --check_device --run="$first" 9>&-; fi
  fi
  places=$((gpus * ${at_once:-1}))
}

# bring_back NAME STATE FILE...: those files of the run that there are, all or none.
bring_back() {
  local name=$1 state=$2 part=$out/.$1.part file sums
  rm -rf "$part"
  mkdir "$part"
  for file in "${@:3}"; do
    [ ! -e "$work/runs/$name/$file" ] || cp "$work/runs/$name/$file" "$part/" || return
  done
  echo "$state" > "$part/state" || return
  sums=$(cd "$part" && sha256sum -- *) || return
  echo "$sums" > "$part/SHA256SUMS" || return
  rm -rf "${out:?}/$name"
  mv "$part" "$out/$name"
}

say() { printf '[%s, %d of %d] %s\n' "$(date +%T)" "$done_count" "${#names[@]}" "$*"; }

start() {  # NAME
  local name=$1 folder=$work/runs/$1 flags
  if [ ! -e "$folder" ]; then
    mkdir -p "$folder"
    # What another machine had reached.
    if [ -e "$out/$name/checkpoint.safetensors" ] && is_whole "$out/$name"; then
      cp "$out/$name/checkpoint.safetensors" "$out/$name/provenance.pb" "$folder/"
    fi
  fi
  mapfile -t flags < "runs/$name.flags"
  ./train "${flags[@]}" --out="$folder" --checkpoint_interval="$interval" > "$folder/log" 2>&1 &
  pids[$name]=$!
  began[$name]=$SECONDS
}

# What is left of the run whose process ended.
finish() {  # NAME
  local name=$1 status=0 folder=$work/runs/$1 seconds=$((SECONDS - began[$1])) last small=()
  wait "${pids[$name]}" || status=$?
  unset "pids[$name]"
  last=$(tail -n 1 "$folder/log" | tr '\r' '\n' | tail -n 1)
  if [ "$status" -gt 128 ] && $stopping; then
    unfinished[$name]=stopped
    return
  fi
  done_count=$((done_count + 1))
  # Those that `record` takes.
  [ -z "$(find "$folder" -name weights.safetensors -size -4097k)" ] || small=(weights.safetensors)
  if [ "$status" -eq 0 ]; then
    if bring_back "$name" finished result.pb provenance.pb log "${small[@]}"; then
      say "$name: finished in $seconds s: $last"
      rm -rf "$folder"
      return
    fi
    last="cannot be brought back to $out"
  elif [ -e "$folder/result.pb" ]; then
    # A training that diverged has a result that says so.
    bring_back "$name" "failed: $last" result.pb provenance.pb log || true
  else
    unfinished[$name]="failed (exit status $status): $last"
  fi
  failed+=("$name")
  say "$name: failed after $seconds s (exit status $status): $last"
}

reap() {
  local name
  for name in "${!pids[@]}"; do
    kill -0 "${pids[$name]}" 2> /dev/null || finish "$name"
  done
}

is_time_over() { [ -n "$minutes" ] && [ $((SECONDS - began_all)) -ge $((60 * minutes)) ]; }

train_all() {
  local next=0 name
  while true; do
    reap
    if is_time_over; then stopping=true; fi
    if $stopping; then break; fi
    while [ "$next" -lt ${#names[@]} ] && [ ${#pids[@]} -lt "$places" ]; do
      name=${names[next]}
      next=$((next + 1))
      if [ -e "$out/$name/result.pb" ] && is_whole "$out/$name"; then
        done_count=$((done_count + 1))
        [ "$(cat "$out/$name/state")" = finished ] || failed+=("$name")
        say "$name: $(cat "$out/$name/state") before"
      else
        start "$name"
      fi
    done
    [ ${#pids[@]} -gt 0 ] || break
    # A signal ends it, too.
    sleep 0.2 || true
  done
  for name in "${!pids[@]}"; do kill "${pids[$name]}" 2> /dev/null || true; done
  for name in "${!pids[@]}"; do finish "$name"; done
  not_started=$((${#names[@]} - next))
  stopped=$((next - done_count))
}

# Why runs are not finished, and their checkpoints as far as they fit.
bring_back_unfinished() {
  local name why bytes left=$((max_mb * 1000000))
  for name in "${!unfinished[@]}"; do
    why=${unfinished[$name]}
    bytes=$(stat -c %s "$work/runs/$name/checkpoint.safetensors" 2> /dev/null || echo 0)
    if [ "$bytes" -eq 0 ]; then
      bring_back "$name" "$why, before its first checkpoint" log
    elif [ "$bytes" -le "$left" ] &&
      bring_back "$name" "$why" checkpoint.safetensors provenance.pb log; then
      left=$((left - bytes))
    else
      bring_back "$name" "$why; its checkpoint stayed in $work" log
    fi || echo "run.sh: $name: cannot be brought back to $out" >&2
  done
}

out=$here/results work=$here/work minutes='' at_once='' libtorch='' max_mb=500 interval=30s
for argument in "$@"; do
  case $argument in
    --help) help; exit ;;
    --out=?*) out=$(readlink -m "${argument#*=}") ;;
    --work=?*) work=$(readlink -m "${argument#*=}") ;;
    --libtorch=?*) libtorch=$(readlink -f "${argument#*=}") ;;
    --minutes=* | --at_once=* | --max_mb=*)
      [[ ${argument#*=} =~ ^(0|[1-9][0-9]{0,5})$ ]] || die "$argument: expected a whole number"
      argument=${argument#--}
      declare "${argument%%=*}=${argument#*=}"
      ;;
    # For tests: at least so long from one checkpoint of a run to the next.
    --checkpoint_interval=*) interval=${argument#*=} ;;
    *) die "$argument: unknown; see --help" ;;
  esac
done
[ "$at_once" != 0 ] || die "--at_once=0: expected at least 1"
began_all=$SECONDS
prepare
mapfile -t names < <(run_names "$here/queue.textproto")
declare -A pids=() began=() unfinished=()
failed=() done_count=0 stopped=0 not_started=0 stopping=false
trap 'stopping=true' INT TERM
trap stop_mps EXIT
find_places
train_all
bring_back_unfinished
echo "${#names[@]} runs: $((done_count - ${#failed[@]})) finished, ${#failed[@]} failed," \
  "$stopped stopped, $not_started not started; what there is of them: $out"
[ ${#failed[@]} -eq 0 ]
