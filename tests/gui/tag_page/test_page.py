"""The Tag page over a real project and a real network: what is typed, seen, put right and taken away."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core import bundle as bundles
from core.bundle import Bundle
from core.config import preset
from core.corpus import Layer, Scheme, Sentence, Split
from core.errors import ExportError
from core.generators import take
from core.project import Project
from core.sources import read_corpus
from core.tagging import Tagger
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import messages
from gui.jobs import Jobs
from gui.messages import Kind, Message
from gui.session import Session
from gui.tag_page import outlets
from gui.tag_page.distribution import Distribution, ranked
from gui.tag_page.page import TagPage
from gui.widgets.label_bar import LabelBar
from gui.widgets.label_button import LabelButton
from gui.widgets.plain import PlainLabel
from gui.widgets.token_strip import TokenStrip

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
TYPED = "Mira Okafor left Porto again."
TOKENS = ("Mira", "Okafor", "left", "Porto", "again", ".")
CORPUS = take("names", 120, seed=1)
NER = CORPUS.layers[0]


def network(name: str = "tiny", *, layer: Layer = NER) -> Bundle:
    """Return a network that has learnt nothing but to prefer O."""
    config = preset(name)
    config = msgspec.structs.replace(config, network=msgspec.structs.replace(config.network, units=12))
    vocab = build_vocab(CORPUS.sentences, layer.name, config)
    weights = initial_weights(config.network, vocab.sizes, seed=3)
    bias = np.zeros_like(weights["scores/bias"])
    if len(bias) > 1 and "O" in vocab.labels:
        bias[vocab.labels.index("O")] = 5.0
    return Bundle(config, layer, vocab, dict(weights) | {"scores/bias": bias})


def wild_network() -> Bundle:
    """Return a network that has learnt nothing but is of many minds."""
    calm = network()
    weights = {name: (values * 6).astype(np.float32) for name, values in calm.weights.items()}
    return replace(calm, weights=weights | {"scores/bias": np.zeros_like(weights["scores/bias"])})


class Typist:
    """Does what a user does on the page, and waits as a user does."""

    def __init__(self, page: TagPage, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.jobs, self.qtbot = page, jobs, qtbot
        self.session = page.session
        self.text = self.find(QPlainTextEdit, "tag-text")
        self.strip = self.find(TokenStrip, "tag-strip")

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=60_000)

    def use(self, bundle: Bundle) -> None:
        self.session.set_bundle(bundle)
        self.wait()

    def type(self, text: str) -> None:
        self.text.setFocus()
        self.qtbot.keyClicks(self.text, text)

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def can(self) -> set[str]:
        names = ("tag-add", "tag-open-model", "tag-export-model", "tag-export-text")
        return {name for name in names if self.find(QPushButton, name).isEnabled()}

    def key_of(self, label: str) -> str:
        return self.find(LabelButton, f"label-{label}").key

    def label_at(self, index: int, key: str) -> None:
        self.strip.setFocus()
        self.strip.set_cursor(index)
        self.qtbot.keyClicks(self.strip, key)

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    @property
    def shares(self) -> list[str]:
        return [share.label for share in self.find(Distribution, "distribution").shares]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    assert made.project is not None
    running = made.project.begin_import("names", "generated", CORPUS.layers)
    running.add(list(CORPUS.sentences))
    made.announce(running.finish())
    yield made
    made.close()


@pytest.fixture
def typist(session: Session, jobs: Jobs, qtbot: QtBot) -> Typist:
    page = TagPage(session, jobs)
    qtbot.addWidget(page)
    page.resize(1368, 820)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    return Typist(page, jobs, qtbot)


@pytest.fixture
def tagging(typist: Typist) -> Typist:
    """The page with a model, and a sentence typed."""
    typist.use(network())
    typist.type(TYPED)
    return typist


@pytest.fixture
def posted() -> Iterator[list[Message]]:
    """What banners have said."""
    said: list[Message] = []
    messages.board.posted.connect(said.append)
    yield said
    messages.board.posted.disconnect(said.append)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Answer the file chooser with a file of this name."""

    def answer(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(messages, "choose_target", lambda *_words: path)
        monkeypatch.setattr(messages, "choose_file", lambda *_words: path)
        return path

    return answer


def test_without_a_model_it_says_where_one_comes_from(typist: Typist) -> None:
    assert "There is no model yet" in typist.find(PlainLabel, "tag-model").text()
    assert typist.can() == {"tag-open-model"}
    typist.type(TYPED)
    assert typist.strip.tokens == ()


def test_tags_follow_what_is_typed_key_by_key(typist: Typist) -> None:
    typist.use(wild_network())
    tagger = Tagger(wild_network())
    for text, tokens in (("Mira", ("Mira",)), (" left", ("Mira", "left")), (" Porto.", ("Mira", "left", "Porto", "."))):
        typist.type(text)
        assert typist.strip.tokens == tokens
        assert typist.strip.tags == tagger.tag([tokens])[0].tags
    assert len(set(typist.strip.tags)) > 1
    assert typist.can() == {"tag-add", "tag-open-model", "tag-export-model", "tag-export-text"}


def test_what_was_typed_before_there_was_a_model_is_tagged(typist: Typist) -> None:
    typist.type(TYPED)
    typist.use(network())
    assert typist.strip.tokens == TOKENS
    assert typist.strip.tags == Tagger(network()).tag([TOKENS])[0].tags


def test_each_line_is_a_sentence_of_its_own(tagging: Typist) -> None:
    tagging.qtbot.keyClick(tagging.text, Key.Key_Return)
    assert tagging.strip.tokens == ()
    tagging.type("Tom waves")
    assert tagging.strip.tokens == ("Tom", "waves")
    assert tagging.page._line_words.text() == "line 2 of 2"
    tagging.qtbot.keyClick(tagging.text, Key.Key_Up)
    assert tagging.strip.tokens == TOKENS


def test_the_distribution_is_that_of_the_token_under_mouse_or_cursor(tagging: Typist) -> None:
    [tagged] = Tagger(network()).tag([TOKENS])
    strip = tagging.strip
    strip.set_cursor(3)
    due = [share.label for share in ranked(tagged.labels, tagged.probabilities[3])]
    assert tagging.shares == due[: len(tagging.shares)]
    assert tagging.shares[0] == tagged.tags[3]
    assert tagging.page._token_words.text() == f"Porto  →  {tagged.tags[3]}"
    tagging.qtbot.mouseMove(strip.viewport(), strip.box_of(0).center())
    tagging.qtbot.waitUntil(lambda: tagging.page._token_words.text().startswith("Mira"))
    shares = tagging.find(Distribution, "distribution").shares
    assert len(shares) == len(tagged.labels) - 1
    assert sum(share.share for share in shares) == pytest.approx(1 - tagged.probabilities[0, 0], abs=1e-4)
    assert "" not in tagging.shares


def test_a_key_corrects_a_label_and_moves_on(tagging: Typist) -> None:
    assert set(tagging.strip.tags) == {"O"}
    tagging.label_at(3, tagging.key_of("LOC"))
    assert tagging.strip.tags == ("O", "O", "O", "B-LOC", "O", "O")
    assert tagging.strip.token_cursor == 4
    assert tagging.page._token_words.text() == "again  →  O"
    tagging.label_at(3, tagging.key_of("PER"))
    assert tagging.strip.tags == ("O", "O", "O", "B-PER", "O", "O")
    tagging.strip.set_cursor(3)
    tagging.qtbot.keyClick(tagging.strip, Key.Key_Delete)
    assert set(tagging.strip.tags) == {"O"}


def test_a_key_labels_a_whole_selection(tagging: Typist) -> None:
    tagging.strip.setFocus()
    tagging.strip.set_cursor(0)
    tagging.qtbot.keyClick(tagging.strip, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    tagging.qtbot.keyClicks(tagging.strip, tagging.key_of("PER"))
    assert tagging.strip.tags[:2] == ("B-PER", "I-PER")


def test_a_click_on_a_label_corrects_too(tagging: Typist) -> None:
    tagging.strip.set_cursor(5)
    tagging.qtbot.mouseClick(tagging.find(LabelButton, "label-ORG"), Qt.MouseButton.LeftButton)
    assert tagging.strip.tags[5] == "B-ORG"


def test_the_keys_are_those_of_the_label_page(tagging: Typist) -> None:
    bar = tagging.page.findChild(LabelBar)
    for label in tagging.project.labels(NER.name):
        assert label.key
        assert bar.label_of_key(label.key) == label.name


def test_moving_the_text_cursor_keeps_corrections(tagging: Typist) -> None:
    tagging.label_at(5, tagging.key_of("ORG"))
    corrected = tagging.strip.tags
    tagging.text.setFocus()
    tagging.qtbot.keyClick(tagging.text, Key.Key_Left)
    assert tagging.strip.tags == corrected


def test_corrections_outlive_a_look_at_another_line(tagging: Typist) -> None:
    tagging.label_at(3, tagging.key_of("LOC"))
    corrected = tagging.strip.tags
    tagging.text.setFocus()
    tagging.qtbot.keyClick(tagging.text, Key.Key_Return)
    tagging.qtbot.keyClicks(tagging.text, "Mira sings")
    assert len(tagging.strip.tags) == 2
    tagging.qtbot.keyClick(tagging.text, Key.Key_Up)
    assert tagging.strip.tags == corrected


def test_corrections_outlive_typing_on(tagging: Typist) -> None:
    tagging.label_at(3, tagging.key_of("LOC"))
    tagging.text.setFocus()
    tagging.text.moveCursor(tagging.text.textCursor().MoveOperation.End)
    tagging.qtbot.keyClicks(tagging.text, " Mira sings")
    assert tagging.strip.tags[3] == "B-LOC"
    tagging.text.moveCursor(tagging.text.textCursor().MoveOperation.Start)
    tagging.qtbot.keyClicks(tagging.text, "Well , ")
    assert tagging.strip.tags[5] == "B-LOC"
    assert tagging.strip.tags.count("B-LOC") == 1


def test_adding_grows_the_corpus_by_one_and_undo_takes_it_back(tagging: Typist, posted: list[Message]) -> None:
    tagging.label_at(3, tagging.key_of("LOC"))
    corrected, before = tagging.strip.tags, tagging.project.n_sentences
    tagging.press("tag-add")
    assert tagging.project.n_sentences == before + 1
    added = tagging.project.sentence(list(tagging.project.ids())[-1])
    assert (added.tokens, added.text, added.split) == (TOKENS, TYPED, Split.TRAIN)
    assert added.layer_tags(NER.name) == corrected
    assert added.layer_tags("upos") == (None,) * len(TOKENS)
    assert [(message.kind, message.text) for message in posted] == [
        (Kind.INFO, f"Added to the corpus, for training: {TYPED}")
    ]
    tagging.session.undo()
    assert tagging.project.n_sentences == before
    tagging.session.redo()
    assert tagging.project.sentence(added.id).layer_tags(NER.name) == corrected


def test_adding_nothing_adds_nothing(typist: Typist) -> None:
    typist.use(network())
    typist.press("tag-add")
    assert typist.project.n_sentences == len(CORPUS)


def test_a_layer_the_project_does_not_have_comes_with_the_sentence_and_goes_with_it(typist: Typist) -> None:
    typist.use(replace(network(), layer=Layer("names", Scheme.IOB2)))
    typist.type(TYPED)
    tags = typist.strip.tags
    typist.press("tag-add")
    assert [layer.name for layer in typist.project.layers] == ["ner", "upos", "names"]
    assert typist.project.sentence(list(typist.project.ids())[-1]).layer_tags("names") == tags
    typist.session.undo()
    assert [layer.name for layer in typist.project.layers] == ["ner", "upos"]
    assert typist.project.n_sentences == len(CORPUS)


def test_a_model_whose_layer_is_written_otherwise_does_no_harm(typist: Typist, posted: list[Message]) -> None:
    """Its name is taken by a layer of the project that has another scheme."""
    typist.use(network(layer=Layer("upos")))
    typist.session.set_bundle(replace(network(), layer=Layer("upos", Scheme.IOB2)))
    typist.wait()
    typist.type(TYPED)
    before = typist.project.n_sentences
    typist.press("tag-add")
    assert typist.project.n_sentences == before
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert "has a layer 'upos' already" in posted[0].text
    assert [(layer.name, layer.scheme) for layer in typist.project.layers] == [
        ("ner", Scheme.IOB2),
        ("upos", Scheme.PLAIN),
    ]


def test_a_model_is_exported_as_our_file_and_opened_again(
    tagging: Typist, target: Callable[[str], Path], posted: list[Message]
) -> None:
    path = target("mine.safetensors")
    tagging.press("tag-export-model")
    assert [message.text for message in posted] == ["mine.safetensors is written."]
    assert bundles.load(path) == network()
    tagging.session.set_bundle(None)
    tagging.wait()
    assert tagging.strip.tokens == ()
    tagging.press("tag-open-model")
    assert tagging.session.bundle == network()
    assert tagging.session.model_id is None
    assert tagging.strip.tokens == TOKENS


def test_a_model_is_exported_as_a_graph(tagging: Typist, target: Callable[[str], Path]) -> None:
    import onnx

    path = target("mine.onnx")
    tagging.press("tag-export-model")
    onnx.checker.check_model(str(path), full_check=True)


def test_the_tagged_text_is_exported_line_by_line(
    tagging: Typist, target: Callable[[str], Path], posted: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "LINES_AT_ONCE", 2)
    for line in ("", "", "", "Tom waves.", ""):
        tagging.qtbot.keyClick(tagging.text, Key.Key_Return)
        tagging.type(line)
    path = target("mine.tsv")
    tagging.press("tag-export-text")
    assert [message.text for message in posted] == ["mine.tsv is written."]
    tagger = Tagger(network())
    read = read_corpus(path)[0]
    assert [sentence.tokens for sentence in read.sentences] == [TOKENS, ("Tom", "waves", ".")]
    for sentence in read.sentences:
        assert sentence.layer_tags(read.layers[0].name) == tagger.tag([sentence.tokens])[0].tags


def test_an_export_can_be_cancelled_and_writes_nothing(
    tagging: Typist, target: Callable[[str], Path], posted: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "LINES_AT_ONCE", 1)
    tagging.text.setPlainText("\n".join([TYPED] * 3000))
    path = target("mine.tsv")
    tagging.qtbot.mouseClick(tagging.find(QPushButton, "tag-export-text"), Qt.MouseButton.LeftButton)
    [job] = tagging.jobs.running
    tagging.qtbot.waitUntil(lambda: job.progress is not None and job.progress[0] > 0)
    job.cancel()
    tagging.wait()
    assert not path.exists()
    assert posted == []


def test_what_cannot_be_written_is_told(tagging: Typist, target: Callable[[str], Path], posted: list[Message]) -> None:
    failed: list[Exception] = []
    tagging.jobs.failed.connect(lambda _job, error: failed.append(error))
    target("no-such-folder/mine.tsv")
    tagging.press("tag-export-text")
    target("no-such-folder/mine.safetensors")
    tagging.press("tag-export-model")
    assert [type(error) for error in failed] == [ExportError, ExportError]
    assert all(str(error).startswith("mine.") for error in failed)
    assert posted == []


def test_thinking_better_of_it_changes_nothing(tagging: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "choose_target", lambda *_words: None)
    monkeypatch.setattr(messages, "choose_file", lambda *_words: None)
    model = tagging.session.bundle
    for name in ("tag-export-model", "tag-export-text", "tag-open-model"):
        tagging.press(name)
    assert tagging.session.bundle is model


def test_a_file_that_is_no_model_is_told_and_the_model_stays(
    tagging: Typist, target: Callable[[str], Path], posted: list[Message]
) -> None:
    model = tagging.session.bundle
    target("bad.safetensors").write_bytes(b"no model at all")
    tagging.press("tag-open-model")
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert posted[0].text.startswith("bad.safetensors: ")
    assert tagging.session.bundle is model


def test_a_dropped_model_is_taken_and_other_files_are_not(typist: Typist, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    bundles.save(network(), path)
    assert not typist.page.take_file(tmp_path / "mine.conllu")
    assert typist.page.take_file(path)
    typist.wait()
    assert typist.session.bundle == network()


def test_a_network_of_one_number_shows_no_confidence(typist: Typist) -> None:
    bundle = network("question-2016")
    typist.use(bundle)
    typist.type(TYPED)
    [tagged] = Tagger(bundle).tag([TOKENS])
    assert typist.strip.tags == tagged.tags
    assert typist.shares == []
    typist.strip.set_cursor(2)
    score = f"{tagged.scores[2, 0]:.2f}"
    assert typist.page._no_confidence.text().startswith(f"This network gives one number, {score};")
    typist.label_at(2, typist.key_of("PER"))
    assert typist.strip.tags[2] in {"B-PER", "I-PER"}
    typist.use(network())
    assert typist.page._no_confidence.text() == ""
    assert typist.shares


@pytest.mark.parametrize("name", ["one-hot", "stateful", "random-subsequences", "default"])
def test_networks_of_every_preset_tag(typist: Typist, name: str) -> None:
    bundle = network(name)
    typist.use(bundle)
    typist.type(TYPED)
    assert typist.strip.tags == Tagger(bundle).tag([TOKENS])[0].tags
    assert typist.shares


def test_odd_text_is_tagged_or_passed_over(tagging: Typist) -> None:
    for text in ("   ", "\t", "👩‍👩‍👧 waves", "שלום עולם", "x" * 3000, "a\u2028b", "\x00"):
        tagging.text.setPlainText(text)
        assert len(tagging.strip.tags) == len(tagging.strip.tokens)


def test_closing_the_project_lets_go_of_the_model_and_starts_nothing(tagging: Typist) -> None:
    started: list[str] = []
    tagging.jobs.started.connect(lambda job: started.append(job.name))
    tagging.session.close()
    assert started == []
    assert tagging.strip.tokens == ()
    assert tagging.can() == {"tag-open-model"}


def test_the_page_can_be_made_after_the_model(session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    session.set_bundle(network())
    page = TagPage(session, jobs)
    qtbot.addWidget(page)
    typist = Typist(page, jobs, qtbot)
    typist.wait()
    typist.type(TYPED)
    assert typist.strip.tokens == TOKENS


def test_a_sentence_is_what_the_label_page_will_show(tagging: Typist) -> None:
    tagging.press("tag-add")
    added = tagging.project.sentence(list(tagging.project.ids())[-1])
    assert isinstance(added, Sentence)
    assert added.document == "typed"
