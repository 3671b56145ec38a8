#!/bin/bash
# What tools/gpu_machine.sh finds on a machine: GPUs, and MPS, which is used where the GPU works
# with it:  gpu_machine_test.sh GPU_MACHINE
set -euo pipefail
. "$1"

fail() {
  echo "FAILED: $1"
  exit 1
}

unset CUDA_VISIBLE_DEVICES
dev=$TEST_TMPDIR/dev
mkdir "$dev"
! count_gpus "$dev" || fail "a GPU where there is none"
touch "$dev"/nvidia{0,1,2,ctl,-uvm}
[ "$(count_gpus "$dev")" = 3 ] || fail "three GPUs: $(count_gpus "$dev")"
[ "$(CUDA_VISIBLE_DEVICES=1 count_gpus "$dev")" = 1 ] || fail "one of three GPUs"
[ "$(CUDA_VISIBLE_DEVICES=2,0 count_gpus "$dev")" = 2 ] || fail "two of three GPUs"
[ "$(CUDA_VISIBLE_DEVICES=0,1,2,3 count_gpus "$dev")" = 3 ] || fail "four of three GPUs"
! CUDA_VISIBLE_DEVICES= count_gpus "$dev" || fail "a GPU where none may be seen"

start_mps false 2> "$TEST_TMPDIR/absent" || fail "a machine without MPS"
[ -z "$mps_started$(cat "$TEST_TMPDIR/absent")" ] || fail "MPS where there is none"

# One that writes down what it is told.
told=$TEST_TMPDIR/told
mkdir "$TEST_TMPDIR/bin"
cat > "$TEST_TMPDIR/bin/nvidia-cuda-mps-control" <<END
#!/bin/bash
[ "\$*" = -d ] && echo "start\${CUDA_VISIBLE_DEVICES:+ of some}" >> "$told" || cat >> "$told"
END
chmod +x "$TEST_TMPDIR/bin/nvidia-cuda-mps-control"
PATH=$TEST_TMPDIR/bin:$PATH

CUDA_VISIBLE_DEVICES=1 start_mps true
[ "$(cat "$told")" = start ] || fail "MPS that works: $(cat "$told")"
stop_mps
stop_mps
[ "$(tr '\n' ' ' < "$told")" = "start quit " ] || fail "stopped MPS: $(cat "$told")"

rm "$told"
start_mps false 2> "$TEST_TMPDIR/broken"
[ "$(tr '\n' ' ' < "$told")" = "start quit " ] || fail "MPS that does not work: $(cat "$told")"
grep -q 'MPS does not work' "$TEST_TMPDIR/broken" || fail "MPS that does not work is not named"
