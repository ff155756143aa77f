"""Influence: token against token, how much each moves the score at each other, and what was cut off from them."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from core.influence import Distances, Influence, Method, by_distance, influence, influence_parts, reach_of
from core.inspection import Inspection, Material, only_row, surrounded, trace_row
from core.trace import trace
from core.visible import visible_token
from gui import theme
from gui.job import JobControl
from gui.jobs import Jobs, Progress
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.distance_bars import DistanceBars
from gui.widgets.heatmap import Heatmap
from gui.widgets.numbers import percent
from gui.widgets.plain import PlainLabel

# Tokens around a row that are looked at to see what was cut off.
AROUND = 12
# How far apart tokens are averaged over.
REACH = 15
# Rows whose influence is averaged; more would take minutes.
MOST_ROWS = 64
ROW, DISTANCE = range(2)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Influence on the tokens of one row, of these and of those around it.

    Attributes:
        row: Which row of the batch.
        values: float32[n, m]; columns of tokens that are cut off say what they would do were they not.
        columns: The m tokens.
        before: How many columns stand before the row's own.
        labels: Column of the scores for each of the n tokens.
        is_complete: Whether all of it is worked out.
    """

    row: int
    values: NDArray[np.float32]
    columns: tuple[str, ...]
    before: int
    labels: NDArray[np.int32]
    is_complete: bool


class InfluenceView(BatchView):
    """A measured matrix; its rows are the tokens that are asked about, its columns those that move them."""

    name = "influence"

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._matrix: Matrix | None = None
        self._distances: Distances | None = None
        self._row = self._source = -1
        self._found = Latest(jobs, "look", self.tr("Measuring influence"), self)
        self._found.found.connect(self._on_found)
        self._average = Latest(jobs, "influence", self.tr("Averaging influence by distance"), self)
        self._average.found.connect(self._on_distances)
        self._what = _box("influence-what", self.tr("What is shown"))
        self._what.addItem(self.tr("this row, token by token"))
        self._what.addItem(self.tr("the batch, by distance"))
        self._method = _box("influence-method", self.tr("How influence is measured"))
        self._method.addItem(self.tr("by blanking each token"), userData=Method.OCCLUSION)
        self._method.addItem(self.tr("by gradient times input"), userData=Method.GRADIENT)
        self._label = _box("influence-label", self.tr("Whose score is explained"))
        for box in (self._what, self._method, self._label):
            box.activated.connect(self.show_batch)
        self._heatmap = Heatmap(gutter=112, marks_row=True, tallest=44.0, narrow=40.0)
        self._heatmap.setObjectName("influence-heatmap")
        self._heatmap.setAccessibleName(
            self.tr("Influence: rows are the tokens asked about, columns the tokens that move their score")
        )
        self._heatmap.cursor_moved.connect(self._on_cell)
        self._bars = DistanceBars()
        self._bars.setObjectName("influence-bars")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._heatmap)
        self._stack.addWidget(self._bars)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(self._what)
        row.addWidget(self._method)
        row.addWidget(self._label)
        row.addWidget(PlainLabel(self.tr("Row: whose score. Column: what moves it."), muted=True), 1)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Influence")

    def picture(self) -> QWidget:
        """Return the matrix or the bars."""
        return self._stack.currentWidget() or self

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the matrix, or the averages with their distances."""
        if self._what.currentIndex() == DISTANCE and self._distances is not None:
            return {"influence-by-distance": np.stack([self._distances.offsets, self._distances.sizes])}
        return {} if self._matrix is None else {"influence": self._matrix.values}

    @Slot()
    def show_batch(self) -> None:
        """Measure again, for another batch or in another way."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        self._offer_labels(material)
        self._matrix = self._distances = None
        self._row = self.subject.cursor.row
        method, label = Method(self._method.currentData()), self._label.currentData()
        self._found.stop()
        self._average.stop()
        self._stack.setCurrentIndex(self._what.currentIndex())
        if self._what.currentIndex() == DISTANCE:
            self._bars.set_distances(None)
            self.say(self.tr("Measuring up to {count} rows …").format(count=min(MOST_ROWS, len(inspection.tokens))))
            self._average.ask(_averaged(material, inspection, method, label))
        else:
            self._found.ask(_measured(material, inspection, self._row, method, label))

    def show_cursor(self) -> None:
        """Frame another token's row, or measure another row of the batch."""
        if self._what.currentIndex() == DISTANCE:
            return
        if self._row != self.subject.cursor.row:
            self._source = -1
            self.show_batch()
            return
        self._mark()

    def _offer_labels(self, material: Material) -> None:
        scores = [
            self.tr("score of {label}").format(label=visible_token(name)) for name in material.network.vocab.labels
        ]
        scores[0] = self.tr("score of the winning label")
        if scores != [self._label.itemText(place) for place in range(self._label.count())]:
            self._label.clear()
            for column, words in enumerate(scores):
                self._label.addItem(words, userData=column or None)
        is_number = material.network.weights["scores/kernel"].shape[1] == 1
        self._label.setEnabled(not is_number)
        if is_number:
            self._label.setCurrentIndex(0)

    @Slot(object)
    def _on_found(self, found: object) -> None:
        inspection = self.subject.inspection
        if not isinstance(found, Matrix) or inspection is None:
            return
        self._matrix = found
        count = len(found.labels)
        own = np.zeros(len(found.columns), np.bool_)
        own[found.before : found.before + count] = True
        self._heatmap.set_values(
            found.values, columns=found.columns, rows=found.columns[found.before : found.before + count], padded=~own
        )
        self._mark()

    def _mark(self) -> None:
        """Frame the row of the cursor's token and say what moves it."""
        found, inspection = self._matrix, self.subject.inspection
        if found is None or inspection is None:
            return
        target = self.subject.cursor.timestep - inspection.batch.timesteps(found.row).start
        count = len(found.labels)
        if not 0 <= target < count:
            self._heatmap.set_cursor_cell(-1, -1)
            self.say(self.tr("Padding has no score, and nothing moves it."))
            return
        self._heatmap.set_cursor_cell(self._source, target)
        if self._source < 0:
            self._heatmap.reveal(found.before + target, target)
        self.say(self._in_words(found, target))

    def _in_words(self, found: Matrix, target: int) -> str:
        line, own = found.values[target], slice(found.before, found.before + len(found.labels))
        source = self._source
        name = self._label_name(int(found.labels[target]))
        words = self.tr("score of {label} at “{target}”").format(label=name, target=found.columns[own.start + target])
        if source >= 0:
            moved = self.tr("“{source}” moves it by {value}").format(
                source=found.columns[source], value=f"{line[source]:+z.3f}"
            )
        else:
            source = own.start + int(np.abs(line[own]).argmax())
            moved = self.tr("“{source}” moves it most, by {value}").format(
                source=found.columns[source], value=f"{line[source]:+z.3f}"
            )
        words += "   ·   " + moved
        total = float(np.abs(line).sum())
        lost = total - float(np.abs(line[own]).sum())
        if len(line) > len(found.labels) and total:
            cut = self.tr("cut off: tokens that would have {share} of all influence on it")
            words += "   ·   " + cut.format(share=percent(lost / total))
        return words

    def _label_name(self, column: int) -> str:
        material = self.subject.material
        if material is None or material.network.weights["scores/kernel"].shape[1] == 1:
            return self.tr("the number")
        return material.network.vocab.labels[column]

    @Slot(object)
    def _on_distances(self, found: object) -> None:
        if isinstance(found, Distances):
            self._distances = found
            self._bars.set_distances(found)
            before = float(found.sizes[found.offsets < 0].sum())
            after = float(found.sizes[found.offsets > 0].sum())
            total = before + after + float(found.sizes[found.offsets == 0].sum())
            if total:
                words = self.tr(
                    "of all influence: tokens before {before}, the token itself {itself}, tokens after {after}"
                )
                shares = (before / total, 1 - (before + after) / total, after / total)
                texts = dict(zip(("before", "itself", "after"), map(percent, shares), strict=True))
                self.say(words.format(**texts))

    @Slot(int, int)
    def _on_cell(self, source: int, target: int) -> None:
        found, inspection = self._matrix, self.subject.inspection
        if found is None or inspection is None:
            return
        self._source = source
        self.subject.cursor.move(found.row, inspection.batch.timesteps(found.row).start + target)
        self._mark()


def _box(name: str, title: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    return box


Work = Callable[[JobControl], Generator[object, None, None]]


def _measured(material: Material, inspection: Inspection, row: int, method: Method, label: int | None) -> Work:
    """Return a job that yields a `Matrix` as it grows."""

    def measure(control: JobControl) -> Generator[object, None, None]:
        batch = only_row(inspection.batch, row)
        traced = trace_row(material, inspection, row)
        state = inspection.states.before(inspection.index, row)
        tokens = tuple(filter(None, inspection.tokens[row]))
        found = None
        for found in influence_parts(material.network, batch, traced, method=method, label=label, state=state):
            yield Matrix(row, found.values.copy(), tokens, 0, found.labels, is_complete=False)
        around = surrounded(material, inspection, row, most=AROUND)
        if around is None or found is None:
            return
        whole = influence(
            material.network, around.batch, trace(material.network, around.batch), method=method, label=label
        )
        yield _with_surroundings(row, found, whole, around.before, around.tokens)

    return measure


def _with_surroundings(row: int, found: Influence, whole: Influence, before: int, tokens: tuple[str, ...]) -> Matrix:
    """Return the row's own matrix between columns of what was cut off, measured with nothing cut."""
    count = len(found.labels)
    values = whole.values[before : before + count].copy()
    values[:, before : before + count] = found.values
    return Matrix(row, values, tokens, before, found.labels, is_complete=True)


def _averaged(material: Material, inspection: Inspection, method: Method, label: int | None) -> Work:
    """Return a job that yields `Distances`, of more and more rows."""

    def average(control: JobControl) -> Generator[object, None, None]:
        lengths = inspection.batch.lengths.tolist()[:MOST_ROWS]
        reach, matrices = reach_of(lengths, REACH), []
        for row in range(len(lengths)):
            state = inspection.states.before(inspection.index, row)
            traced = trace_row(material, inspection, row)
            batch = only_row(inspection.batch, row)
            found = influence(material.network, batch, traced, method=method, label=label, state=state)
            matrices.append(found.values)
            yield Progress(row + 1, len(lengths))
            yield by_distance(matrices, reach=reach)

    return average
