"""What of a file goes where when it is converted, and what is lost on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from core import sources
from core.corpus import Layer, Sentence
from core.errors import ExportError, place
from core.sources import ColumnMap, FormatName, ReadOptions
from core.sources.options import CONLLU_COLUMNS


class Plan:
    """One conversion.

    Attributes:
        format: The format to write.
        columns: The columns to keep as they stand; None where rows are laid out afresh.
    """

    def __init__(self, source: Path, target: Path, options: ReadOptions, layers: Sequence[Layer]) -> None:
        """Take a conversion in.

        Args:
            source: The file to read.
            target: The file to write; its ending names the format.
            options: How `source` is read.
            layers: Those of its layers that are wanted.
        """
        self.format = sources.format_of(target)
        self._source, self._target, self._options = source, target, options
        self._layers = options.layers
        self._wanted = tuple(layers)
        self._keeps_rows = options.format is self.format is FormatName.CONLLU
        self.columns = self._kept_columns()

    def _kept_columns(self) -> ColumnMap | None:
        columns = self._options.columns
        if self._wanted != self._layers or columns is None:
            return None
        if not self._options.format is self.format is FormatName.CONLL_COLUMNS:
            return None
        # A .tsv has TABs, whatever parted the columns before.
        needs_tabs = self._target.suffix.lower() == ".tsv"
        return None if needs_tabs and columns.separator != "\t" else columns

    def held_layers(self) -> tuple[Layer, ...]:
        """Return the layers to be written.

        Raises:
            ExportError: Layers are wanted, and the format can hold none of them.
        """
        if self.format is FormatName.TEXT:
            return ()
        if self.format is not FormatName.CONLLU:
            return self._wanted
        if self._keeps_rows:
            return self._layers
        known = {layer.name for _, layer in CONLLU_COLUMNS.layers}
        held = tuple(layer for layer in self._wanted if layer.name in known)
        if self._wanted and not held:
            names = ", ".join(layer.name for layer in self._wanted)
            raise ExportError(
                f"would hold no label of {self._source.name}: CoNLL-U has columns for upos and xpos, not for {names}.",
                place=place(self._target),
                remedy="Choose .conll, .tsv or .csv; or take a column as --layer upos; or convert with --tokens-only.",
            )
        return held

    def losses(self, sentences: Iterable[Sentence]) -> tuple[str, ...]:
        """Return in words what the format cannot hold of the sentences of the source."""
        return sources.what_is_lost(sentences, self._wanted, self.format)

    def prepared(self, sentence: Sentence) -> Sentence:
        """Return `sentence` without what is not to be written of it."""
        if self._keeps_rows:
            for layer in self._layers:
                if layer not in self._wanted:
                    sentence = sentence.with_tags(layer.name, (None,) * len(sentence))
            return sentence
        if self.format is FormatName.CONLL_COLUMNS and self.columns is None:
            # Rows that are laid out otherwise are no pattern for the new ones.
            return replace(sentence, source="")
        return sentence
