"""The words of the corpus as points: where the network's vectors put them, and which lie near each other."""

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from core.inspection import Material
from core.query import whole_word
from core.word_map import NO_LABEL, WordMap, word_map
from gui import theme
from gui.job import JobControl
from gui.jobs import Jobs, Progress
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.numbers import grouped, percent
from gui.widgets.plain import Heading, PlainLabel, one_line
from gui.widgets.point_map import PointMap, Points

SIDE_WIDTH = 232
N_NEAREST = 10
_PLACE = Qt.ItemDataRole.UserRole


class WordMapView(BatchView):
    """A map of words; the word under the cursor is ringed, a chosen one shows its neighbours.

    Signals:
        search_wanted: What finds the sentences of a word, for the search field.
    """

    name = "words"
    search_wanted = Signal(str)

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._map: WordMap | None = None
        self._material: Material | None = None
        self._found = Latest(jobs, "look", self.tr("Laying out words"), self)
        self._found.found.connect(self._on_found)
        self._found.failed.connect(self._on_failed)
        self._points = PointMap()
        self._points.setObjectName("word-points")
        self._points.setAccessibleName(self.tr("Words as points: the nearer, the more alike their vectors"))
        self._word = Heading("", theme.NORMAL)
        self._word.setObjectName("word-chosen")
        self._facts = PlainLabel("", muted=True)
        self._facts.setObjectName("word-facts")
        self._facts.setWordWrap(True)
        self._near = QListWidget()
        self._near.setObjectName("word-nearest")
        self._near.setAccessibleName(self.tr("Nearest words, by the cosine of the angle between their vectors"))
        self._open = QPushButton(self.tr("Its sentences"))
        self._open.setObjectName("word-sentences")
        self._find = QLineEdit()
        self._find.setObjectName("word-find")
        self._find.setAccessibleName(self.tr("Find a word on the map"))
        self._find.setPlaceholderText(self.tr("Find a word"))
        self._find.setClearButtonEnabled(True)
        self._place()
        self._points.chosen.connect(self.choose)
        self._points.opened.connect(self._on_opened)
        self._points.pointed_at.connect(self._on_pointed_at)
        self._near.itemActivated.connect(self._on_near)
        self._near.itemClicked.connect(self._on_near)
        self._open.clicked.connect(self._on_open)
        self._find.textEdited.connect(self._on_find)
        self._show_word()

    def _place(self) -> None:
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        for widget in (self._find, self._word, self._facts):
            column.addWidget(widget)
        column.addWidget(PlainLabel(self.tr("Nearest, by cosine"), muted=True))
        column.addWidget(self._near, 1)
        column.addWidget(self._open)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(self._points, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Words")

    def picture(self) -> QWidget:
        """Return the map."""
        return self._points

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the points, in the order of falling frequency."""
        return {} if self._map is None else {"words": self._map.points}

    @property
    def map(self) -> WordMap | None:
        """What is shown; None while it is worked out."""
        return self._map

    def show_batch(self) -> None:
        """Lay the words out anew where the network or the corpus is another."""
        material = self.subject.material
        if material is None:
            return
        if material is not self._material:
            self._material, self._map = material, None
            self._points.set_points(None)
            self._show_word()
            self.say(self.tr("Laying out the words …"))
            self._found.ask(_LayingOut(material))
        else:
            self.show_cursor()

    def show_cursor(self) -> None:
        """Choose the word under the cursor, where it is on the map."""
        tokens, timestep = self.subject.tokens(), self.subject.cursor.timestep
        if self._map is None or self._material is None or timestep >= len(tokens) or not tokens[timestep]:
            return
        vocab = self._material.network.vocab
        place = self._map.place_of(tokens[timestep].lower() if vocab.lowercase else tokens[timestep])
        if place is not None:
            self.choose(place)

    @Slot(object)
    def _on_found(self, found: WordMap) -> None:
        self._map = found
        shares = " · ".join(percent(share) for share in found.explained)
        note = self.tr(
            "Two principal components of {n} numbers a word: {shares} of the variance, {total} in all."
        ).format(n=grouped(found.n_components), shares=shares, total=percent(sum(found.explained)))
        if self._material is not None and not self._material.is_trained:
            note += " " + self.tr("Not trained yet.")
        colours = self.subject.label_colours
        points = Points(
            places=found.points,
            names=found.words,
            kinds=found.label_of,
            colours=tuple(colours.get(label, number + 1) for number, label in enumerate(found.labels)),
            legend=found.labels,
            note=note,
        )
        self._points.set_points(points)
        words = self.tr("{n} words. Wheel zooms, drag pans, Home shows all.").format(n=grouped(len(found.words)))
        if found.n_left_out:
            words += " " + self.tr("{n} rarer ones are left out.").format(n=grouped(found.n_left_out))
        self.say(words)
        self.show_cursor()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.say(str(error))

    @Slot(int)
    def choose(self, place: int) -> None:
        """Show a word's neighbours."""
        if self._map is not None:
            near = self._map.nearest(place, N_NEAREST)
            self._points.choose(place, [other for other, _ in near])
            self._show_word(near)

    def _show_word(self, near: list[tuple[int, float]] | None = None) -> None:
        place, shown = self._points.chosen_point, self._map
        self._near.clear()
        self._open.setEnabled(place >= 0)
        if shown is None or place < 0:
            self._word.setText("")
            self._facts.setText(self.tr("Click a point to see which words lie near it."))
            return
        self._word.setText(one_line(shown.words[place]))
        label = shown.label_of[place]
        most = (
            self.tr("mostly {label}").format(label=shown.labels[label])
            if label != NO_LABEL
            else self.tr("mostly no label")
        )
        self._facts.setText(self.tr("{n} times · {label}").format(n=grouped(int(shown.counts[place])), label=most))
        for other, cosine in near or []:
            item = QListWidgetItem(f"{cosine:+z.3f}   {one_line(shown.words[other])}")
            item.setData(_PLACE, other)
            self._near.addItem(item)

    @Slot(int)
    def _on_pointed_at(self, place: int) -> None:
        if self._map is not None and place >= 0:
            count = grouped(int(self._map.counts[place]))
            self.say(self.tr("{word} · {n} times").format(word=one_line(self._map.words[place]), n=count))

    @Slot(QListWidgetItem)
    def _on_near(self, item: QListWidgetItem) -> None:
        self.choose(item.data(_PLACE))

    @Slot(str)
    def _on_find(self, text: str) -> None:
        """Choose the most frequent word that is, or else begins as, what is typed."""
        shown = self._map
        if shown is None or not text:
            return
        place = shown.place_of(text)
        if place is None:
            place = next((at for at, word in enumerate(shown.words) if word.startswith(text)), None)
        if place is not None:
            self.choose(place)

    @Slot(int)
    def _on_opened(self, place: int) -> None:
        self.choose(place)
        self._on_open()

    @Slot()
    def _on_open(self) -> None:
        place = self._points.chosen_point
        if self._map is not None and self._material is not None and place >= 0:
            ignores = self._material.network.vocab.lowercase
            self.search_wanted.emit(whole_word(self._map.words[place], ignores_case=ignores))


class _LayingOut:
    """Job: the map of a corpus."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def __call__(self, control: JobControl) -> Generator[object, None, None]:
        """Yield the map."""
        yield Progress(0, None)
        yield word_map(self._material)
