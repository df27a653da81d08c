#!/usr/bin/env bash
# A live capture under load for a bounded time, between two hosts in network namespaces that this
# script makes and removes: memory, drops and CPU share are sampled.
#
#   soak.sh TOOL [SECONDS] [KIND] [OPTION...]   KIND: bulk (long bodies), small (short ranges) or
#                                               mixed (downloads broken off and resumed, and many
#                                               connections at once, with pauses)
#
# RATE limits each connection of the server, as 120m: that many bytes a second. Options go to live.
#
# It ends by itself, and fails when memory grows without end or, with bulk, when packets were lost.
set -euo pipefail
tool=$(readlink -f "$1")
seconds=${2:-60}
kind=${3:-bulk}
[ "$(id -u)" = 0 ] || { echo "skipped: it needs root to make network namespaces"; exit 0; }
for program in ip nginx curl; do
  PATH=$PATH:/usr/sbin command -v $program >/dev/null || { echo "skipped: no $program"; exit 0; }
done
PATH=$PATH:/usr/sbin:/sbin
a=soak-$$-a b=soak-$$-b
work=$(mktemp -d)
chmod 777 "$work"
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  ip netns del $a 2>/dev/null || true
  ip netns del $b 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

ip netns add $a
ip netns add $b
ip link add sk0 netns $a type veth peer name sk1 netns $b
ip -n $a address add 198.51.100.1/24 dev sk0
ip -n $b address add 198.51.100.2/24 dev sk1
for side in "$a sk0" "$b sk1"; do ip -n ${side% *} link set ${side#* } up; done

head -c 100000000 /dev/urandom >"$work/big.bin"
head -c 8000000 "$work/big.bin" >"$work/middle.bin"
cat >"$work/nginx.conf" <<EOF
daemon off; master_process off; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; keepalive_requests 100000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 198.51.100.2:8080; root $work; location / { limit_rate ${RATE:-0}; } }
}
EOF
ip netns exec $b nginx -c "$work/nginx.conf" & pids+=($!)
sleep 1

ip netns exec $a "$tool" live -i sk0 --duration "$seconds" --format ndjson --idle-timeout "${IDLE:-10}" \
  --max-memory "${MEMORY:-256}" -Z root "${@:4}" >"$work/out" 2>"$work/err" &
live=$!
pids+=($live)
sleep 1
server=http://198.51.100.2:8080
fetch() { ip netns exec $a curl -s -o /dev/null "$@" 2>/dev/null || true; }
mixed() {
  rm -f "$work/part"
  fetch -o "$work/part" -m 0.5 --limit-rate 6M "$server/middle.bin?n=$1"
  fetch -o "$work/part" -C - "$server/middle.bin?n=$1"
  # A connection each, thirty at once.
  fetch -Z --parallel-max 30 -H 'Connection: close' -r "$((RANDOM))-99999" \
    "$server/big.bin?n=$1-[1-60]"
  sleep "${PAUSE:-1}"
}
load() {
  end=$((SECONDS + seconds - 3))
  n=0
  while [ $SECONDS -lt $end ]; do
    n=$((n + 1))
    case $kind in
    bulk)
      fetch -r 0-49999999 "$server/big.bin" --next -s -o /dev/null -r 50000000- "$server/big.bin"
      ;;
    mixed) mixed $n ;;
    *) fetch -r 100-9999 "$server/big.bin?n=$n-[1-200]" ;;
    esac
  done
}
load & pids+=($!)

memory=()
for _ in $(seq $((seconds / ${EVERY:-5}))); do
  sleep "${EVERY:-5}"
  [ -r /proc/$live/statm ] || break
  read -r _ pages _ <"/proc/$live/statm" || break
  [ -n "${pages:-}" ] && memory+=($((pages * 4 / 1024)))
  [ -r /proc/$live/stat ] && cpu=$(awk '{print $14 + $15}' "/proc/$live/stat") || true
done
wait $live && status=0 || status=$?
cat "$work/err"
echo "memory, MiB: ${memory[*]}"
python3 - "$work/out" "$seconds" "${cpu:-0}" "$kind" "${memory[@]}" <<'EOF'
import json, os, sys
path, seconds, cpu, kind, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:]
told, last = 0, {}
for line in open(path):
    # Of an hour there are many; only what is used is read.
    told += '"kind":"transaction"' in line[:200]
    for kind in ("input", "summary"):
        if f'"kind":"{kind}"' in line[:200]: last[kind] = json.loads(line)
i, s = last["input"], last["summary"]
n = i["interfaces"][0]
print(f"{i['packets']} packets, {i['bytes'] * 8 / seconds / 1e9:.2f} Gbit/s, received {n['received']}, "
      f"dropped {n['dropped']}, CPU {cpu / os.sysconf('SC_CLK_TCK') / seconds:.0%} of a core; "
      f"{told} transactions told, {s['let_go']}")
memory = [int(m) for m in memory]
if len(memory) >= 8:
    early, late = max(memory[len(memory) // 4 : len(memory) // 2]), max(memory[-len(memory) // 4 :])
    print(f"memory: {early} MiB in the second quarter, {late} MiB in the last")
    if late > early * 1.3 + 16: sys.exit("memory grows")
if kind == "bulk" and n["dropped"]: sys.exit("packets were lost")
EOF
exit $status
