#!/usr/bin/env python3
"""The tool beside its peers, on the same files in the same run: `make bench-peers`.

    peers.py --tool RANGESCOPE --generator gen.py [--floor limits] [--kind bulk ...]
             [--size MB] [--runs 3] [--folder /tmp] [--peer NAME ...] [--built FOLDER]

All commands run in turn, `--runs` times after one run to warm up; a peer that takes longer than a
minute runs once. Printed are medians of time and processor time, the peak of memory, the
time as a multiple of the floor's, and what each finds of the 206 responses whose heads are in the
capture, as gen.py knows them. For the tool also: whether the bytes that it says were captured are
those that were. Peers that are not installed are named and left out (`make deps-bench`); the examples
of PcapPlusPlus, which Debian does not have, are looked for in the folder that `--built` names.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

from growth import run
from truth import compare

KINDS = ("bulk", "small", "lossy", "sliced")
TSHARK = ("tshark -n -r {F} -Y http.response.code==206 -T fields -e frame.time_epoch -e tcp.stream "
          "-e http.request_in -e http.response_for.uri -e http.response.line")


def lines(pattern):
    """Counts the lines of standard output that match."""
    return lambda output, folder: len(re.findall(pattern, output, re.M))


def files(pattern):
    """Counts the files written whose names match."""
    return lambda output, folder: sum(bool(re.search(pattern, f)) for f in os.listdir(folder))


def within(name, text):
    """Counts a text in a file written."""
    def count(output, folder):
        with open(os.path.join(folder, name), "rb") as f:
            return f.read().count(text)
    return count


def number(pattern):
    """Reads the number that standard output gives."""
    return lambda output, folder: int(re.search(pattern, output)[1])


def throughout(text):
    """Counts a text in all files written."""
    def count(output, folder):
        total = 0
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as f:
                total += f.read().count(text)
        return total
    return count


# name: (command, how many 206 responses it found; None: it does not look for them)
PEERS = {
    "tshark": (TSHARK, lines("Content-Range")),
    "tshark, out of order": (TSHARK + " -o tcp.reassemble_out_of_order:TRUE", lines("Content-Range")),
    "tcpflow, http": ("tcpflow -e http -o {O} -r {F}", files("HTTPBODY")),
    "HttpAnalyzer": ("{P}/HttpAnalyzer -f {F}", number(r"Number of HTTP responses: +(\d+)")),
    "TcpReassembly": ("{P}/TcpReassembly -r {F} -o {O}", throughout(b"HTTP/1.1 206")),
    "httpry": ("httpry -q -r {F} -o {O}/log", within("log", b"\t206\t")),
    "ngrep": ("ngrep -q -W single -I {F} ^HTTP/1.1.206", lines("^T ")),
    "tcptrace": ("tcptrace -n {F}", None),
    "dpkt": ("/usr/bin/python3 {B}/peer_dpkt.py {F}", lines("bytes ")),
    "scapy": ("/usr/bin/python3 {B}/peer_scapy.py {F}", lines("bytes ")),
}
MODULES = {"dpkt": "dpkt", "scapy": "scapy"}


def missing(name, program, scripts):
    """Why a peer cannot run; None when it can."""
    if not shutil.which(program):
        return f"{program} is not there"
    if name in MODULES:
        if not os.path.exists(f"{scripts}/peer_{name}.py"):
            return f"peer_{name}.py is not beside gen.py"
        if subprocess.run([program, "-c", f"import {MODULES[name]}"], capture_output=True).returncode:
            return f"Python's {MODULES[name]} is not installed"
    return None


def capture(kind, args):
    """The path of a capture and what gen.py knows of it."""
    path = f"{args.folder}/rangescope-bench-gen-{kind}-{args.size}.pcap"
    truth = path.removesuffix(".pcap") + ".json"
    if not (os.path.exists(path) and os.path.exists(truth)):
        subprocess.run([sys.executable, args.generator, kind, "-o", path + ".part", "--truth", truth,
                        "--size", f"{args.size}MiB"], check=True, stderr=subprocess.DEVNULL)
        os.rename(path + ".part", path)
    with open(truth) as f:
        return path, json.load(f)


def subjects(path, args):
    """(name, command, counter) of all that run."""
    tool = [args.tool, "--show", "100"]
    found = [("cat", ["/bin/cat", path], None)]
    if args.floor:
        found.append(("floor", [args.floor, "http", "read", path], None))
    found += [("rangescope", tool + [path], None),
              ("rangescope, 1 thread", tool + ["--threads", "1", path], None)]
    scripts = os.path.dirname(os.path.abspath(args.generator))
    for name in args.peer or PEERS:
        command, counter = PEERS[name]
        command = [w.replace("{F}", path).replace("{B}", scripts).replace("{P}", args.built)
                   for w in command.split()]
        why = missing(name, command[0], scripts)
        if why:
            print(f"  {name}: left out, {why}")
            continue
        found.append((name, command, counter))
    return found


def once(command, folder, runner):
    """A run in a folder that is emptied before; what a tool says of itself is not shown.

    It is started by a process that stays small: the peak of memory that the kernel tells of a
    command begins with that of the process which started it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    command = [w.replace("{O}", folder) for w in command]
    return runner.submit(run, command, stderr=subprocess.DEVNULL).result()


def count(command, counter, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    done = subprocess.run([w.replace("{O}", folder) for w in command], capture_output=True)
    return counter((done.stdout + done.stderr).decode("latin1"), folder)


def table(kind, args, folder, runner):
    path, truth = capture(kind, args)
    visible = truth["responses_visible"]
    print(f"{kind}: {truth['file_bytes'] / 1e9:.3f} GB, {truth['packets']} packets, "
          f"{truth['transactions']} exchanges, {visible} heads of 206 in the capture", flush=True)
    everyone = subjects(path, args)
    results = {name: [] for name, _, _ in everyone}
    for turn in range(args.runs + 1):
        for name, command, _ in everyone:
            # What takes minutes is warm by itself.
            if turn and results[name][0][1] > 60:
                continue
            results[name].append(once(command, folder, runner))
    floor = "floor" if "floor" in results else "cat"
    print(f"{'':22}{'s':>10}{'CPU s':>10}{'MiB':>9}{'kexch/s':>10}{'x ' + floor:>10}  found")
    for name, command, counter in everyone:
        runs = results[name][1:] or results[name]
        wall = statistics.median(r[1] for r in runs)
        ratio = wall / statistics.median(r[1] for r in results[floor][1:] or results[floor])
        heads, exact = "", ""
        if name.startswith("rangescope"):
            heads, exact = compare(args.tool, path, truth)
            heads = f"{heads} of {visible}{exact}"
        elif counter:
            heads = f"{count(command, counter, folder)} of {visible}"
        print(f"{name:22}{wall:10.3f}{statistics.median(r[0] for r in runs):10.3f}"
              f"{max(r[2] for r in runs):9.0f}{truth['transactions'] / wall / 1e3:10.1f}"
              f"{ratio:10.2f}  {heads}", flush=True)
    print(flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tool", required=True)
    p.add_argument("--generator", required=True)
    p.add_argument("--floor")
    p.add_argument("--kind", action="append", choices=KINDS)
    p.add_argument("--size", type=int, default=256)
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--folder", default="/tmp")
    p.add_argument("--built", default=".")
    p.add_argument("--peer", action="append", choices=list(PEERS))
    args = p.parse_args()
    with (tempfile.TemporaryDirectory(dir=args.folder) as folder,
          concurrent.futures.ProcessPoolExecutor(1) as runner):
        runner.submit(os.getpid).result()
        for kind in args.kind or KINDS:
            table(kind, args, folder + "/out", runner)


if __name__ == "__main__":
    main()
