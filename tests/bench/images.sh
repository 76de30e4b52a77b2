#!/usr/bin/env bash
# Reading photos with the chapter's training transforms, 2 workers, this kit and PyTorch in turn; the median of the rounds' ratios.
#   tests/bench/run images [ROUNDS]
# Needs Debian's PyTorch (as `run`) and the photos of cats and dogs.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5}
photos=$(realpath -m "${COURSE_DATA:-../shared/data}")/cats-and-dogs/train
[ -d "$photos" ] || { echo "No photos in $photos: set COURSE_DATA." >&2; exit 2; }
dotnet build tests/bench/Course.Bench.csproj -v quiet -nologo

# Both as their users run them: see `run`.
kit() {
  dotnet tests/bench/bin/Course.Bench.dll images "$photos" --workers 2
}
pytorch() {
  env LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-openmp OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 \
    /usr/bin/python3 -W ignore tests/bench/images_peer.py "$photos" --workers 2
}

for ((round = 1; round <= rounds; round++)); do
  peer=$(pytorch) ours=$(kit)
  echo "images  PyTorch: $peer  this kit: $ours  ratio $(awk "BEGIN { printf \"%.2f\", ${ours%% *} / ${peer%% *} }")"
done | tee >(cat >&2) | sed 's/.*ratio //' | sort -n | awk '{ ratio[NR] = $1 } END { print "images  median ratio " ratio[int((NR + 1) / 2)] }'
