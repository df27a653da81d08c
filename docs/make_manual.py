"""Makes the manual page of the command's own definition.

    rangescope --experimental-dump-help | python3 make_manual.py > rangescope.1

The page is in mdoc(7). `make man` writes it anew; a test holds it to the command.
"""
import json
import sys


def roff(text):
    """Text in which nothing is a macro or an escape."""
    lines = []
    for line in " ".join(text.split()).split("\n"):
        line = line.replace("\\", "\\e").replace("-", "\\-")
        lines.append("\\&" + line if line[:1] in ".'" else line)
    return "\n".join(lines)


def name(entry):
    dashes = {"long": "--", "short": "-", "longWithSingleDash": "-"}
    return dashes[entry["kind"]] + entry["name"]


def flags(argument):
    names = sorted((name(entry) for entry in argument.get("names", [])), key=len)
    value = argument.get("valueName", "value")
    shown = ", ".join(names)
    if argument["kind"] == "option":
        shown += f" <{value}>"
    if argument["kind"] == "positional":
        shown = f"<{value}>" + (" ..." if argument.get("isRepeating") else "")
    return shown


def write_arguments(command):
    arguments = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    if not arguments:
        return
    print(".Bl -tag -width 6n")
    for argument in arguments:
        print(f".It {roff(flags(argument))}")
        print(roff(argument.get("abstract", "")) or "\\&")
        values = argument.get("allValueStrings") or argument.get("allValues")
        if values:
            print(roff(f"One of: {', '.join(values)}."))
        if argument.get("defaultValue"):
            print(roff(f"Default: {argument['defaultValue']}."))
    print(".El")


def main():
    command = json.load(sys.stdin)["command"]
    tool = command["commandName"]
    print(".\\\" Made by make_manual.py from the command's own definition: make man.")
    print(".Dd $Mdocdate$")
    print(f".Dt {tool.upper()} 1\n.Os\n.Sh NAME\n.Nm {tool}\n.Nd {roff(command['abstract'].rstrip('.'))}")
    print(f".Sh SYNOPSIS\n.Nm\n.Op Ar command\n.Op Ar options\n.Ar file ...")
    print(".Sh DESCRIPTION")
    print(roff(command.get("discussion", command["abstract"])))
    for sub in command.get("subcommands", []):
        if sub["commandName"] == "help" or not sub.get("shouldDisplay", True):
            continue
        print(f".Ss {tool} {sub['commandName']}")
        print(roff(sub.get("abstract", "")))
        if sub.get("discussion"):
            print(".Pp")
            print(roff(sub["discussion"]))
        write_arguments(sub)
    print(".Sh EXIT STATUS\n.Bl -tag -width 4n")
    for status, meaning in [
            (0, "Done."), (1, "Done, and a finding reaches --fail-on."), (64, "Wrong usage."),
            (65, "An input is damaged or is no capture; what could be read is reported."),
            (66, "An input cannot be opened."), (70, "Internal error."),
            (74, "The output cannot be written.")]:
        print(f".It {status}\n{roff(meaning)}")
    print(".El\n.Sh SEE ALSO\n.Xr tcpdump 1 ,\n.Xr tshark 1 ,\n.Xr pcap-filter 7")


main()
