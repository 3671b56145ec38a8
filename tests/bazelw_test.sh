#!/bin/bash
# ./bazelw with stand-ins for Bazel and the package manager:
#   bazelw_test.sh BAZELW
set -eu
. tests/expect.sh
checkout=$TEST_TMPDIR/checkout
mkdir -p "$checkout" "$TEST_TMPDIR/the user" "$TEST_TMPDIR/bin"
cp -L "$1" "$checkout/bazelw"

# Only these are on the PATH: stand-ins, and what the script itself calls.
for program in bash cat chmod dirname env git id ls mktemp readlink rm; do
  ln -s "$(command -v "$program")" "$TEST_TMPDIR/bin/$program"
done
for program in espeak-ng g++ pkg-config protoc; do
  printf '#!/bin/sh\n' > "$TEST_TMPDIR/bin/$program"
done
# Installing what brings Bazel puts version 7 there.
cat > "$TEST_TMPDIR/bin/apt-get" <<'END'
#!/bin/sh
echo "apt-get $*"
case "$*" in *bazel-bootstrap*) ;; *) exit 0 ;; esac
cat > "${0%/*}/bazel" <<'BAZEL'
#!/bin/sh
case $* in
  --version) echo "bazel 7.7.1"; exit ;;
  *"info output_base") echo "${0%/bin/*}/base"; exit ;;
esac
for argument in "$@"; do
  case $argument in
    --script_path=*)
      script=${argument#*=}
      # As Bazel writes it.
      cat > "$script" <<SCRIPT
#!/bin/bash
cd / && \\
  exec env \\
    BUILD_WORKING_DIRECTORY=$PWD \\
    BUILD_WORKSPACE_DIRECTORY=$PWD \\
  ${0%/*}/program "\$@"
SCRIPT
      chmod +x "$script"
      ;;
  esac
done
echo "in $PWD at ${LABELREP_COMMIT:-none}: $*"
echo "data in ${LABELREP_CIFAR10:-none} and ${LABELREP_CIFAR100:-none}"
echo "models in ${LABELREP_BERT:-none} and ${LABELREP_GLOVE:-none}"
BAZEL
chmod +x "${0%/*}/bazel"
END
printf '#!/bin/sh\nexec "$@"\n' > "$TEST_TMPDIR/bin/sudo"
cat > "$TEST_TMPDIR/bin/program" <<'END'
#!/bin/sh
echo "program for $BUILD_WORKING_DIRECTORY of $BUILD_WORKSPACE_DIRECTORY"
exit 3
END
(cd "$TEST_TMPDIR/bin" && chmod +x apt-get espeak-ng g++ pkg-config program protoc sudo)
export PATH=$TEST_TMPDIR/bin

expect_line() {
  case $2 in
    *"$1"*) ;;
    *) fail "bazelw" "no '$1'" "$2" ;;
  esac
}

# The version that decides is that of the Bazel which was just installed.
output=$(cd "$TEST_TMPDIR/the user" && "$checkout/bazelw" build //:all 2>&1)
expect_line "bazel-bootstrap" "$output"
expect_line "in $checkout at none: build --config=bazel7 //:all" "$output"

# Files are relative to where the user stands.
status=0
output=$(cd "$TEST_TMPDIR/the user" && "$checkout/bazelw" --batch run //:all -- --out=a 2>&1) ||
  status=$?
expect_line "in $checkout at none: --batch run --config=bazel7 --script_path=" "$output"
expect_line " //:all -- --out=a" "$output"
expect_line "program for $TEST_TMPDIR/the user of $checkout" "$output"
[ "$status" -eq 3 ] || fail "bazelw" "exit status $status of a program's 3" "$output"

# From a clone the program that is run learns the commit.
git init -q "$checkout"
git -C "$checkout" -c user.name=test -c user.email=test@example.com commit -q --allow-empty -m empty
commit=$(git -C "$checkout" rev-parse HEAD)
output=$(cd "$checkout" && ./bazelw run //:all -- --version 2>&1)
expect_line "at $commit: run --config=bazel7 //:all -- --version" "$output"
output=$("$checkout/bazelw" build //:all 2>&1)
expect_line "at none: build" "$output"

# So are folders that variables name, and "~" is a home in them.
output=$(cd "$TEST_TMPDIR/the user" && HOME=/home/me LABELREP_CIFAR10='~/c10' \
  LABELREP_CIFAR100=c100 LABELREP_BERT='~/bert' LABELREP_GLOVE=vectors.txt \
  "$checkout/bazelw" build //:all 2>&1)
expect_line "data in /home/me/c10 and $TEST_TMPDIR/the user/c100" "$output"
expect_line "models in /home/me/bert and $TEST_TMPDIR/the user/vectors.txt" "$output"

# Launcher settings that actions would not see.
/bin/mkdir -p "$TEST_TMPDIR/home/.config/labelrep"
: > "$TEST_TMPDIR/home/.config/labelrep/launch"
expect_refused "settings in another home" none "$TEST_TMPDIR/home/.config/labelrep/launch" \
  "move it to $(unset HOME && echo ~)/.config/labelrep/launch" -- \
  env HOME="$TEST_TMPDIR/home" "$checkout/bazelw" build

# Links that another home or checkout left are not followed into its packages; one's own stay.
/bin/mkdir -p "$TEST_TMPDIR/base/execroot/labelrep/bazel-out" "$TEST_TMPDIR/other/execroot/labelrep"
/bin/ln -s "$TEST_TMPDIR/base/execroot/labelrep/bazel-out" "$checkout/bazel-out"
/bin/ln -s "$TEST_TMPDIR/other/execroot/labelrep" "$checkout/bazel-checkout"
/bin/ln -s "$TEST_TMPDIR/base_of_nobody/execroot/labelrep/bazel-out/bin" "$checkout/bazel-bin"
/bin/mkdir "$checkout/bazel-notes"
output=$("$checkout/bazelw" --batch build //... 2>&1)
expect_line "in $checkout at none: --batch build --config=bazel7 //..." "$output"
links=$(cd "$checkout" && echo bazel-*)
[ "$links" = "bazel-notes bazel-out" ] ||
  fail "bazelw" "left '$links', expected 'bazel-notes bazel-out'" "$output"

/bin/mv "$checkout" "$TEST_TMPDIR/check out"
expect_refused "a path with a space" none \
  "does not build where the path has a space" "check out" -- \
  "$TEST_TMPDIR/check out/bazelw" build
finish
