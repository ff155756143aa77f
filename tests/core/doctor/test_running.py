"""The process that cases run in can be stopped, dies with its owner, and says when it has died."""

import sys

import pytest

from core.doctor import running
from core.doctor.running import CaseError, CaseRunner


def replaced(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let another program than Keras answer."""
    begin = running.subprocess.Popen
    monkeypatch.setattr(
        running.subprocess, "Popen", lambda _command, **options: begin([sys.executable, "-c", code], **options)
    )


def test_it_answers_and_is_kept_for_the_next_case(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    result = {'printed': str(os.getpid()), 'error': '', 'has_symptom': False}\n"
        "    print(json.dumps({'keras': '3', 'wrong': result, 'right': result}), flush=True)\n"
    )
    replaced(monkeypatch, code)
    runner = CaseRunner()
    first, second = runner.run("no-mask"), runner.run("mask-lost")
    assert first is not None
    assert second is not None
    assert first.name == "no-mask"
    assert first.wrong.printed == second.wrong.printed
    process = runner._process
    assert process is not None
    runner.close()
    assert process.poll() is not None
    runner.close()


def test_it_can_be_stopped_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "import time\ntime.sleep(600)")
    runner = CaseRunner()
    asked = iter((False, False, True))
    assert runner.run("no-mask", lambda: next(asked)) is None
    assert runner._process is None


def test_it_says_when_the_process_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "import sys\nsys.stdin.readline()")
    runner = CaseRunner()
    with pytest.raises(CaseError, match="ended before it answered"):
        runner.run("no-mask")
    assert runner._process is None


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "ANSWER_SECONDS", 0.3)
    replaced(monkeypatch, "import time\ntime.sleep(600)")
    runner = CaseRunner()
    with pytest.raises(CaseError, match="did not answer"):
        runner.run("no-mask")
    assert runner._process is None


def test_it_says_when_there_is_no_room_for_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("out of memory")

    monkeypatch.setattr(running.subprocess, "Popen", refuse)
    with pytest.raises(CaseError, match="cannot be started: out of memory"):
        CaseRunner().run("no-mask")
