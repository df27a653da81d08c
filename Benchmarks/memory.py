#!/usr/bin/env python3
"""What the tool holds in memory, whatever the length of a capture: `make bench-memory`.

    memory.py --tool RANGESCOPE --generator gen.py [--sizes 1024,4096] [--small MB]

gen.py writes into a pipe and `rangescope report -` reads it, so that no disk is needed. Printed are
the largest resident size and, for `small`, the bytes an exchange: of what is above the size of a run
over an almost empty capture.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

import shapes


def peak(tool, feed, options):
    """(peak in KiB, what the feeding command wrote on stderr)."""
    feeder = subprocess.Popen(feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=False)
    child = subprocess.Popen([tool, *options, "-"], stdin=feeder.stdout, stdout=subprocess.DEVNULL)
    feeder.stdout.close()
    said = feeder.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    if status or feeder.wait():
        sys.exit(f"memory.py: wait status {status}: {tool} {' '.join(options)}\n{said}")
    return used.ru_maxrss, said


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tool", required=True)
    p.add_argument("--generator", required=True)
    p.add_argument("--sizes", default="1024,4096", help="MiB of bulk and sliced")
    # About a million exchanges.
    p.add_argument("--small", type=int, default=1420, help="MiB of small")
    args = p.parse_args()

    def made(kind, megabytes):
        return [sys.executable, args.generator, kind, "-o", "/dev/stdout", "--truth", "/dev/null",
                "--size", f"{megabytes}MiB"]

    with tempfile.NamedTemporaryFile() as file:
        shapes.connections(shapes.Capture(file), 1)
        file.flush()
        empty = peak(args.tool, ["cat", file.name], [])[0]
    print(f"{'':24}{'MiB of traffic':>15}{'exchanges':>11}{'peak MiB':>10}{'bytes/exchange':>16}")
    print(f"{'almost empty':24}{0:>15}{2:>11}{empty / 1024:10.1f}", flush=True)
    for kind in ("bulk", "sliced"):
        for megabytes in map(int, args.sizes.split(",")):
            kib, said = peak(args.tool, made(kind, megabytes), [])
            print(f"{kind + ', text':24}{megabytes:>15}{exchanges(said):>11}{kib / 1024:10.1f}",
                  flush=True)
    for form in ("text", "json", "ndjson", "ndjson, told early", "ndjson, told early, twice"):
        # Told while it is read, twice as many exchanges take as much memory.
        options = ["--max-downloads", "10000"] if "early" in form else []
        megabytes = args.small * (2 if "twice" in form else 1)
        kib, said = peak(
            args.tool, made("small", megabytes), ["--format", form.split(",")[0], *options])
        count = exchanges(said)
        print(f"{'small, ' + form.removesuffix(', twice'):26}{megabytes:>13}{count:>11}{kib / 1024:10.1f}"
              f"{(kib - empty) * 1024 / count:16.0f}", flush=True)


def exchanges(said):
    return int(re.search(r'"transactions": (\d+)', said)[1])


if __name__ == "__main__":
    main()
