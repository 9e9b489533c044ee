"""Runs every problem of problems.json with Bitlemma, and with Symja, Maxima and SymPy alone; writes peers.tsv.

Started by peers.sh: peers.sh [--only SYSTEM]... [--problem ID]...

Each problem runs in a process of its own that is stopped after 60 s, one process at a time. An answer is solved where
it agrees with the reference values to ten digits, wrong where it evaluates to something else, and unsolved where it
still holds an integral or a sum, is no number, or never comes. Seconds are those of the whole process, start included.
"""
import argparse
import csv
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from mpmath import mp, mpf

HERE = Path(__file__).resolve().parent
PROBLEMS = HERE / "problems.json"
TABLE = HERE / "peers.tsv"
SYSTEMS = ("bitlemma", "symja", "maxima", "sympy")
COLUMNS = ("problem", "system", "outcome", "seconds", "detail")
LIMIT = 60
NOUNS = re.compile(r"'(integrate|sum|product|limit|diff|at)\(|\bif\b|%integrate")
mp.dps = 30


def maxima_batch(problem):
    """A Maxima session that prints the answer and its values."""
    lines = ["display2d:false$ linel:100000$ fpprec:40$ load(abs_integrate)$ load(simplify_sum)$"]
    lines += problem["maxima"]
    lines.append('printf(true,"answer ~a~%",string(answer))$')
    for check in problem["checks"]:
        rules = ",".join(f"{name}={value}" for name, value in check["at"].items())
        lines.append(f'printf(true,"value ~a~%",string(bfloat(rectform(bfloat(subst([{rules}],answer))))))$')
    return "\n".join(lines) + "\n"


def command(system, problem, folder):
    if system == "sympy":
        return ["/usr/bin/python3", str(HERE / "sympy_alone.py"), str(PROBLEMS), problem["id"]]
    if system == "maxima":
        batch = Path(folder) / "problem.mac"
        batch.write_text(maxima_batch(problem), encoding="utf-8")
        return ["maxima", "--very-quiet", f"--batch={batch}"]
    main = "bitlemma.bench.Expectations" if system == "bitlemma" else "bitlemma.bench.SymjaAlone"
    return [os.environ["JAVA"], "--enable-native-access=ALL-UNNAMED", "-cp", os.environ["BENCH_CLASSPATH"], main,
            str(PROBLEMS), problem["id"]]


def run(system, problem):
    """The output of a problem's process, whether it was stopped, and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        process = subprocess.Popen(command(system, problem, folder), stdin=subprocess.DEVNULL, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            output, stopped = process.communicate(timeout=LIMIT)[0], False
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, stopped = process.communicate()[0], True
        return output, stopped, time.monotonic() - start


def number(text):
    """A value as a system prints it, or None: no number, or a complex one."""
    text = text.strip().replace("*10^", "e").replace("b", "e")
    complex_part = re.fullmatch(r"(\S+) [+-] (\S+)\*I", text)
    if complex_part and abs(mpf(complex_part.group(2))) < mpf(10) ** -15:
        text = complex_part.group(1)
    try:
        return mpf(text)
    except ValueError:
        return None


def classify(problem, output, stopped):
    lines = output.splitlines()
    answer = next((line[7:].strip() for line in lines if line.startswith("answer ")), "")
    if stopped:
        return "unsolved", f"no answer within {LIMIT} s"
    if not answer:
        errors = [line.strip() for line in lines if line.strip() and ".mac" not in line]
        told = [line for line in errors if "-- an error" not in line]
        return "unsolved", "error: " + (told[-1][:160] if told else "no output")
    if "unevaluated" in lines or NOUNS.search(answer):
        return "unsolved", "unevaluated: " + answer[:160]
    values = [number(line[6:]) for line in lines if line.startswith("value ")]
    if len(values) < len(problem["checks"]) or any(value is None for value in values):
        return "unsolved", "no number: " + answer[:160]
    for value, check in zip(values, problem["checks"]):
        reference = mpf(check["value"])
        if abs(value - reference) > mpf(10) ** -10 * max(abs(reference), mpf(10) ** -2):
            at = ", ".join(f"{k} = {v}" for k, v in check["at"].items())
            return "wrong", f"{mp.nstr(value, 12)} instead of {mp.nstr(reference, 12)}{' at ' + at if at else ''}: " \
                + answer[:120]
    return "solved", answer[:200]


def solve(system, problem):
    """The outcome, what there is to say of it, and the seconds."""
    if system != "bitlemma" and not problem[system]:
        return "unsolved", "has no function for it", 0.0
    output, stopped, seconds = run(system, problem)
    return *classify(problem, output, stopped), seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append", choices=SYSTEMS)
    parser.add_argument("--problem", action="append")
    chosen = parser.parse_args()
    problems = json.loads(PROBLEMS.read_text(encoding="utf-8"))
    rows = {}
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = {(row["problem"], row["system"]): row for row in csv.DictReader(file, delimiter="\t")}
    for system in chosen.only or SYSTEMS:
        for problem in problems:
            if chosen.problem and problem["id"] not in chosen.problem:
                continue
            outcome, detail, seconds = solve(system, problem)
            print(f"{system:7} {problem['id']:32} {outcome:9} {seconds:5.1f} s  {detail[:90]}", flush=True)
            rows[problem["id"], system] = dict(zip(COLUMNS, (problem["id"], system, outcome, f"{seconds:.1f}",
                                                             " ".join(detail.split()))))
            ordered = [rows[p["id"], s] for p in problems for s in SYSTEMS if (p["id"], s) in rows]
            with TABLE.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n")
                writer.writeheader()
                writer.writerows(ordered)


main()
