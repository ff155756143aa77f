"""What goes over the line between the program and the process that runs the cases."""

import io
import json
import subprocess
import sys

import pytest

from core.doctor import child
from core.doctor.case import Case


def test_a_line_in_gives_a_line_out(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(
        name="made-up",
        title="",
        wrong="size = 2\nprint('two')\nraise ValueError('\\x1b[1mno\\x1b[0m')\n",
        right="size = 1\n",
        happens="",
        why="",
        remedy="",
        card="ids",
        symptom="size == 2",
    )
    monkeypatch.setattr(child, "PRELUDE", "")
    monkeypatch.setattr(child, "CASES", {"made-up": case})
    monkeypatch.setattr(child, "PREPARATION", "")
    answers = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO('"made-up"\n'))
    child.main(answers)
    answer = json.loads(answers.getvalue())
    assert answer["wrong"] == {"printed": "two", "error": "ValueError: no", "has_symptom": False}
    assert answer["right"] == {"printed": "", "error": "", "has_symptom": False}


def test_only_cases_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('"import os"\n'))
    with pytest.raises(KeyError):
        child.main(io.StringIO())


def test_what_a_library_prints_is_no_answer() -> None:
    code = (
        "import os; from core.doctor import child; answers = child._answers_alone(); "
        "os.write(1, b'a note\\n'); print('another'); print('the answer', file=answers, flush=True)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "the answer\n"
    assert "a note" in ended.stderr
