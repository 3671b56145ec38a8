#!/bin/bash
# The runs of a profile are without those that are shown on request, which are trained on request
# only:
#   shown_runs_test.sh RUN... -- CONTROL... -- EMBEDDING... -- CONTROL_OF_FIGURE_2...
set -eu

fail() {
  echo "FAILED: $1"
  exit 1
}

runs=() controls=() embeddings=()
while [ "$1" != -- ]; do runs+=("$1") && shift; done
shift
while [ "$1" != -- ]; do controls+=("$1") && shift; done
shift
while [ "$1" != -- ]; do embeddings+=("$1") && shift; done
shift

[[ " ${runs[*]} " == *":smoke_shapes10_resnet8_category_p5 "* ]] ||
  fail "no run of Figure 4 among: ${runs[*]}"
[[ " ${runs[*]} " != *_onehot* ]] || fail "trained unasked: a control among: ${runs[*]}"
[[ " ${runs[*]} " != *_embedding* ]] || fail "trained unasked: an embedding among: ${runs[*]}"
for kind in onehot onehot_matrix; do
  [[ " ${controls[*]} " == *":smoke_shapes10_resnet8_${kind}_p5 "* ]] ||
    fail "no $kind among: ${controls[*]}"
done
for control in "${controls[@]}"; do
  [[ "$control" == *_onehot* ]] || fail "no control: $control"
done
for run in shapes10_resnet8_bert_embedding_p5 shapes100_resnet8_glove_embedding; do
  [[ " ${embeddings[*]} " == *":smoke_$run "* ]] || fail "no $run among: ${embeddings[*]}"
done
for embedding in "${embeddings[@]}"; do
  [[ "$embedding" == *_embedding* ]] || fail "no embedding: $embedding"
done
[ $# -eq 0 ] || fail "Figure 2 has no controls, found: $*"
