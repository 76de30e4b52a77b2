namespace Course.Grading;

/// <summary>
/// nbgrader's configuration for C#: its stubs know no such language, and it marks what the kernel reports on stderr as an error.
/// </summary>
public static class NbgraderConfig
{
    public static string Text(string course) => $$"""
        # nbgrader's configuration for this course: with it nbgrader releases, collects and grades the labs itself.
        # Put it beside source/ and run nbgrader there. The C# kernel must be installed: course kernel install
        c = get_config()

        c.CourseDirectory.course_id = "{{course}}"

        # nbgrader picks the stub by the kernel's language, and stops with an error where it knows none.
        stub = "{{Regions.CodeStub}}"
        c.ClearSolutions.code_stub = {"C#": stub, "csharp": stub, "python": "# YOUR CODE HERE\nraise NotImplementedError()"}
        c.ClearSolutions.text_stub = "{{Regions.TextStub}}"
        c.ClearSolutions.begin_solution_delimeter = "{{Regions.Solution.Begin}}"
        c.ClearSolutions.end_solution_delimeter = "{{Regions.Solution.End}}"
        c.ClearHiddenTests.begin_test_delimeter = "{{Regions.HiddenTests.Begin}}"
        c.ClearHiddenTests.end_test_delimeter = "{{Regions.HiddenTests.End}}"
        c.ClearMarkScheme.begin_mark_scheme_delimeter = "{{Regions.MarkScheme.Begin}}"
        c.ClearMarkScheme.end_mark_scheme_delimeter = "{{Regions.MarkScheme.End}}"

        # Loading libtorch and training a small network take longer than nbgrader's 30 s.
        c.ExecutePreprocessor.timeout = 600
        c.ExecutePreprocessor.startup_timeout = 120

        """.ReplaceLineEndings("\n");
}
