"""Submissions of lab 5.1 to measure with."""
import json, pathlib

root = pathlib.Path(__file__).resolve().parents[2]
lab = root / "notebooks/en/5.1-lab.ipynb"
course = ["dotnet", str(root / "lib/Course.Cli/bin/course.dll")]


def submissions(folder, count):
    """The solution, with another answer left out in each, and a comment that makes every file another one."""
    source = json.loads(lab.read_text())
    answers = [i for i, cell in enumerate(source["cells"]) if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code"]
    for number in range(count):
        book = json.loads(json.dumps(source))
        for place, i in enumerate(answers):
            text = "".join(book["cells"][i]["source"])
            if number % 3 == 1 and place == number % len(answers):
                head, rest = text.split("// BEGIN SOLUTION")
                text = head + "throw new NotImplementedException();" + rest.split("// END SOLUTION")[1]
            book["cells"][i]["source"] = f"// learner {number}\n{text}"
        (folder / f"learner{number:04}.ipynb").write_text(json.dumps(book))
