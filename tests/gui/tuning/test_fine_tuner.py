"""Fine-tuning beside a real session: what is learnt, the table of what changed, keeping and rolling back."""

from collections.abc import Generator, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QListWidget, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from core.bundle import Bundle
from core.comparing import Comparison
from core.config import preset
from core.corpus import Sentence, Split
from core.edits import SetTags
from core.fine_tuning import FineTuning
from core.generators import take
from core.tagging import Tagger
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import assistance, messages
from gui import jobs as gui_jobs
from gui.assistance import Assistance
from gui.jobs import Job, JobControl, Jobs
from gui.session import Session
from gui.tuning import tuning_work
from gui.tuning.changes_table import ChangesWindow
from gui.tuning.fine_tuner import FineTuner
from gui.tuning.tuning_work import NothingNewError, Planning

CORPUS = take("names", 40, seed=1)
NER = CORPUS.layers[0]


def network() -> Bundle:
    config = preset("tiny")
    config = msgspec.structs.replace(config, network=msgspec.structs.replace(config.network, units=12))
    vocab = build_vocab(CORPUS.sentences, NER.name, config)
    return Bundle(config, NER, vocab, dict(initial_weights(config.network, vocab.sizes, seed=3)))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    assert made.project is not None
    running = made.project.begin_import("names", "generated", CORPUS.layers)
    running.add([*CORPUS.sentences, Sentence(("Zara", "waves"), {}, split=Split.TRAIN)])
    made.announce(running.finish())
    made.set_bundle(network())
    yield made
    made.close()


@pytest.fixture
def tuner(session: Session, jobs: Jobs) -> FineTuner:
    return FineTuner(session, jobs)


def label_by_hand(session: Session) -> int:
    assert session.project is not None
    number = list(session.project.ids())[-1]
    session.apply(SetTags(number, NER.name, 0, ("B-PER", "O")))
    return number


def window(tuner: FineTuner) -> ChangesWindow:
    assert tuner._changes is not None
    return tuner._changes


def planned(session: Session) -> FineTuning:
    found: list[FineTuning] = []

    def result() -> Generator[object, None, None]:
        assert session.project is not None
        assert session.bundle is not None
        found.append((yield from Planning(session.project, session.bundle)(JobControl())))

    list(result())
    return found[0]


def test_without_labels_by_people_there_is_nothing_to_learn(session: Session) -> None:
    with pytest.raises(NothingNewError, match="nobody has labelled"):
        planned(session)


def test_what_people_labelled_is_new_and_the_rest_is_rehearsed(session: Session) -> None:
    label_by_hand(session)
    found = planned(session)
    assert found.n_new == 1
    tokens = [sentence.tokens for sentence in found.sentences]
    assert tokens.count(("Zara", "waves")) > 1
    assert {sentence.tokens for sentence in CORPUS.sentences}.intersection(tokens)
    assert "zara" in found.growth.words


def test_the_loop_ends_with_a_table_and_a_model_to_keep(
    session: Session, tuner: FineTuner, jobs: Jobs, qtbot: QtBot
) -> None:
    number = label_by_hand(session)
    before, chosen = session.bundle, []
    with qtbot.waitSignal(tuner.compared, timeout=120_000) as signal:
        session.tuning_requested.emit()
    found = signal.args[0]
    assert isinstance(found, Comparison)
    assert session.project is not None
    assert found.n_sentences == session.project.n_sentences
    assert session.bundle is before
    shown = window(tuner)
    table = shown.findChild(QTableWidget)
    assert table.rowCount() == len(found.labels)
    gained = sum(int(table.item(row, 1).text().replace(",", "")) for row in range(table.rowCount()))
    assert gained == sum(shift.gained for shift in found.labels)
    examples = shown.findChild(QListWidget)
    assert examples.count() == len(found.examples) > 0
    first = found.examples[0]
    assert session.project.sentence(first.sentence).tokens[first.token] in examples.item(0).text()
    session.sentence_focused.connect(chosen.append)
    examples.itemActivated.emit(examples.item(0))
    assert chosen == [found.examples[0].sentence]
    shown.findChild(QPushButton, "keep").click()
    qtbot.waitUntil(lambda: not jobs.running)
    assert session.bundle is not before
    assert session.bundle is not None
    assert session.project.models()[-1].id == session.model_id
    after = Tagger(session.bundle).tag([session.project.sentence(number).tokens])[0].tags
    changed = [example for example in found.examples if example.sentence == number]
    assert all(after[example.token] == example.after for example in changed)


def test_rolling_back_leaves_the_model_before_in_use(session: Session, tuner: FineTuner, qtbot: QtBot) -> None:
    label_by_hand(session)
    before = session.bundle
    with qtbot.waitSignal(tuner.compared, timeout=120_000):
        tuner.start()
    with qtbot.waitSignal(tuner.decided):
        window(tuner).findChild(QPushButton, "roll-back").click()
    assert session.bundle is before
    assert session.project is not None
    assert session.project.models() == ()
    assert not tuner.is_waiting


def test_it_begins_by_itself_after_as_many_sentences_as_asked(session: Session, tuner: FineTuner, jobs: Jobs) -> None:
    assert session.project is not None
    label_by_hand(session)
    assert not tuner.is_busy
    assistance.write(session.project, Assistance(retrain_after=2))
    for number in list(session.project.ids())[:2]:
        assert not tuner.is_busy
        session.apply(SetTags(number, NER.name, 0, ("B-LOC",)))
    assert tuner.is_busy
    jobs.end(jobs.running)


def test_why_it_cannot_begin_is_said(session: Session, tuner: FineTuner, jobs: Jobs, qtbot: QtBot) -> None:
    said: list[messages.Message] = []
    messages.board.posted.connect(said.append)
    tuner.start()
    qtbot.waitUntil(lambda: not jobs.running)
    messages.board.posted.disconnect(said.append)
    assert "nobody has labelled" in said[-1].text
    assert not tuner.is_busy


def test_it_is_no_training_run_and_stops_by_the_clock(
    session: Session, tuner: FineTuner, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui_jobs, "TUNING_SECONDS", 0.0)
    label_by_hand(session)
    names: set[str] = set()
    jobs.started.connect(lambda job: names.add(job.name))
    trained: list[bool] = []
    jobs.progressed.connect(lambda _job: trained.append(jobs.is_training))
    with qtbot.waitSignal(tuner.compared, timeout=120_000):
        tuner.start()
    assert names == {"fine-tune", "tune", "compare"}
    assert not any(trained)
    assert tuner._after is not None
    assert tuner._after.info.epochs <= 1
    assert tuner._after != session.bundle


def test_what_the_user_stops_is_not_asked_to_be_kept(
    session: Session, tuner: FineTuner, jobs: Jobs, qtbot: QtBot
) -> None:
    label_by_hand(session)

    def stop(job: Job) -> None:
        if job.name == "tune":
            job.cancel()

    jobs.started.connect(stop)
    tuner.start()
    qtbot.waitUntil(lambda: not jobs.running, timeout=120_000)
    assert not tuner.is_waiting
    assert not tuner.is_busy


def test_of_a_large_corpus_an_even_sample_is_compared(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning_work, "MOST_COMPARED", 6)
    monkeypatch.setattr(tuning_work, "_COMPARED_TOGETHER", 2)
    assert session.project is not None
    work = tuning_work.Comparing(session.project, network(), network())
    ids = [sentence.id for sentence in work._sentences()]
    every = list(session.project.ids())
    assert ids == [every[start + step] for start in (0, 13, 27) for step in (0, 1)]


def test_of_many_old_sentences_each_has_the_same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = [0] * 20
    for seed in range(400):
        draw = tuning_work._Draw(5)
        draw._random.seed(seed)
        for number in range(20):
            draw.append(Sentence((str(number),), id=number))
        assert len(draw.kept) == 5
        for sentence in draw.kept:
            counts[sentence.id] += 1
    assert all(60 < count < 140 for count in counts)
