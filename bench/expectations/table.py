"""Prints peers.tsv as a table in Markdown: a row for each problem, and how many each system solves."""
import csv
import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = {"bitlemma": "Bitlemma", "symja": "Symja 3.0.0", "maxima": "Maxima 5.46", "sympy": "SymPy 1.11"}
OUTCOMES = ("solved", "wrong", "unsolved")
HOW = """\
Each system gets the problem as its users would write it, with `Piecewise`, `Boole`, `Abs`, `Max`, `Floor` or
`unit_step` as the problem has them, and not split by hand; Maxima has `abs_integrate` and `simplify_sum` loaded. Each
problem runs in a process of its own, one at a time, and is stopped after 60 s. Solved: a formula without integrals or
sums left, or a number, that agrees with reference values to ten digits. Wrong: it does not agree. Seconds are those
of the whole process, on a shared machine with 2 cores. The reference values were computed in two independent ways, to
20 digits.
"""


def main():
    problems = json.loads((HERE / "problems.json").read_text(encoding="utf-8"))
    with (HERE / "peers.tsv").open(encoding="utf-8", newline="") as file:
        rows = {(row["problem"], row["system"]): row for row in csv.DictReader(file, delimiter="\t")}
    systems = [system for system in NAMES if any(key[1] == system for key in rows)]
    print(HOW)
    print("| | " + " | ".join(NAMES[system] for system in systems) + " |")
    print("|---|" + "---|" * len(systems))
    for outcome in OUTCOMES:
        counts = (sum(row["outcome"] == outcome for key, row in rows.items() if key[1] == system) for system in systems)
        print(f"| {outcome} | " + " | ".join(map(str, counts)) + " |")
    print()
    print("| problem | " + " | ".join(NAMES[system] for system in systems) + " |")
    print("|---|" + "---|" * len(systems))
    for problem in problems:
        cells = []
        for system in systems:
            row = rows.get((problem["id"], system))
            cells.append("" if row is None else cell(row))
        print(f"| {problem['title']} | " + " | ".join(cells) + " |")


def cell(row):
    outcome = f"**{row['outcome']}**" if row["outcome"] == "wrong" else row["outcome"]
    return f"{outcome}, {row['seconds']} s"


main()
