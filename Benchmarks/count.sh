#!/usr/bin/env bash
# Counts the instructions that the tool executes for fixed captures, which do not depend on how
# busy the machine is, and fails when they are more than 5 % above those recorded. `rows` is the text
# of a capture of so many exchanges that most of them are told by rows.
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
"$benchmark" make "small:$work/large.pcap" --size 20

status=0
for name in text json ndjson rows; do
  format=$name capture=small
  if [ "$name" = rows ]; then format=text capture=large; fi
  counted=$(SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind \
    --callgrind-out-file="$work/out" "$work/tool" --threads 1 --format "$format" "$work/$capture.pcap" \
    2>&1 >/dev/null | sed -n 's/.*Collected : *//p')
  recorded=$(sed -n "s/^$name //p" "$here/instructions.txt" 2>/dev/null || true)
  echo "$name $counted" >>"$work/counts"
  if [ -n "${RECORD:-}" ] || [ -z "$recorded" ]; then
    echo "$name: $counted instructions"
  else
    awk -v f="$name" -v n="$counted" -v r="$recorded" 'BEGIN {
      printf "%s: %d instructions, %+.1f %% of those recorded\n", f, n, (n / r - 1) * 100
      exit n > r * 1.05 }' || status=1
  fi
done
if [ -n "${RECORD:-}" ]; then cp "$work/counts" "$here/instructions.txt"; fi
exit $status
