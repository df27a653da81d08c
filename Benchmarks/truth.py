#!/usr/bin/env python3
"""Holds a report against what gen.py knows of its capture.

    truth.py TOOL CAPTURE.pcap TRUTH.json

The bytes of each address that the report says were captured have to be those that gen.py put into
the capture. Where the head of a response, or a request, is not in the capture, nobody can say where
its body belongs: these bytes may be missing from the report, and no others. Exit status 1 when
heads are missing, bytes differ, or bytes are told that are not there.
"""
import json
import subprocess
import sys


def merge(intervals):
    """Closed intervals in order, those that touch as one."""
    merged = []
    for first, last in sorted(intervals):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return merged


def without(intervals, others):
    """What of merged intervals is in none of other merged ones."""
    left, place = [], 0
    for first, last in intervals:
        while place < len(others) and others[place][1] < first:
            place += 1
        index = place
        while first <= last:
            if index == len(others) or others[index][0] > last:
                left.append([first, last])
                break
            if others[index][0] > first:
                left.append([first, others[index][0] - 1])
            first = others[index][1] + 1
            index += 1
    return left


def size(intervals):
    return sum(last - first + 1 for first, last in intervals)


def differences(report, truth):
    """(heads of 206, bytes that cannot be placed, bytes missing besides, bytes told wrongly)."""
    told, unplaced, orphans = {}, {}, []
    heads = 0
    for t in report["transactions"]:
        status = t["response"]["status"] if t["response"] else None
        heads += status == 206
        captured = without(merge(t["parts"]), merge(t["unseen"]))
        if not t["request"]:
            orphans += captured
        elif status is None:
            first, last = t["request"]["range"].removeprefix("bytes=").split("-")
            unplaced.setdefault(t["request"]["target"], []).append([int(first), int(last)])
        else:
            told.setdefault(t["request"]["target"], []).extend(captured)
    orphans = merge(orphans)
    lost = missing = wrong = 0
    for url, facts in truth["urls"].items():
        there = facts.get("captured", facts["claimed"])
        own = merge(told.pop(url, []))
        absent = without(there, own)
        unexplained = without(without(absent, merge(unplaced.get(url, []))), orphans)
        lost += size(absent) - size(unexplained)
        missing += size(unexplained)
        wrong += size(without(own, there))
    wrong += sum(size(merge(intervals)) for intervals in told.values())
    return heads, lost, missing, wrong


def compare(tool, path, truth):
    """The heads that the tool finds, and in words whether its bytes are the captured ones."""
    done = subprocess.run([tool, "--format", "json", "--headers", "none", path],
                          capture_output=True, check=True)
    heads, lost, missing, wrong = differences(json.loads(done.stdout), truth)
    if truth["snaplen"] < 1500:
        # gen.py counts packets there, not captured bytes.
        return heads, ""
    if missing or wrong:
        return heads, f"; {missing} captured bytes missing, {wrong} told wrongly"
    beside = f" but {lost} bytes without a head or a request" if lost else ""
    return heads, f"; captured bytes exact{beside}"


def main():
    tool, path, facts = sys.argv[1:]
    with open(facts) as f:
        truth = json.load(f)
    heads, exact = compare(tool, path, truth)
    print(f"{heads} of {truth['responses_visible']} heads of 206{exact}")
    sys.exit(heads != truth["responses_visible"] or "missing" in exact)


if __name__ == "__main__":
    main()
