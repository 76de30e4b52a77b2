using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// Proves a lab before learners get it: its solution earns all points, the empty stub and three kinds of bad answers none.
/// </summary>
public static class LabProof
{
    /// <exception cref="LabException">It does not; the message names the cell.</exception>
    public static void Run(Lab lab, Limits limits, GraderProgram program)
    {
        using var grader = new Grader(lab, program, limits);
        foreach (var exercise in grader.Grade(lab.Answers.ToDictionary(cell => cell.GradeId, cell => cell.Cell.Source))
            .Where(exercise => exercise.Score < exercise.Points))
            throw LabException.InCell(lab.Name, exercise.GradeId,
                ($"the solution gets {exercise.Score:0.##} of {exercise.Points:0.##} points. "
                    + $"{exercise.Message} {exercise.TeacherMessage}").TrimEnd());
        foreach (var exercise in grader.Grade(lab.Answers.ToDictionary(cell => cell.GradeId, cell => cell.Released))
            .Where(exercise => exercise.Score > 0))
            throw LabException.InCell(lab.Name, exercise.GradeId,
                $"its tests give the empty stub {exercise.Score:0.##} points, and learners would get them for nothing. Test "
                    + "something the stub lacks.");
        foreach (var (what, bad) in BadAnswers.Of(lab))
        {
            var answers = lab.Answers.ToDictionary(cell => cell.GradeId, cell => cell.Released);
            foreach (var (id, code) in bad) answers[id] = code;
            foreach (var exercise in grader.Grade(answers).Where(exercise => exercise.Score > 0))
                throw LabException.InCell(lab.Name, exercise.GradeId,
                    $"its tests give {exercise.Score:0.##} points to an answer that {what}. Compute what is expected before the "
                        + "answer is called, and give it copies.");
        }
    }
}
