"""Solves one problem with SymPy alone: python3 sympy_alone.py problems.json ID. Prints what peers.py reads."""
import json
import sys

import sympy
from sympy import Derivative, Integral, Limit, N, Product, Rational, Sum, sympify

UNEVALUATED = (Integral, Sum, Product, Limit, Derivative)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        problem = next(p for p in json.load(file) if p["id"] == sys.argv[2])
    names = {}
    exec("from sympy import *\n" + "\n".join(problem["sympy"]), names)
    answer = sympify(names["answer"])
    print("answer", " ".join(str(answer).split()), flush=True)
    if answer.has(*UNEVALUATED):
        print("unevaluated")
        return
    for check in problem["checks"]:
        values = {s: Rational(check["at"][s.name]) for s in answer.free_symbols if s.name in check["at"]}
        print("value", N(answer.subs(values), 25), flush=True)


main()
