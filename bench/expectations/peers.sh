#!/usr/bin/env bash
# The benchmark of expectation problems: peers.sh [--only SYSTEM]... [--problem ID]... builds the module, runs each
# problem with each system (bitlemma, symja, maxima, sympy), one process at a time, and writes peers.tsv and peers.md.
# Needs Debian's packages maxima and python3-sympy.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
./bitlemma --version >/dev/null
mvn -q -B -ntp -pl bench -am -Dmaven.test.skip=true package
JAVA=$(command -v java)
for home in "${BITLEMMA_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/java" ] && [ -f "$home/release" ] && grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release"; then
    JAVA=$home/bin/java
    break
  fi
done
export JAVA
export BENCH_CLASSPATH="bench/target/bench-0.1.0.jar:distribution/target/bitlemma/lib/bitlemma.jar"
nice /usr/bin/python3 "$here/peers.py" "$@"
/usr/bin/python3 "$here/table.py" >"$here/peers.md"
