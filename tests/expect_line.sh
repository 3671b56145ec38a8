# For tests of tables and figures; to be sourced.

# output NAME PROGRAM...: path of the file of that name that lies beside one of these, which
# `bazel run` of a table or figure starts; their folder is the profile's.
output() {
  local name=$1 program
  shift
  for program in "$@"; do
    [ ! -e "${program%/*}/$name" ] || { echo "${program%/*}/$name"; return; }
  done
  echo "no $name beside $*" >&2
  exit 1
}

# expect_line DESCRIPTION PATTERN FILE: a line of the file matches. Of a drawing, which is long,
# only the name is shown where none does.
expect_line() {
  grep -Eq "$2" "$3" || { echo "no $1 in $3"; [ "${3%.svg}" != "$3" ] || cat "$3"; exit 1; }
}
