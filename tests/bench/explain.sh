#!/usr/bin/env bash
# Three feature maps of one image: one forward pass of this kit against the book's three passes in PyTorch, and the ratio.
# By turns, five times, so that a busy moment of the machine does not decide; the best median of each.   tests/bench/run explain
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/bench/Course.Bench.csproj -v quiet -nologo
kit=99999 pytorch=99999
best() { printf '%s\n' "$1" "${2% ms}" | sort -g | head -1; }
for _ in 1 2 3 4 5; do
  kit=$(best $kit "$(dotnet tests/bench/bin/Course.Bench.dll feature-maps)")
  pytorch=$(best $pytorch "$(env LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-openmp OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 \
    /usr/bin/python3 -W ignore tests/bench/explain_peer.py)")
done
echo "three feature maps  PyTorch, three passes: $pytorch ms"
echo "three feature maps  this kit, one pass: $kit ms"
awk -v slow="$pytorch" -v fast="$kit" 'BEGIN { printf "three feature maps  ratio %.2f\n", slow / fast }'
