#!/usr/bin/env bash
# Grades one lab on a Slurm cluster: a job array, a part of the submissions a task, then a job that merges the parts.
#   slurm.sh SUBMITTED LAB OUT PARTS [SBATCH OPTION]...   as in: slurm.sh submitted notebooks/en/5.1-lab.ipynb out/grades 20
# All nodes must see this kit, built, and SUBMITTED and OUT at the same paths, and have .NET and bubblewrap. A task whose node
# died is queued again and goes on where it was. If one fails, nothing is merged: read OUT/parts/*.log, and start this again.
set -euo pipefail
if [ $# -lt 4 ] || [[ ! $4 =~ ^[1-9][0-9]*$ ]]; then
    sed -n '2,5s/^# //p' "$0" >&2
    exit 2
fi
kit=$(realpath "$(dirname "$0")/../../..")
submitted=$(realpath "$1") lab=$(realpath "$2") out=$(realpath -m "$3") parts=$4
mkdir -p "$out/parts"
course="dotnet ${kit@Q}/lib/Course.Cli/bin/course.dll grade"

# A submission may take 3 GiB; a task grades as many at a time as it has CPUs, which --cpus-per-task changes.
array=$(sbatch --parsable --job-name=grade --array="1-$parts" --requeue --open-mode=append --mem-per-cpu=4000M \
    --output="$out/parts/%a.log" "${@:5}" <<END
#!/usr/bin/env bash
exec $course ${submitted@Q} --lab ${lab@Q} --out ${out@Q}/parts/\$SLURM_ARRAY_TASK_ID-of-$parts \\
    --shard "\$SLURM_ARRAY_TASK_ID/$parts" --jobs "\$SLURM_CPUS_ON_NODE"
END
)
merge=$(sbatch --parsable --job-name=merge --dependency="afterok:${array%;*}" --kill-on-invalid-dep=yes \
    --output="$out/merge.log" "${@:5}" <<END
#!/usr/bin/env bash
exec $course merge ${out@Q}/parts/*-of-$parts --lab ${lab@Q} --out ${out@Q}
END
)
echo "Job ${array%;*} grades $parts parts, then job ${merge%;*} merges them into $out. squeue shows how far they are."
