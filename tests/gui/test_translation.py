"""The Chinese catalogue holds every text of the window, translated, and the window speaks it when asked to."""

import gc
import re
import shutil
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.batches import batches
from core.config import PRESETS, Config
from core.corpus import Sentence
from core.generators import TASKS
from core.shape_words import TEMPLATES, phrase
from core.shapes import cards
from core.vocab import build_vocab
from gui import core_words, messages, translation
from gui.pages import PAGES
from gui.preferences import Preferences

PROJECT_ROOT = Path(__file__).parents[2]
CATALOGUE = translation.FOLDER / "tagscope_zh_CN.ts"
REMEDY = "bring the catalogue up to date as resources/__init__.py says"
FIELD = re.compile(r"\{[^{}\s]+\}")
KEY = re.compile(r"\b(?:Ctrl|Shift|Alt|Enter|Backspace|Esc|F\d)\b")

# Context and English text of a message.
Key = tuple[str, str]


def read(catalogue: Path) -> dict[Key, ET.Element]:
    """Return the `translation` element of every message."""
    found = {}
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translated = message.find("translation")
            assert translated is not None
            found[context.findtext("name", ""), message.findtext("source", "")] = translated
    return found


def run(tool: str, *arguments: object) -> None:
    program = shutil.which(tool, path=sysconfig.get_path("scripts"))
    assert program is not None, f"{tool} is not installed"
    ended = subprocess.run(
        [program, *map(str, arguments)], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_catalogue_has_exactly_the_texts_of_the_code(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    run("pyside6-lupdate", "-no-obsolete", "-locations", "none", "-extensions", "py", "gui", "-ts", fresh)
    wanted, there = read(fresh).keys(), read(CATALOGUE).keys()
    assert not wanted - there, f"not in the catalogue: {sorted(wanted - there)}; {REMEDY}"
    assert not there - wanted, f"no longer in the code: {sorted(there - wanted)}; {REMEDY}"


def test_every_text_is_translated() -> None:
    missing = [key for key, element in read(CATALOGUE).items() if element.get("type") or not (element.text or "")]
    assert not missing, f"not translated: {missing}; {REMEDY}"


def test_every_text_is_looked_up_where_it_stands() -> None:
    # The tools write down `self._box.tr()` under the name of the box, and Qt looks for it under its class.
    odd = {context for context, _ in read(CATALOGUE) if not context.isidentifier()}
    assert not odd, f"said by another object than self: {odd}"


def test_translations_keep_fields_and_keys() -> None:
    for (context, source), element in read(CATALOGUE).items():
        translated = element.text or ""
        for pattern in (FIELD, KEY):
            assert set(pattern.findall(translated)) == set(pattern.findall(source)), (context, source, translated)


def test_no_field_is_left_of_a_text_with_numbers() -> None:
    for (context, source), element in read(CATALOGUE).items():
        fields = {name.strip("{}").partition(":")[0] for name in FIELD.findall(source)}
        filled = (element.text or "").format(**dict.fromkeys(fields, 7)) if fields else ""
        assert not FIELD.search(filled), (context, source, filled)


def test_the_released_catalogue_is_made_from_the_other(tmp_path: Path) -> None:
    released = tmp_path / "released.qm"
    run("pyside6-lrelease", CATALOGUE, "-qm", released)
    assert released.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes(), REMEDY


@pytest.mark.usefixtures("chinese")
def test_texts_made_from_now_on_are_chinese() -> None:
    assert [page.title for page in PAGES] == ["语料", "标注", "张量", "训练", "标记"]
    assert QCoreApplication.translate("QLineEdit", "Select All") not in {"", "Select All"}


def test_english_loads_nothing(qapp: QApplication) -> None:
    before = qapp.findChildren(QTranslator)
    assert translation.install(qapp, "en") == "en"
    assert qapp.findChildren(QTranslator) == before
    assert PAGES[0].title == "Corpus"


def test_a_catalogue_that_is_not_there_leaves_english(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    assert translation.install(qapp, "zh_CN") == "en"


def test_a_catalogue_replaced_while_it_is_in_use_does_no_harm(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "tagscope_zh_CN.qm"
    shutil.copy(CATALOGUE.with_suffix(".qm"), file)
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    request.getfixturevalue("chinese")
    gc.collect()
    file.write_bytes(b"")
    assert [page.title for page in PAGES] == ["语料", "标注", "张量", "训练", "标记"]


@pytest.mark.parametrize(
    ("first", "language"),
    [("zh-Hans-CN", "zh_CN"), ("zh-CN", "zh_CN"), ("zh-Hant-TW", "en"), ("de-DE", "en"), ("en-US", "en"), ("", "en")],
)
def test_the_desktop_decides_by_its_first_language(first: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = SimpleNamespace(uiLanguages=lambda: [first, "zh-Hans-CN"] if first else [])
    monkeypatch.setattr(QLocale, "system", lambda: desktop)
    assert translation.language_of("system") == language


def test_the_language_chosen_is_that_of_the_next_start_and_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    languages = translation.Languages(Preferences(file))
    for choose, kept in (
        (languages.on_chinese, "zh_CN"),
        (languages.on_english, "en"),
        (languages.on_system, "system"),
    ):
        with qtbot.waitSignal(messages.board.posted) as posted:
            choose()
        assert "next start" in posted.args[0].text
        assert Preferences(file).language() == kept


def test_nothing_is_promised_that_cannot_be_kept(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    preferences = Preferences(file)
    file.mkdir()
    with qtbot.waitSignal(messages.board.posted) as posted:
        translation.Languages(preferences).on_chinese()
    assert posted.args[0].kind is messages.Kind.ERROR


def test_the_words_of_core_stand_in_the_tables_word_for_word() -> None:
    assert set(core_words.SHAPE_WORDS) == set(TEMPLATES.values())
    of_tasks = {text for task in TASKS.values() for text in (task.title, task.context, task.explanation)}
    of_knobs = {knob.title for task in TASKS.values() for knob in task.knobs}
    assert set(core_words.GENERATOR_WORDS) == of_tasks | of_knobs


def shape_cards(config: Config) -> Iterator[tuple[str, set[str]]]:
    sentences = [Sentence(tokens=("Owls", "hunt", "."), tags={"kind": ("N", "V", ".")}, document="a")]
    vocab = build_vocab(sentences, "kind", config)
    batch = next(iter(batches(sentences, "kind", vocab, config, epoch=1)))
    for card in cards(config, vocab.sizes, batch):
        yield card.title, {axis.name for axis in card.axes}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.usefixtures("chinese")
def test_cards_and_axes_are_in_the_tables(preset: str) -> None:
    shown = list(shape_cards(PRESETS[preset]))
    for title, axes in shown:
        assert title in core_words.CARD_TITLES, title
        assert axes <= set(core_words.AXIS_NAMES), title
    assert core_words.card_title("forward LSTM 2") == "前向 LSTM 2"


def test_a_tensor_is_explained_as_core_explains_it_in_english() -> None:
    phrases = [phrase("sigmoid", {}), phrase("embedded shape", {"shape_size": 1200})]
    assert core_words.explained(phrases) == " ".join(part.text for part in phrases)


@pytest.mark.usefixtures("chinese")
def test_a_tensor_is_explained_in_chinese_with_its_numbers() -> None:
    phrases = [phrase("sigmoid", {}), phrase("embedded shape", {"shape_size": 1200})]
    explained = core_words.explained(phrases)
    assert "1,200" in explained
    assert not re.search(r"。 |need not|outline", explained)
