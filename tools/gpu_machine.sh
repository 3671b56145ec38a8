# What every machine with a GPU and without a checkout needs, and how runs go there and back; to be
# sourced, there and here.

# pack_program PROGRAM FOLDER NAME: copies it there, with the libraries that it needs in FOLDER/lib,
# but for libtorch with what lies beside it, and the C library.
pack_program() {
  local name path torch
  mkdir -p "$2/lib"
  cp -L "$1" "$2/$3"
  chmod u+wx "$2/$3"
  strip "$2/$3"
  torch=$(ldd "$1" | awk '$1 == "libtorch_cpu.so" { print $3 }')
  torch=$(dirname "$(readlink -f "${torch:-/none/none}")")
  while read -r name path; do
    case $name in
      libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | ld-linux*) continue ;;
    esac
    case $(readlink -f "$path") in
      "$torch"/* | */nvidia/*) continue ;;  # in site-packages, beside torch
    esac
    cp -L "$path" "$2/lib/$name"
    chmod u+w "$2/lib/$name"
  done < <(ldd "$1" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }')
}

# check_cuda PROGRAM ELSE: it was built with a libtorch that can use a GPU; dies naming ELSE, which
# needs none, where it was not.
check_cuda() {
  readelf -d "$1" | grep 'NEEDED.*libtorch_cuda' > /dev/null && return
  die "the programs are built with a libtorch without CUDA; export LABELREP_CUDA=1" \
    "(or LABELREP_LIBTORCH=FOLDER), or $2"
}

# use_libraries PROGRAM [LIBTORCH]: so that a packed program finds libtorch, in the folder of
# libraries LIBTORCH, else where it was built, else in python3's torch; and what was packed with it.
use_libraries() {
  local torch=${2:-}
  if [ -z "$torch" ] && ldd "$1" | grep 'libtorch_cpu\.so => not found' > /dev/null; then
    torch=$(python3 -c 'import importlib.util as i, os
torch = i.find_spec("torch")
print(os.path.join(os.path.dirname(torch.origin), "lib") if torch else "")' 2>/dev/null) || torch=
  fi
  torch=${torch:+$torch:}$(dirname "$(readlink -f "$1")")/lib
  export LD_LIBRARY_PATH=$torch${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

# run_names QUEUE: of the runs of a RunList in text form.
run_names() { sed -n 's|^  name: "\(.*\)"$|\1|p' "$1"; }

# is_whole FOLDER: whether what was brought back of a run is there as it was.
is_whole() { (cd "$1" && [ -s SHA256SUMS ] && sha256sum --quiet -c SHA256SUMS) > /dev/null 2>&1; }

# count_gpus [FOLDER]: prints how many device files are there, by default in /dev, or how many of
# them CUDA_VISIBLE_DEVICES names where it is set; fails where there is none.
count_gpus() {
  local gpus named
  gpus=$(compgen -G "${1:-/dev}/nvidia[0-9]*" | wc -l) || return
  if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
    named=$(tr ',' '\n' <<< "$CUDA_VISIBLE_DEVICES" | grep -c '[0-9]') || return
    [ "$named" -gt "$gpus" ] || gpus=$named
  fi
  echo "$gpus"
}

# start_mps COMMAND...: lets processes use a GPU at the same time, where NVIDIA's MPS is there and
# COMMAND, which uses the GPU, still works with it; stop_mps ends what start_mps started.
mps_started=
start_mps() {
  command -v nvidia-cuda-mps-control > /dev/null || return 0
  # The daemon would number anew the GPUs that this names, and its clients, which are given the
  # machine's numbers, find others or none.
  env -u CUDA_VISIBLE_DEVICES nvidia-cuda-mps-control -d > /dev/null 2>&1 || return 0
  mps_started=yes
  # It starts also where it cannot reach the GPU, which every process then fails to find.
  timeout 60 "$@" > /dev/null 2>&1 && return
  stop_mps
  echo "MPS does not work on this machine; processes take turns on its GPUs" >&2
}

stop_mps() {
  [ -z "$mps_started" ] || echo quit | nvidia-cuda-mps-control > /dev/null 2>&1 || true
  mps_started=
}
