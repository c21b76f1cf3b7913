"""Puts a hundred queries to `consort serve`, then many clients at once, then clients that never finish a sentence.

usage: load.py CONSORT GRAPH [--clients 200] [--seconds 60] [--timeout 10]
CONSORT is the program, GRAPH a graph folder. The queries are those of tests/cases/load/queries.txt: shapes of public benchmarks. Each must be
answered, or refused in time with a sentence; of many clients each must get 200 or 503; memory must not grow while they ask; a connection that
says nothing must end. Prints what it measured. Linux, because it reads the server's memory from /proc.
"""

import argparse
import http.client
import pathlib
import random
import socket
import statistics
import subprocess
import sys
import threading
import time

QUERIES = pathlib.Path(__file__).parents[1] / "cases" / "load" / "queries.txt"
# What a machine that others use may add to a bound.
SLACK = 1.0
# How long the server waits for the head of a request.
HEAD = 10


def queries():
    """Pairs of a shape and a query."""
    for case in QUERIES.read_text(encoding="utf-8").split("=====\n"):
        shape, query = case.strip().split("\n", 1)
        yield shape.removeprefix("# "), query


class Server:
    """The program on a free port."""

    def __init__(self, consort, graph, timeout):
        started = time.monotonic()
        command = [consort, "serve", "--graph", graph, "--port", "0", "--timeout", str(timeout)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        host, port = line[line.index("http://") + 7 :].strip().rstrip("/").rsplit(":", 1)
        self.address = (host, int(port))
        self.took = time.monotonic() - started

    def memory(self):
        """Megabytes that it has in memory."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def client(self, timeout=120):
        return http.client.HTTPConnection(*self.address, timeout=timeout)

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=15)


def ask(client, query, accept="text/csv, text/turtle;q=0.5"):
    """Status, body and seconds."""
    started = time.monotonic()
    client.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query", "Accept": accept})
    answer = client.getresponse()
    body = answer.read()
    return answer.status, body, time.monotonic() - started


def wait_for_mentions(server):
    """The stories' own graphs are loaded when a query first asks for them, which may take longer than its time."""
    started = time.monotonic()
    while ask(server.client(), "ASK { GRAPH ?g { ?s ?p ?o } }")[0] != 200:
        time.sleep(0.1)
    print(f"the stories' graphs after {time.monotonic() - started:.1f} s more, {server.memory():.0f} MB")


def one_by_one(server, timeout):
    """Every query alone."""
    client, times, refused, empty = server.client(), [], [], []
    for shape, query in queries():
        status, body, took = ask(client, query)
        if status not in (200, 503) or took > timeout + SLACK:
            sys.exit(f"{shape}: {status} after {took:.1f} s: {body[:200]}")
        if status == 503:
            refused.append(shape)
        elif body.count(b"\n") < 2 and body.strip() not in (b"true", b"false"):
            empty.append(shape)
        times.append((took, shape))
    times.sort(reverse=True)
    print(f"{len(times)} queries one by one: {len(times) - len(refused)} answered, {len(refused)} refused in time")
    print(f"  median {statistics.median(t for t, _ in times) * 1000:.0f} ms; the slowest:")
    for took, shape in times[:5]:
        print(f"  {took:7.3f} s  {shape}")
    if empty:
        print(f"  without rows: {', '.join(empty)}")
    unexpected = [shape for shape in refused if not shape.startswith("hard: ")]
    if unexpected:
        sys.exit(f"refused, and not hard: {'; '.join(unexpected)}")


def many(server, n_clients, seconds):
    """Many clients for a while, each with one connection and one question after another."""
    known, counts, times, failures = list(queries()), {}, [], []
    lock, until = threading.Lock(), time.monotonic() + seconds

    def work(seed):
        chance, client = random.Random(seed), server.client()
        while time.monotonic() < until:
            shape, query = chance.choice(known)
            try:
                status, _, took = ask(client, query)
            except (OSError, http.client.HTTPException) as error:
                with lock:
                    failures.append(f"{shape}: {error!r}")
                return
            with lock:
                counts[status] = counts.get(status, 0) + 1
                times.append(took)
            if status == 503:
                # It says when to come back; a client that does not wait is no client.
                time.sleep(chance.random())

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(n_clients)]
    for thread in threads:
        thread.start()
    memory = []
    while any(thread.is_alive() for thread in threads):
        memory.append(server.memory())
        time.sleep(0.25)
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{len(failures)} connections broke, the first: {failures[0]}")
    if set(counts) - {200, 503} or not counts.get(200):
        sys.exit(f"answers by status: {counts}")
    half = len(memory) // 2
    early, late = max(memory[:half]), max(memory[half:])
    print(f"{n_clients} clients for {seconds} s: {counts.get(200, 0)} answered, {counts.get(503, 0)} asked to come back")
    print(f"  median {statistics.median(times) * 1000:.0f} ms, 95 of 100 within {sorted(times)[len(times) * 95 // 100] * 1000:.0f} ms")
    print(f"  memory: at most {early:.0f} MB in the first half, {late:.0f} MB in the second")
    if late > early * 1.25 + 64:
        sys.exit("its memory grows")


def silent(server):
    """Clients that say nothing, half a head, or a letter a second; and one that is answered meanwhile."""
    def opened(start):
        connection = socket.create_connection(server.address)
        connection.sendall(start)
        return connection

    kinds = {"nothing": b"", "half a head": b"GET /sparql HTTP/1.1\r\nHost: loc", "a letter a second": b"GET /sparql HTTP/1.1\r\n"}
    open_ones = {kind: [opened(start) for _ in range(40)] for kind, start in kinds.items()}
    unheard = [opened(b"") for _ in range(40)]
    for connection in unheard:
        connection.close()
    started = time.monotonic()
    slow = open_ones["a letter a second"]
    while time.monotonic() - started < HEAD + 3:
        for connection in slow:
            try:
                connection.sendall(b"x")
            except OSError:
                pass
        status, _, took = ask(server.client(), "ASK {}")
        if status != 200 or took > SLACK:
            sys.exit(f"while others are silent: {status} after {took:.1f} s")
        time.sleep(1)
    for kind, connections in open_ones.items():
        for connection in connections:
            connection.settimeout(SLACK)
            try:
                while connection.recv(4096):
                    pass
            except ConnectionError:
                pass
            except TimeoutError:
                sys.exit(f"a connection that says {kind} is still open after {HEAD + 3} s")
            connection.close()
    print(f"{sum(map(len, open_ones.values()))} silent connections ended within {HEAD + 3} s, and others were answered")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("consort")
    parser.add_argument("graph")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--timeout", type=float, default=10)
    given = parser.parse_args()
    server = Server(given.consort, given.graph, given.timeout)
    try:
        print(f"serving after {server.took:.1f} s, {server.memory():.0f} MB")
        wait_for_mentions(server)
        one_by_one(server, given.timeout)
        print(f"  memory after them {server.memory():.0f} MB")
        many(server, given.clients, given.seconds)
        silent(server)
    finally:
        code = server.stop()
    if code != 0:
        sys.exit("the server did not end well when told to stop")


if __name__ == "__main__":
    main()
