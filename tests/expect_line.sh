# A check for tests of tables and figures; to be sourced.

# expect_line DESCRIPTION PATTERN FILE: a line of the file matches. Of a drawing, which is long,
# only the name is shown where none does.
expect_line() {
  grep -Eq "$2" "$3" || { echo "no $1 in $3"; [ "${3%.svg}" != "$3" ] || cat "$3"; exit 1; }
}
