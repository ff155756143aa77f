"""Importing on the page: nothing is stored before the button, and everything or nothing after it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme, Split
from gui.jobs import Jobs
from gui.messages import Kind, Message
from gui.session import Session
from gui.widgets.plain import PlainLabel

Write = Callable[[str, str], Path]


def _text(user: Any, name: str) -> str:
    return user.find(PlainLabel, name).text()


def test_a_preview_stores_nothing_and_cancel_goes_back(user: Any, session: Session, names: Path) -> None:
    user.look_at(names)
    assert user.find(QWidget, "import-panel").isVisible()
    assert _text(user, "import-counts") == "2 sentences · 8 tokens"
    assert user.find(QComboBox, "import-split").currentText() == "train"
    assert session.project.n_sentences == 0
    user.press("import-cancel")
    assert not user.find(QWidget, "import-panel").isVisible()
    assert session.project.layers == ()


def test_train_then_dev_from_two_files(user: Any, session: Session, names: Path, write: Write) -> None:
    dev = write("names-dev.conll", "Mira B-PER\nleaves O\n\n")
    user.bring(names)
    assert user.find(QWidget, "import-report").isVisible()
    user.bring(dev)
    user.press("import-done")
    counts = {split: session.project.n_sentences_in(split) for split in Split}
    assert counts == {Split.TRAIN: 2, Split.DEV: 1, Split.TEST: 0}
    assert session.layer == Layer("ner", Scheme.IOB2)
    assert user.find(QTableView, "sentence-table").model().rowCount() == 3


def test_an_import_is_one_step_that_can_be_undone(user: Any, session: Session, names: Path) -> None:
    user.bring(names)
    session.undo()
    user.wait()
    assert (session.project.n_sentences, session.project.layers) == (0, ())


def test_the_report_names_line_cause_and_action(user: Any, session: Session, write: Write) -> None:
    user.bring(write("odd.conll", "Mira B-PER\nsings O\n\nBran O\nstays\n\n"))
    lines = user.find(QTableView, "import-report-lines").model()
    assert lines.rowCount() == 1
    assert [lines.index(0, column).data() for column in range(3)] == [
        "5",
        "1 column where 2 are expected.",
        "Missing tags were left empty.",
    ]
    assert session.project.n_sentences == 2


def test_skipping_leaves_out_the_sentence_of_the_line(user: Any, session: Session, write: Write) -> None:
    user.look_at(write("odd.conll", "Mira B-PER\nsings O\n\nBran O\nstays\n\n"))
    user.choose("import-on-problem", "skip the sentence")
    user.press("import-start")
    user.wait()
    assert session.project.n_sentences == 1


def test_stopping_says_where_and_stores_nothing(
    user: Any, session: Session, write: Write, posted: list[Message]
) -> None:
    user.look_at(write("odd.conll", "Mira B-PER\nsings O\n\nBran O\nstays\n\n"))
    user.choose("import-on-problem", "stop at the first")
    user.press("import-start")
    user.wait()
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert posted[0].text.startswith("odd.conll, line 5:")
    assert (session.project.n_sentences, session.project.layers) == (0, ())
    assert user.find(QPushButton, "import-start").isEnabled()


def test_cancelling_half_way_leaves_nothing(
    user: Any, session: Session, jobs: Jobs, qtbot: QtBot, write: Write, posted: list[Message]
) -> None:
    user.look_at(write("long.conll", "Mira B-PER\nsings O\n\n" * 25_000))
    with qtbot.waitSignal(jobs.progressed, check_params_cb=lambda job: job.name == "import"):
        user.press("import-start")
    user.press("import-cancel")
    user.wait()
    assert (session.project.n_sentences, session.project.layers) == (0, ())
    assert [message.kind for message in posted] == [Kind.INFO]
    user.press("import-start")
    user.wait()
    assert session.project.n_sentences == 25_000


def test_closing_the_project_ends_the_import(
    user: Any, session: Session, jobs: Jobs, qtbot: QtBot, write: Write
) -> None:
    from core.project import Project

    path = session.project.path
    user.look_at(write("long.conll", "Mira B-PER\nsings O\n\n" * 25_000))
    with qtbot.waitSignal(jobs.progressed, check_params_cb=lambda job: job.name == "import"):
        user.press("import-start")
    assert jobs.end(jobs.on_project)
    session.close()
    with Project.open(path) as again:
        assert (again.n_sentences, again.n_imports_undone) == (0, 0)


def test_another_encoding_is_offered_and_read(
    user: Any, session: Session, tmp_path: Path, posted: list[Message]
) -> None:
    path = tmp_path / "old.conll"
    path.write_bytes("Zoë B-PER\nsingt O\n\nÄnne B-PER\n\n".encode("cp1252"))
    user.look_at(path)
    assert posted[0].text.startswith("old.conll, line 1: is not UTF-8")
    assert not user.find(QPushButton, "import-start").isEnabled()
    assert user.find(QComboBox, "import-encoding").currentIndex() == -1
    user.choose("import-format", "Columns (CoNLL, TSV)")
    assert not user.jobs.running
    user.choose("import-encoding", "CP1252")
    user.wait()
    user.press("import-start")
    user.wait()
    assert [sentence.tokens[0] for sentence in session.project.sentences()] == ["Zoë", "Änne"]


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_that_cannot_be_read_is_said_in_a_banner(
    user: Any, tmp_path: Path, posted: list[Message], content: bytes | None
) -> None:
    path = tmp_path / "none.conll"
    if content is not None:
        path.write_bytes(content)
    user.look_at(path)
    assert posted[0].text.startswith("none.conll")
    assert not user.find(QWidget, "import-panel").isVisible()


def test_columns_are_mapped_by_hand(user: Any, session: Session, write: Write, qtbot: QtBot) -> None:
    user.look_at(write("three.conll", "Mira NNP B-PER\nsings VBZ O\n\n" * 3))
    user.choose("column-3-role", "ignore")
    user.wait()
    name = user.find(QLineEdit, "column-2-name")
    name.setText("word class")
    name.editingFinished.emit()
    user.press("import-start")
    user.wait()
    assert session.project.layers == (Layer("word class"),)


def test_without_a_token_column_nothing_can_be_imported(user: Any, names: Path) -> None:
    user.look_at(names)
    user.choose("column-1-role", "ignore")
    assert _text(user, "import-problem") == "Choose the column that holds the tokens."
    assert not user.find(QPushButton, "import-start").isEnabled()
    user.choose("column-1-role", "token")
    user.wait()
    assert user.find(QPushButton, "import-start").isEnabled()


def test_a_scheme_chosen_is_converted_to_the_projects(user: Any, session: Session, names: Path, write: Write) -> None:
    user.bring(names)
    user.look_at(write("more.conll", "Mira I-PER\nBran B-PER\nsing O\n\n" * 2))
    box = user.find(QComboBox, "scheme-2")
    user.choose("scheme-2", next(box.itemText(n) for n in range(box.count()) if box.itemText(n).startswith("IOB1")))
    user.press("import-start")
    user.wait()
    *_, last = session.project.sentences()
    assert last.tags["ner"] == ("B-PER", "B-PER", "O")
    assert session.project.layers == (Layer("ner", Scheme.IOB2),)


def test_plain_tags_cannot_join_a_layer_of_spans(user: Any, session: Session, names: Path) -> None:
    user.bring(names)
    user.look_at(names)
    user.choose("scheme-2", "plain, no spans")
    assert not user.find(QPushButton, "import-start").isEnabled()


def test_plain_text_is_cut_by_the_tokenizer_chosen(user: Any, session: Session, write: Write) -> None:
    user.look_at(write("notes.txt", "Mira doesn't sing.\nBran does.\n"))
    user.choose("import-tokenizer", "at blanks")
    user.wait()
    user.choose("import-unit", "the whole file")
    user.wait()
    user.press("import-start")
    user.wait()
    (sentence,) = session.project.sentences()
    assert sentence.tokens == ("Mira", "doesn't", "sing.", "Bran", "does.")


def test_models_are_for_another_page(user: Any, tmp_path: Path) -> None:
    assert not user.page.take_file(tmp_path / "model.safetensors")


@pytest.mark.parametrize("name", ["preview", "check"])
def test_what_is_stopped_in_the_status_bar_leaves_no_promise_behind(
    user: Any, names: Path, stop: Callable[[str], None], name: str
) -> None:
    stop(name)
    user.look_at(names)
    panel = user.find(QWidget, "import-panel")
    if name == "preview":
        assert not panel.isVisible()
    else:
        assert _text(user, "import-counts") == "–"
        assert user.find(QPushButton, "import-start").isEnabled()
