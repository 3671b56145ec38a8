#!/bin/bash
# What a user's machine has or lacks is noticed before anything is compiled or trained.
#   tests/surroundings.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh

# The recordings are missing, which the last of the runs would need.
mkdir "$work/cifar10" "$work/cifar100"
touch "$work/cifar10/"{batches.meta.txt,data_batch_{1,2,3,4,5}.bin,test_batch.bin}
touch "$work/cifar100/"{coarse_label_names.txt,fine_label_names.txt,test.bin,train.bin}
export LABELREP_CIFAR10=$work/cifar10 LABELREP_CIFAR100=$work/cifar100
unset LABELREP_PAPER_LABELS
# fails_to_build PART_OF_MESSAGE ARGUMENT...: and executes nothing.
fails_to_build() {
  local part=$1
  shift
  if in_copy build "${shared[@]}" "${quiet[@]}" "$@" > "$work/log" 2>&1; then
    echo "built without $part: $*"
    exit 1
  fi
  if ! grep -q "$part" "$work/log" || grep -q "linux-sandbox\|remote cache hit" "$work/log"; then
    cat "$work/log"
    exit 1
  fi
}
fails_to_build "LABELREP_PAPER_LABELS is not set: name a folder" --config=cpu //experiments:table1
fails_to_build "LABELREP_PAPER_LABELS is not set: name a folder" --config=cpu //experiments:record
in_copy build "${shared[@]}" "${quiet[@]}" --nobuild --config=cpu \
  --//labels:speech_source=espeak //experiments:table1 > "$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
unset LABELREP_BERT LABELREP_GLOVE
mkdir "$work/bert"
touch "$work/bert/"{config.json,model.safetensors} "$work/vectors.txt"
LABELREP_GLOVE=$work/vectors.txt fails_to_build "LABELREP_BERT is not set: name a folder" \
  --//experiments:embeddings //experiments:fig4_datafrac
fails_to_build "LABELREP_GLOVE is not set: name" //labels:shapes10_glove_embedding
LABELREP_BERT=$work/bert fails_to_build "LABELREP_BERT=$work/bert: vocab.txt is not there" \
  //labels:shapes10_bert_embedding
echo "what a profile needs is looked for first"

# Another protoc stands first on the PATH; the protobuf library's headers refuse what it makes.
mkdir "$work/other"
printf '#!/bin/sh\necho libprotoc 99.1\n' > "$work/other/protoc"
chmod +x "$work/other/protoc"
PATH=$work/other:$PATH in_copy build "${shared[@]}" "${quiet[@]}" @system//:protoc \
  > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
if grep "$work" "$output_base/external/system/protoc.sh"; then
  echo "protoc.sh: expected the protobuf library's own protoc"
  exit 1
fi
echo "the library's own protoc is taken"
