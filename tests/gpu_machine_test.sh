#!/bin/bash
# MPS is used where it is there and the GPU works with it:  gpu_machine_test.sh GPU_MACHINE
set -euo pipefail
. "$1"

fail() {
  echo "FAILED: $1"
  exit 1
}

start_mps false 2> "$TEST_TMPDIR/absent" || fail "a machine without MPS"
[ -z "$mps_started$(cat "$TEST_TMPDIR/absent")" ] || fail "MPS where there is none"

# One that writes down what it is told.
told=$TEST_TMPDIR/told
mkdir "$TEST_TMPDIR/bin"
cat > "$TEST_TMPDIR/bin/nvidia-cuda-mps-control" <<END
#!/bin/bash
[ "\$*" = -d ] && echo start >> "$told" || cat >> "$told"
END
chmod +x "$TEST_TMPDIR/bin/nvidia-cuda-mps-control"
PATH=$TEST_TMPDIR/bin:$PATH

start_mps true
[ "$(cat "$told")" = start ] || fail "MPS that works: $(cat "$told")"
stop_mps
stop_mps
[ "$(tr '\n' ' ' < "$told")" = "start quit " ] || fail "stopped MPS: $(cat "$told")"

rm "$told"
start_mps false 2> "$TEST_TMPDIR/broken"
[ "$(tr '\n' ' ' < "$told")" = "start quit " ] || fail "MPS that does not work: $(cat "$told")"
grep -q 'MPS does not work' "$TEST_TMPDIR/broken" || fail "MPS that does not work is not named"
