#!/usr/bin/env python3
"""Hostile traffic into a live capture, between two hosts in network namespaces that it makes and
removes: the memory that is resident stays within --max-memory.

    flood.py TOOL [SECONDS] [MIB] [KIND...]    as root

Each kind is sent for so many seconds, as fast as one program can, by a socket for raw packets.
"""
import itertools, json, os, socket, struct, subprocess, sys, time, urllib.request


def ip(source, content, identification=0, fragment=0):
    header = struct.pack("!BBHHHBBHII", 0x45, 0, 20 + len(content), identification, fragment, 64, 6, 0,
                         0x0A000000 + source, 0xC6336402)
    return b"\2" * 12 + b"\x08\0" + header + content


def tcp(client, flags, sequence, payload=b""):
    header = struct.pack("!HHIIBBHHH", 1024 + client % 60000, 8080, sequence & 0xFFFFFFFF, 1, 0x50,
                         flags, 65535, 0, 0)
    return ip(client // 60000, header + payload)


def syns():
    for n in itertools.count():
        yield tcp(n, 2, 7)


def connections():
    """A hundred thousand connections with a request each, none ever closed, again and again."""
    for turn in itertools.count():
        for n in range(100000):
            yield tcp(n, 2, 7 + turn * 100000)
            yield tcp(n, 0x18, 8 + turn * 100000, b"GET /%d HTTP/1.1\r\nHost: a.test\r\n\r\n" % n)


def fragments():
    for n in itertools.count():
        yield ip(n >> 16 & 0xFFFF, b"\1" * 8, n & 0xFFFF, 0x2000 + n % 100)


def heads():
    """A thousand connections with a head that never ends."""
    line = b"X: " + b"y" * 1395 + b"\r\n"
    start = b"GET / HTTP/1.1\r\n"
    for first in itertools.count(0, 1000):
        for turn in range(250):
            for n in range(first, first + 1000):
                yield tcp(n, 0x18, 1, start) if turn == 0 else \
                    tcp(n, 0x18, 1 + len(start) + (turn - 1) * len(line), line)


def addresses():
    for n in itertools.count():
        yield tcp(n, 0x18, 7, b"GET /%s%d HTTP/1.1\r\nHost: a.test\r\n\r\n" % (b"a" * 1380, n))


def waiting():
    """A thousand connections send all but their first byte."""
    for first in itertools.count(0, 1000):
        for turn in range(100):
            for n in range(first, first + 1000):
                yield tcp(n, 2, 0) if turn == 0 else tcp(n, 0x18, 2 + turn * 1400, b"a" * 1400)


KINDS = {f.__name__: f for f in (syns, connections, fragments, heads, addresses, waiting)}


def run(*words):
    subprocess.run(words, check=True)


def send(name, kind, seconds):
    """Enters the namespace and sends; returns how many packets there were."""
    with open(f"/run/netns/{name}") as namespace:
        os.setns(namespace.fileno(), os.CLONE_NEWNET) if hasattr(os, "setns") else libc_setns(namespace)
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    raw.bind(("fl1", 0))
    end = time.monotonic() + seconds
    count = 0
    for packet in KINDS[kind]():
        try:
            raw.send(packet)
        except OSError:
            time.sleep(0.001)
            continue
        count += 1
        if count % 256 == 0 and time.monotonic() > end:
            return count


def libc_setns(namespace):
    import ctypes
    if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), 0x40000000) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def status(process, field):
    with open(f"/proc/{process}/status") as lines:
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(field))


def main(tool, seconds=20, bound=256, *kinds):
    seconds, bound = int(seconds), int(bound)
    if os.geteuid() != 0:
        sys.exit(print("skipped: it needs root to make network namespaces"))
    bad = []
    for kind in kinds or KINDS:
        a, b = f"flood-{os.getpid()}-a", f"flood-{os.getpid()}-b"
        try:
            for name in (a, b):
                run("ip", "netns", "add", name)
            run("ip", "link", "add", "fl0", "netns", a, "type", "veth", "peer", "name", "fl1", "netns", b)
            run("ip", "-n", a, "link", "set", "fl0", "up")
            run("ip", "-n", b, "link", "set", "fl1", "up")
            output = open(f"/tmp/flood-{os.getpid()}.ndjson", "w+")
            live = subprocess.Popen(
                ["ip", "netns", "exec", a, tool, "live", "-i", "fl0", "--format", "ndjson",
                 "--max-memory", str(bound), "--duration", str(seconds + 5)], stdout=output)
            time.sleep(1.5)
            child = os.fork()
            if child == 0:
                send(b, kind, seconds)
                os._exit(0)
            most = 0
            while live.poll() is None:
                try:
                    most = max(most, status(live.pid, "VmHWM"))
                except (FileNotFoundError, StopIteration):
                    break
                time.sleep(0.2)
            os.waitpid(child, 0)
            code = live.wait()
            output.seek(0)
            summary = source = None
            for line in output:
                if line.startswith("{") and '"kind":"transaction"' not in line:
                    entry = json.loads(line)
                    source = entry if entry["kind"] == "input" else source
                    summary = entry if entry["kind"] == "summary" else summary
            os.remove(output.name)
            counts = source["interfaces"][0] if source else {}
            print(f"{kind}: at most {most} MiB of {bound}; {source and source['packets']} packets, "
                  f"dropped {counts.get('dropped')}, let go {summary and summary['let_go']}, "
                  f"bounds reached {summary and summary.get('limits_reached')}, status {code}", flush=True)
            if most > bound or code != 0:
                bad.append(kind)
        finally:
            for name in (a, b):
                subprocess.run(["ip", "netns", "del", name])
    sys.exit(f"beyond the bound: {', '.join(bad)}" if bad else 0)


main(*sys.argv[1:])
