#!/usr/bin/env python3
"""make prove STEP=fuzz-api: Schemathesis against the demo school, all phases, nine roles, both engines, a fixed
and a fresh seed.

A violation: an answer 5xx or a panic, a status, header, content type or body that the description does not have, data against the
description that were taken, a method that is not described and answers, a protected operation that answers without a session, an
object that is there after it was removed. The first row is a control: with a description that is false on purpose something must be found.

Everything runs in a network namespace of its own, so that no hook that a generated request names is ever called.
"""

import argparse
import collections
import ctypes
import fcntl
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
# On PostgreSQL one after the other meets what those before him did: those who can shut others out come last.
ROLES = {
    "auditor": ("T026", "demo-auditor-2026"),
    "teacher": ("T008", "demo-teacher-2026"),
    "food_officer": ("T034", "demo-canteen-2026"),
    "canteen_manager": ("T029", "demo-staff-2026"),
    "custodian": ("T004", "demo-custodian-2026"),
    "director": ("T003", "demo-director-2026"),
    "principal": ("T001", "demo-principal-2026"),
    "administrator": ("T002", "demo-admin-2026"),
    "nobody": ("", ""),
}
FIXED_SEED = 20261126
# What ends the session that calls it: fuzzed in a run in which every call signs in anew.
ENDS_ITSELF = ["session_end_current"]
# Least share of answers 2xx, so that a run that only meets closed doors is no proof.
LEAST_TAKEN = {role: 0.01 for role, (login, _) in ROLES.items() if login}


def alone_in_the_network():
    """Leaves every network but a loopback of its own."""
    new_user, new_network = 0x10000000, 0x40000000
    flags = new_network if os.geteuid() == 0 else new_network | new_user
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) != 0:
        why = os.strerror(ctypes.get_errno())
        if os.environ.get("STEWARD_PROVE_ALLOW") == "network":
            print(f"no network namespace ({why}): told to go on without")
            return
        sys.exit(f"cannot be done here: no network namespace ({why}). STEWARD_PROVE_ALLOW=network goes on without one.")
    with socket.socket() as s:
        fcntl.ioctl(s, 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))


class Server:
    """The product on the demo school, until the block ends."""

    def __init__(self, args, folder, url):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{s.getsockname()[1]}"
        self.base = f"http://{address}"
        self.log = folder / "serve.log"
        self.process = subprocess.Popen(
            [args.steward, "serve"],
            env=place(folder, url) | {"STEWARD_SERVER_LISTEN": address, "STEWARD_WEB_DIR": str(folder / "none")},
            stdout=open(self.log, "wb"),
            stderr=subprocess.STDOUT,
        )

    def __enter__(self):
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{self.base}/health/ready", timeout=2):
                    return self
            except OSError:
                time.sleep(0.1)
        sys.exit(f"the server does not answer:\n{self.log.read_text()[-2000:]}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def dead(self):
        return self.process.poll() is not None

    def answers(self):
        """Statuses of all answers, and lines that tell of a panic."""
        statuses, panics = collections.Counter(), 0
        with open(self.log, errors="replace") as lines:
            for line in lines:
                panics += "panicked at" in line or '"message":"panic' in line
                try:
                    status = json.loads(line).get("status")
                except (ValueError, AttributeError):
                    continue
                if isinstance(status, int):
                    statuses[status] += 1
        return statuses, panics


def place(folder, url):
    """The environment of a server there; the harness's own settings are none of its."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("STEWARD_")}
    found["STEWARD_DATA_DIR"] = str(folder)
    if url:
        found["STEWARD_DATABASE_URL"] = url
        found["STEWARD_AUTH_TOKEN_SECRET"] = "7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa"
    return found


def run(args, server, name, login, password, seed, *, description=None, only=None, without=None, refresh=300):
    report = args.out / f"{name}.json"
    report.unlink(missing_ok=True)
    command = [
        str(args.schemathesis.absolute()), "--config-file", str(HERE / "schemathesis.toml"), "run", str((description or args.description).absolute()),
        "--url", server.base, "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", str(args.examples), "--seed", str(seed),
        "--continue-on-failure", "--no-color", "--request-timeout", "30", "--workers", "2", "--suppress-health-check", "all",
        "--report", "json", "--report-json-path", str(report), "--generation-database", "none",
    ]  # fmt: skip
    for operation in only or []:
        command += ["--include-operation-id", operation]
    for operation in without or []:
        command += ["--exclude-operation-id", operation]
    if args.max_time:
        command += ["--max-time", str(args.max_time)]
    about = {"STEWARD_FUZZ_BASE": server.base, "SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    about |= {"STEWARD_FUZZ_REFRESH": str(refresh)}
    if login:
        about |= {"STEWARD_FUZZ_LOGIN": login, "STEWARD_FUZZ_PASSWORD": password}
    said = args.out / f"{name}.txt"
    with open(said, "wb") as out:
        ended = subprocess.run(command, env=os.environ | about, cwd=args.out, stdout=out, stderr=subprocess.STDOUT).returncode
    if not report.exists():
        sys.exit(f"Schemathesis made no report:\n{said.read_text()[-3000:]}")
    return json.loads(report.read_text()), ended, said


def judged(args, rows, server, name, role, found, ended, said):
    """A row of the table; true when all is well."""
    statuses, panics = server.answers()
    wrong = [f"{f['count']} x {f['title']}" for f in found["failures"]] + [str(e) for e in found["errors"][:3]]
    server_errors = sum(n for status, n in statuses.items() if status >= 500)
    taken = sum(n for status, n in statuses.items() if 200 <= status < 300) / max(1, sum(statuses.values()))
    if server_errors:
        wrong.append(f"{server_errors} answers 5xx in the server's log")
    if panics:
        wrong.append(f"{panics} panics in the server's log")
    if server.dead():
        wrong.append("the server died")
    if not found["complete"] and found["stop_reason"] != "max_time":
        wrong.append(f"stopped: {found['stop_reason']}")
    if ended not in (0, 1):
        wrong.append(f"Schemathesis ended with {ended}")
    if taken < LEAST_TAKEN.get(role, 0):
        wrong.append(f"only {taken:.1%} were taken")
    rows.append((name, found["seed"], found["operations"]["tested"], found["test_cases"]["generated"], taken, server_errors, wrong))
    show(rows[-1], said)
    return not wrong


def show(row, said=None):
    name, seed, operations, cases, taken, errors, wrong = row
    print(f"{name:34} {seed:>20} {operations:>10} {cases:>7} {taken:>6.1%} {errors:>4}  {'; '.join(wrong) or 'ok'}", flush=True)
    if wrong and said:
        print(f"    what Schemathesis said: {said}")


def falsified(args):
    """The description with one lie: the count of the totals is a text."""
    lie = json.loads(args.description.read_text())
    lie["components"]["schemas"]["CaseTotals"]["properties"]["count"] = {"type": "string"}
    path = args.out / "false-description.json"
    path.write_text(json.dumps(lie))
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steward", required=True)
    parser.add_argument("--schemathesis", required=True, type=pathlib.Path)
    parser.add_argument("--description", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--postgres", help="URL of an empty database; without it only SQLite is fuzzed, and the step fails")
    parser.add_argument("--examples", type=int, default=5, help="generated cases per operation, beside what the coverage phase derives")
    parser.add_argument("--max-time", type=int, help="seconds for each run")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=list(ROLES), help="only these")
    parser.add_argument("--seed", type=int, help="instead of a fresh one")
    args = parser.parse_args()
    if not args.postgres:
        sys.exit("no PostgreSQL: run it by scripts/with-postgres.sh (make prove STEP=fuzz-api does)")
    args.out.mkdir(parents=True, exist_ok=True)
    alone_in_the_network()
    fresh = args.seed or random.SystemRandom().randrange(1, 2**31)
    print(f"fixed seed {FIXED_SEED}, fresh seed {fresh}; {args.examples} generated cases per operation")
    print(f"{'run':34} {'seed':>20} {'operations':>10} {'cases':>7} {'2xx':>6} {'5xx':>4}  violations")
    rows, well = [], True
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="steward-fuzz.", dir=base) as work:
        work = pathlib.Path(work)
        made = work / "demo"
        made.mkdir()
        subprocess.run([args.steward, "demo"], env=place(made, None), check=True, stdout=subprocess.DEVNULL)
        with Server(args, made, None) as server:
            login, password = ROLES["teacher"]
            found, _, _ = run(args, server, "control", login, password, 1, description=falsified(args), only=["repair_case_totals"])
            caught = any(f["type"] == "JsonSchemaError" for f in found["failures"])
            rows.append(("control: a false description", 1, 1, found["test_cases"]["generated"], 0, 0, [] if caught else ["was not caught"]))
            show(rows[-1])
            well &= caught
        for engine, seed in (("sqlite", FIXED_SEED), ("postgres", fresh)):
            url = args.postgres if engine == "postgres" else None
            if url:
                folder = work / "postgres"
                folder.mkdir()
                subprocess.run([args.steward, "demo"], env=place(folder, url), check=True, stdout=subprocess.DEVNULL)
            for role in args.roles:
                login, password = ROLES[role]
                folder = work / f"{engine}-{role}"
                shutil.copytree(work / "postgres" if url else made, folder)
                with Server(args, folder, url) as server:
                    name = f"{engine}-{role}"
                    found, ended, said = run(args, server, name, login, password, seed, without=ENDS_ITSELF)
                    well &= judged(args, rows, server, name, role, found, ended, said)
            folder = work / f"{engine}-session"
            shutil.copytree(work / "postgres" if url else made, folder)
            with Server(args, folder, url) as server:
                name = f"{engine}-ends-its-session"
                found, ended, said = run(args, server, name, *ROLES["teacher"], seed, only=ENDS_ITSELF, refresh=0)
                well &= judged(args, rows, server, name, "session", found, ended, said)
    cases = sum(row[3] for row in rows)
    print(f"{cases} cases, {sum(len(row[6]) for row in rows)} kinds of violation. {'All kept.' if well else 'FAILED.'}")
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
