"""The process that cases run in: names of cases come in, what came of them goes out, one JSON object a line.

It ends when nobody is left to ask it. Only cases of ours are run, never code that is handed over.
"""

import contextlib
import io
import json
import os
import re
import sys
import warnings
from importlib.metadata import version
from typing import Any, TextIO

from core.doctor.case import PRELUDE
from core.doctor.cases import CASES

# Layers are called lstm rather than lstm_7, and weights are the same, whatever ran before.
PREPARATION = "import keras\nkeras.utils.clear_session()\nkeras.utils.set_random_seed(1)"
# Keras writes parts of its messages in bold, for terminals.
_BOLD = re.compile("\x1b\\[[0-9;]*m")


def main(answers: TextIO) -> None:
    """Answer until the asking end is closed."""
    for line in sys.stdin:
        case = CASES[json.loads(line)]
        answer: dict[str, Any] = {"keras": version("keras")}
        for kind, code in (("wrong", case.wrong), ("right", case.right)):
            answer[kind] = _run(f"{case.name}, {kind}", code, case.symptom)
        print(json.dumps(answer), file=answers, flush=True)


def _run(name: str, code: str, symptom: str) -> dict[str, Any]:
    """Return what `core.doctor.outcome.Result` holds, for one piece of code."""
    printed, error, has_symptom = io.StringIO(), "", False
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        _execute(PREPARATION, "preparation", {})
        try:
            _execute(f"{PRELUDE}{code}", name, names)
            has_symptom = bool(symptom) and bool(eval(symptom, names))  # noqa: S307 - an expression of ours
        except Exception as raised:
            error = _BOLD.sub("", f"{type(raised).__name__}: {raised}")
    said = [f"{item.category.__name__}: {item.message}" for item in warned if issubclass(item.category, UserWarning)]
    lines = [printed.getvalue().rstrip("\n"), *dict.fromkeys(said)]
    return {"printed": "\n".join(filter(None, lines)), "error": error, "has_symptom": has_symptom}


def _execute(code: str, name: str, names: dict[str, Any]) -> None:
    exec(compile(code, name, "exec"), names)  # noqa: S102 - code of our own cases


def _answers_alone() -> TextIO:
    """Return standard output for answers alone: what a library writes to it goes to standard error from now on."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main(_answers_alone())
