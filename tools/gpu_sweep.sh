#!/usr/bin/env bash
# Runs of a table, figure or profile on a machine that has a GPU and libtorch, but no checkout:
#   tools/gpu_sweep.sh pack --profile=replication --table=fig_replication --out=FOLDER  # here
#   FOLDER/run.sh --minutes=25                                                          # there
#   tools/gpu_sweep.sh record FOLDER/results                                            # here
# Each has a --help.
set -euo pipefail
calls_from=$PWD
root=$(dirname "$(readlink -f "$0")")/..
. "$root/tools/gpu_machine.sh"

die() {
  echo "gpu_sweep: $*" >&2
  exit 1
}

# absolute PATH: as seen from where the user stands.
absolute() { (cd "$calls_from" && readlink -m "$1"); }

pack_help() {
  cat <<'END'
tools/gpu_sweep.sh pack --profile=NAME [FLAG...] --out=FOLDER [-- FLAG_OF_BAZEL...]
Packs the runs that are not yet recorded, the program that trains, label sets, and those images that
the runs read into FOLDER, which is not there yet.
  --table= --dataset= --encoder= --label= --fraction= --seed=
                    which runs, as of //experiments:plan; several with commas between them
  --device=cuda     that of the recipes; also cpu, and profile for the profile's own
  --record_in=FOLDER  where they are to be recorded; by default results/measured/PROFILE
  --max_mb=60       a larger folder is refused
Programs for a GPU need LABELREP_CUDA=1, or LABELREP_LIBTORCH with CUDA, in the environment.
END
}

record_help() {
  cat <<'END'
tools/gpu_sweep.sh record RESULTS [--out=FOLDER]
Records the finished runs among RESULTS, which FOLDER/run.sh left, and says of the others why they
are not. --out is by default what pack was given as --record_in.
END
}

pack() {
  local filter=() bazel_flags=() profile='' device=cuda record_in='' max_mb=60 out='' argument
  while [ $# -gt 0 ]; do
    argument=$1
    shift
    case $argument in
      --help) pack_help; return ;;
      --profile=*) profile=${argument#*=}; filter+=("$argument") ;;
      --table=* | --dataset=* | --encoder=* | --label=* | --fraction=* | --seed=*)
        filter+=("$argument") ;;
      --device=*) device=${argument#*=} ;;
      --record_in=*) record_in=$(absolute "${argument#*=}") ;;
      --max_mb=*) max_mb=${argument#*=} ;;
      --out=*) out=$(absolute "${argument#*=}") ;;
      --) bazel_flags=("$@"); break ;;
      *) die "pack: $argument: unknown; see --help" ;;
    esac
  done
  [[ $profile =~ ^[a-z0-9_]+$ ]] || die "pack: --profile=$profile: expected the name of one profile"
  [[ $max_mb =~ ^[0-9]+$ ]] || die "pack: --max_mb=$max_mb: expected a whole number"
  [ -n "$out" ] || die "pack: --out is missing: the folder to make"
  [ ! -e "$out" ] || die "pack: $out is there already; name a new folder"
  cd "$root"
  local commit dirty=false bin=bazel-bin/experiments work
  commit=$(git rev-parse HEAD)
  [ -z "$(git status --porcelain)" ] || dirty=true
  bazel_flags+=("--//experiments:device=$device")
  ./bazelw build "${bazel_flags[@]}" //experiments:plan //experiments/train:by_hand \
    //experiments/train:pack_images
  local instead='pack for the CPU with --device=cpu'
  [ "$device" != cuda ] || check_cuda $bin/train/by_hand "$instead"
  work=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$work'" EXIT
  $bin/plan/plan_program "${filter[@]}" --queue="$work/queue" --jobs=1 \
    --record_in="${record_in:-results/measured/$profile}" \
    --run_list=$bin/runs/run_list.textproto --measure_costs=$bin/plan/measure_costs
  ! grep -q 'device: CUDA' "$work/queue" || check_cuda $bin/train/by_hand "$instead"
  sed -n 's|^  name: "\(.*\)"$|//experiments/runs:\1|p' "$work/queue" > "$work/targets"
  ./bazelw build "${bazel_flags[@]}" --output_groups=inputs --target_pattern_file="$work/targets"
  tools/gpu_sweep/pack.sh --queue="$work/queue" --inputs=$bin/runs \
    --root="$(./bazelw info execution_root)" --train=$bin/train/by_hand \
    --pack_images=$bin/train/pack_images --commit="$commit" --dirty="$dirty" \
    --record_in="${record_in:-results/measured/$profile}" --max_mb="$max_mb" --out="$out"
}

record() {
  local results='' out=() argument
  for argument in "$@"; do
    case $argument in
      --help) record_help; return ;;
      --out=*) out=("--out=$(absolute "${argument#*=}")") ;;
      --*) die "record: $argument: unknown; see --help" ;;
      *) results=$(absolute "$argument") ;;
    esac
  done
  [ -n "$results" ] || die "record: no folder given; see --help"
  cd "$root"
  ./bazelw build //experiments/record:record_program //experiments:sweep
  tools/gpu_sweep/record.sh --record=bazel-bin/experiments/record/record_program \
    --sweep=bazel-bin/experiments/sweep/sweep "${out[@]}" "$results"
}

case ${1:-} in
  pack | record) "$@" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0"; [ "${1:-}" = --help ] ;;
esac
