#!/usr/bin/env bash
# Counts the instructions that the tool executes for one fixed capture, which do not depend on how
# busy the machine is, and fails when they are more than 5 % above those recorded.
#
#     count.sh TOOL BENCHMARK        RECORD=1 writes down what was counted
set -euo pipefail
tool=$1 benchmark=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v valgrind >/dev/null || { echo "count.sh: valgrind is not installed" >&2; exit 1; }
# Not every valgrind reads the debug information of the compiler.
strip --strip-debug -o "$work/tool" "$tool"
"$benchmark" forge "$work/small.pcap"

status=0
for format in text json ndjson; do
  counted=$(SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind \
    --callgrind-out-file="$work/out" "$work/tool" --threads 1 --format "$format" "$work/small.pcap" \
    2>&1 >/dev/null | sed -n 's/.*Collected : *//p')
  recorded=$(sed -n "s/^$format //p" "$here/instructions.txt" 2>/dev/null || true)
  echo "$format $counted" >>"$work/counts"
  if [ -n "${RECORD:-}" ] || [ -z "$recorded" ]; then
    echo "$format: $counted instructions"
  else
    awk -v f="$format" -v n="$counted" -v r="$recorded" 'BEGIN {
      printf "%s: %d instructions, %+.1f %% of those recorded\n", f, n, (n / r - 1) * 100
      exit n > r * 1.05 }' || status=1
  fi
done
if [ -n "${RECORD:-}" ]; then cp "$work/counts" "$here/instructions.txt"; fi
exit $status
