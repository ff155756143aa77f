"""After a rest the project is one complete file."""

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core.corpus import Sentence
from core.edits import AddSentences
from core.project import Project
from gui.jobs import Jobs
from gui.session import Session
from gui.tidying import Tidying


def test_after_a_rest_nothing_waits_beside_the_file(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "mine.tagscope"
    session = Session()
    session.use(Project.create(path))
    tidying = Tidying(session, jobs)
    tidying.findChild(QTimer).setInterval(10)
    with qtbot.waitSignal(jobs.finished):
        session.apply(AddSentences(sentences=(Sentence(("York", "sleeps")),)))
    journal = path.with_name(path.name + "-wal")
    assert not journal.exists() or journal.stat().st_size == 0
    copy = tmp_path / "copy.tagscope"
    copy.write_bytes(path.read_bytes())
    with Project.open(copy) as opened:
        assert opened.n_sentences == 1
    session.close()


def test_it_waits_while_a_job_works_on_the_project(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    session = Session()
    session.use(Project.create(tmp_path / "mine.tagscope"))
    tidying = Tidying(session, jobs)
    timer = tidying.findChild(QTimer)
    timer.setInterval(5)

    def work(control: object) -> object:
        while control.run.checkpoint():  # type: ignore[attr-defined]
            yield "step"

    job = jobs.start("import", "Importing", work)  # type: ignore[arg-type]
    session.apply(AddSentences(sentences=(Sentence(("York",), {}),)))
    for _beat in range(3):
        with qtbot.waitSignal(timer.timeout):
            pass
    assert [running.name for running in jobs.running] == ["import"]
    with qtbot.waitSignals([jobs.finished, jobs.finished]):
        job.cancel()
    session.close()


def test_nothing_is_done_without_a_project(qtbot: QtBot, jobs: Jobs) -> None:
    session = Session()
    tidying = Tidying(session, jobs)
    with qtbot.assertNotEmitted(jobs.started):
        tidying._on_rest()
