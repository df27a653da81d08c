#!/usr/bin/env python3
"""How time grows with what is in a capture: `make bench-growth`.

    growth.py --tool RANGESCOPE [--generator gen.py] [--large] [--shape NAME ...] [--runs 3]
              [--folder /tmp] [--format json] [--threads 1]

Each shape is made at four sizes, each twice the one before. Printed are the time of an element
(processor time, least of the runs, less that of an almost empty capture) and by what it is
multiplied when the size is doubled: 2 is linear, 2 * log(2n) / log(n) is n log n. Exit status 1
when the last doublings grow faster than that by more than a fifth. `packets` needs gen.py.
"""
import argparse
import math
import os
import subprocess
import sys
import time

import shapes

# The largest size; with --large.
SIZES = {
    "connections": (100_000, 1_000_000), "open": (100_000, 100_000),
    "adjacent": (1_000_000, 1_000_000), "scattered": (1_000_000, 1_000_000),
    "overlapping": (100_000, 1_000_000), "pipelined": (100_000, 1_000_000),
    "versions": (100_000, 400_000), "addresses": (100_000, 1_000_000),
}


def run(command, **options):
    """(processor seconds, wall seconds, peak MiB) of a command whose output is thrown away."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        sys.exit(f"growth.py: wait status {status}: {' '.join(command)}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def least(command, runs):
    return tuple(min(column) for column in zip(*(run(command) for _ in range(runs))))


def made(shape, n, folder):
    path = f"{folder}/rangescope-growth-{shape}-{n}.pcap"
    with open(path, "wb", buffering=1 << 20) as out:
        capture = shapes.Capture(out)
        shapes.SHAPES[shape](capture, n)
    return path, n


def generated(generator, megabytes, folder):
    """A capture of `bulk`, and how many packets it has."""
    path = f"{folder}/rangescope-growth-packets-{megabytes}.pcap"
    done = subprocess.run(
        [sys.executable, generator, "bulk", "-o", path, "--truth", "/dev/null", "--size",
         f"{megabytes}MiB"], stderr=subprocess.PIPE, text=True, check=True)
    return path, int(done.stderr.split('"packets": ')[1].split(",")[0])


def rows(name, makers, command, runs, empty):
    """Prints the rows of one shape; returns whether it grows no faster than n log n."""
    before = None
    ratios = []
    for make in makers:
        path, n = make()
        processor, wall, peak = least(command + [path], runs)
        os.remove(path)
        processor = max(processor - empty, 1e-4)
        growth = ""
        if before:
            doublings = math.log2(n / before[0])
            ratio = (processor / before[1]) ** (1 / doublings)
            allowed = 2 * math.log(n) / math.log(n / 2)
            ratios.append((ratio / allowed))
            growth = f"{ratio:6.2f}"
        print(f"{name:12}{n:>10}{processor:10.3f}{wall:9.3f}{processor / n * 1e6:11.2f}"
              f"{peak:9.0f}  {growth}", flush=True)
        before = (n, processor)
        name = ""
    # One step alone may have met a busy machine.
    return len(ratios) < 2 or (ratios[-1] * ratios[-2]) ** 0.5 <= 1.2


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tool", required=True)
    p.add_argument("--generator")
    p.add_argument("--large", action="store_true")
    p.add_argument("--shape", action="append", choices=["packets", *SIZES])
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--folder", default="/tmp")
    p.add_argument("--format", default="json")
    p.add_argument("--threads", default="1")
    args = p.parse_args()
    command = [args.tool, "--format", args.format, "--threads", args.threads]
    path, _ = made("connections", 1, args.folder)
    empty = least(command + [path], max(args.runs, 3))[0]
    os.remove(path)
    print(f"{'shape':12}{'elements':>10}{'CPU s':>10}{'s':>9}{'us/element':>11}{'MiB':>9}"
          f"  x a doubling", flush=True)
    slow = []
    for shape in args.shape or ["packets", *SIZES]:
        if shape == "packets":
            if not args.generator:
                print("packets      left out: needs gen.py")
                continue
            sizes = (64, 128, 256, 512, 1024) + ((2048, 4096) if args.large else ())
            makers = [lambda s=s: generated(args.generator, s, args.folder) for s in sizes]
        else:
            largest = SIZES[shape][args.large]
            first = 1000 if shape == "connections" else largest // 8
            sizes = [first] if first < largest // 8 else []
            sizes += [largest // 8, largest // 4, largest // 2, largest]
            makers = [lambda s=s: made(shape, s, args.folder) for s in sizes]
        if not rows(shape, makers, command, args.runs, empty):
            slow.append(shape)
    if slow:
        sys.exit(f"growth.py: faster than n log n: {', '.join(slow)}")


if __name__ == "__main__":
    main()
