"""Runs what the README shows and compares what it prints.

usage: readme.py CONSORT [--write]
CONSORT is the program. Without --write the exit code is 1 where the README shows something else; with it the README is
brought up to date. Commands are run in the root of the repository on a graph of data/, in a terminal 100 columns wide.
"""

import fcntl
import os
import pathlib
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios

ROOT = pathlib.Path(__file__).parents[2]
README = ROOT / "README.md"
TIME = re.compile(r" in \d+\.\d\d s:")


def printed(consort, words, graph):
    """What a command prints on a terminal, where tables have a width."""
    command = [consort, *words, "--graph" if words[0] != "build" else "--out", graph]
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    env = os.environ | {"NO_COLOR": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=its, stdout=its, stderr=subprocess.STDOUT) as program:
        os.close(its)
        text = b""
        try:
            while part := os.read(ours, 65536):
                text += part
        except OSError:
            pass  # Linux says so when the other end is closed.
    os.close(ours)
    text = text.decode().replace("\r\n", "\n")
    if program.returncode:
        sys.exit(f"{shlex.join(words)}: {text}")
    # A graph with a name of its own is named in the commands to type next.
    return re.sub(r".*\x1b\[2K|\r", "", text).replace(f" -g {graph}", "")


def main(consort, write):
    old = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        graph = f"{folder}/graph"
        summary = printed(consort, ["build", "data"], graph)

        def shown(match):
            line, _ = match.group(1).split("\n", 1)
            return f"```console\n{line}\n{printed(consort, shlex.split(line)[2:], graph)}```"

        def built(match):
            time = TIME.search(match.group(1)).group()
            return f"```text\n{TIME.sub(time, summary)}```"

        new = re.sub(r"```console\n(\$ consort [^`]*)```", shown, old)
        new = re.sub(r"```text\n(\d+ stories in [^`]*)```", built, new)
    if new == old:
        print("the README shows what the commands print")
    elif write:
        README.write_text(new, encoding="utf-8")
        print("the README is up to date; read what has changed")
    else:
        sys.exit("the README shows something else; tests/check/readme.py CONSORT --write brings it up to date")


main(os.path.abspath(sys.argv[1]), "--write" in sys.argv[2:])
