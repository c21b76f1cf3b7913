"""Asks the JSON API what its own description (/api/openapi.json) allows, and what it does not, with schemathesis.

usage: openapi.py CONSORT GRAPH [SECONDS]

In: the program and a graph folder; how long at most (90 s). Out: exit code 0, or what the API answers otherwise than it is described:
a server error, a status, media type or value that the description does not have. Never: a server that takes decisions.
"""

import pathlib
import subprocess
import sys
import tempfile

# No fault here: values that fit a schema and are refused (a date that is no day of the calendar, a text that is empty), and parameters
# that are empty, which count as not given, since that is how forms send what nobody filled in.
NOT_CHECKED = "positive_data_acceptance,negative_data_rejection"


def asked(address, seconds):
    program = pathlib.Path(sys.executable).absolute().with_name("schemathesis")
    options = ["--max-time", seconds, "--seed", "1", "--no-color", "--continue-on-failure", "--exclude-checks", NOT_CHECKED]
    # The time is that of the cases; a run that does not end is stopped. What it keeps for a replay is none of the checkout's.
    with tempfile.TemporaryDirectory() as folder:
        run = [program, "run", f"{address}api/openapi.json", *options]
        return subprocess.run(run, cwd=folder, timeout=float(seconds) + 30).returncode


def main():
    consort, graph = sys.argv[1:3]
    seconds = sys.argv[3] if len(sys.argv) > 3 else "90"
    server = subprocess.Popen([consort, "serve", "--graph", graph, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        line = server.stderr.readline()
        code = asked(line[line.index("http://") :].strip(), seconds)
    finally:
        server.terminate()
    if server.wait(timeout=10) != 0:
        sys.exit("the server did not end well when told to stop")
    sys.exit(code)


if __name__ == "__main__":
    main()
