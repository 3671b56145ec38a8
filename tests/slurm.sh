#!/bin/bash
# Runs go through Slurm as docs/machines.md shows it: all at once, one that is cancelled is trained
# again and no other, an interrupted build leaves no job, and the results are those of direct runs.
# Slurm and munge run here on one machine, with ports, a key and folders of their own.
#   tests/slurm.sh
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin
for program in munged slurmctld slurmd srun; do
  command -v "$program" > /dev/null || {
    echo "tests/slurm.sh: SKIPPED: $program is not installed (Debian: slurm-wlm, munge)"
    exit 0
  }
done
. tests/bazel_copy.sh
target=//tests:invalidation_table1
runs=5
cancelled=speech

# As documented.
launcher=$(sed -n "s/^echo '\(LABELREP_LAUNCH=\"srun .*\"\)' > .*/\1/p" docs/machines.md)
read -r -a flags <<< "$(grep -o -m 1 -- '--jobs=.*--local_cpu_resources=.*' docs/machines.md)"
[ -n "$launcher" ] && [ "${#flags[@]}" -gt 0 ] || fail "docs/machines.md shows no launcher or flags"

slurm=$work/daemons
settings=$work/launch
export SLURM_CONF=$slurm/slurm.conf

configure_slurm() {
  local node user controller_port node_port
  node=$(uname -n)
  node=${node%%.*}
  user=$(id -un)
  read -r controller_port node_port < <(/usr/bin/python3 -c '
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[s.getsockname()[1] for s in sockets])')
  # Devices that every machine has stand for GPUs.
  echo "Name=gpu File=/dev/null,/dev/zero,/dev/full,/dev/random" > "$slurm/gres.conf"
  cat > "$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmUser=$user
SlurmdUser=$user
AuthInfo=socket=$slurm/munge.socket
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
JobCompType=jobcomp/filetxt
JobCompLoc=$slurm/jobs
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
KillWait=5
GresTypes=gpu
NodeName=$node NodeAddr=127.0.0.1 CPUs=8 Gres=gpu:4
PartitionName=test Nodes=$node Default=YES MaxTime=INFINITE
CONF
}

start_slurm() {
  mkdir "$slurm" "$slurm/state" "$slurm/spool"
  head -c 1024 /dev/urandom > "$slurm/munge.key"
  chmod 400 "$slurm/munge.key"
  # With force, as it wants a socket that all users reach.
  munged --force --key-file="$slurm/munge.key" --socket="$slurm/munge.socket" \
    --pid-file="$slurm/munged.pid" --log-file="$slurm/munged.log" --seed-file="$slurm/seed" \
    2> "$slurm/munged.out" || { cat "$slurm/munged.out"; fail "munged does not start"; }
  configure_slurm
  slurmctld -f "$SLURM_CONF"
  slurmd -f "$SLURM_CONF"
  wait_for "an idle node" "sinfo --noheader --format=%T | grep -qx idle"
}

stop_slurm() {
  local file pid
  queue 2> /dev/null | xargs -r scancel
  for file in "$slurm"/{slurmd,slurmctld,munged}.pid; do
    pid=$(cat "$file" 2> /dev/null) || continue
    kill "$pid" 2> /dev/null || true
    while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
  done
}
trap 'stop_slurm; clean_up' EXIT

# wait_for WHAT COMMAND: until it succeeds.
wait_for() {
  local i
  for ((i = 0; i < 600; i++)); do
    if eval "$2" > /dev/null 2>&1; then return; fi
    sleep 0.1
  done
  squeue || true
  tail -n 20 "$slurm"/*.log "$work"/*.log
  fail "waited in vain for $1"
}

# queue OPTION...: ids of the jobs that wait, run or end.
queue() {
  squeue --noheader --format=%i "$@"
}

# Jobs that are over.
ended_jobs() {
  grep -c "JobState=$1" "$slurm/jobs" || true
}

# launch LINE...: what stands before the runs from now on.
launch() {
  printf '%s\n' "$@" > "$settings"
}

# start STEP: builds in the background until all runs are jobs, which are held; $client is Bazel.
start() {
  launch "export SLURM_CONF=$SLURM_CONF" "$launcher" 'LABELREP_LAUNCH+=" --hold"'
  (cd "$copy" && exec "$bazel" --output_base="$output_base" build "${shared[@]}" "${quiet[@]}" \
    --disk_cache="$work/cache" "${flags[@]}" "$target") > "$work/$1.log" 2>&1 &
  client=$!
  wait_for "$runs held jobs" '[ "$(queue --states=PENDING | wc -l)" -eq "$runs" ]'
}

# ends STEP STATUS: the build that was started.
ends() {
  local status=0
  wait "$client" || status=$?
  [ "$status" -eq "$2" ] || { cat "$work/$1.log"; fail "$1: status $status, expected $2"; }
}

# The finished runs.
results() {
  find "$output_base"/execroot/labelrep/bazel-out/*/bin/tests -path '*/whole_*/result.pb'
}

save() {
  mkdir "$work/$1"
  (cd "$output_base"/execroot/labelrep/bazel-out/*/bin/tests && cp --parents -r \
    whole_*/{result.pb,weights.safetensors} smoke/invalidation_table1.* "$work/$1/")
}

# Ctrl-C, while one job is running and the others wait.
check_interrupted() {
  start interrupted
  queue --states=PENDING | head -n 1 | xargs scontrol release
  wait_for "a running job" '[ -n "$(queue --states=RUNNING)" ]'
  kill -INT "$client"
  ends interrupted 8
  wait_for "an empty queue" 'left=$(queue) && [ -z "$left" ]'
  wait_for "the end of the trainer" '[ -z "$(action_processes)" ]'
  [ "$(ended_jobs COMPLETED)" -eq 0 ] || fail "a run was over before the build was interrupted"
  echo "interrupted: none of $runs jobs is left"
}

# One running job is cancelled, by its name: its run is said to have failed, the others are trained.
check_cancelled() {
  local job finished
  start cancelled
  job=whole_shapes10_resnet8_${cancelled}_config.textproto
  queue --name="$job" | xargs scontrol release
  wait_for "the running job $job" '[ -n "$(queue --name="$job" --states=RUNNING)" ]'
  scancel --name="$job"
  queue --states=PENDING | xargs scontrol release
  ends cancelled 1
  grep -q "Training shapes10 / resnet8 / $cancelled: segment 1/1 failed" "$work/cancelled.log" ||
    { cat "$work/cancelled.log"; fail "the cancelled run is not named"; }
  finished=$(results | wc -l)
  [ "$finished" -eq $((runs - 1)) ] && ! results | grep "$cancelled" ||
    fail "$finished runs are finished, expected all but $cancelled: $(results)"
  echo "cancelled: $cancelled; the others are finished"
}

# The same command once more.
check_again() {
  local trained
  launch "export SLURM_CONF=$SLURM_CONF" "$launcher"
  build again --disk_cache="$work/cache" "${flags[@]}" "$target"
  trained=$(executed again TrainSegment)
  [ "$(basename "$(dirname "$trained")")" = "whole_shapes10_resnet8_$cancelled" ] ||
    fail "trained again: $trained; expected $cancelled alone"
  [ "$(ended_jobs COMPLETED)" -eq "$runs" ] ||
    fail "$(ended_jobs COMPLETED) jobs for $runs runs: $(cat "$slurm/jobs")"
  echo "again: $cancelled alone was trained"
}

check_shared() {
  save through_slurm
  remove_outputs tests
  launch
  build cached --disk_cache="$work/cache" "$target"
  [ -z "$(executed cached TrainSegment)" ] || fail "trained anew: $(executed cached TrainSegment)"
  save cached
  remove_outputs tests
  build direct --disk_cache="$work/direct_cache" "$target"
  [ "$(executed direct TrainSegment | wc -l)" -eq "$runs" ] || fail "not all runs were trained"
  save direct
  diff -r "$work/through_slurm" "$work/cached" && diff -r "$work/through_slurm" "$work/direct" ||
    fail "results differ"
  echo "direct runs take the results from the cache, and have the same bytes without it"
}

# Compiled programs may come from anywhere; the runs have caches of their own, empty at first.
build programs "$target"
remove_outputs tests
# In place of the file in the home folder, which may be in use.
sed -i "s|^settings=.*|settings=$settings|" "$copy/experiments/launch.sh"
grep -qx "settings=$settings" "$copy/experiments/launch.sh" || fail "launch.sh reads other settings"
start_slurm
check_interrupted
check_cancelled
check_again
check_shared
