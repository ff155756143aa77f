"""How a file is to be read: values that a preview proposes, a user corrects and a reader obeys."""

from dataclasses import dataclass
from enum import StrEnum

from core.corpus import Layer, Split

MAX_LINE = 16 * 2**20
MAX_TOKEN = 10_000
MAX_SENTENCE = 100_000
# Rows held at once where no blank line comes: those of the longest sentence, with room for rows that are no tokens.
MAX_ROWS = 2 * MAX_SENTENCE

# Offered where a file is not UTF-8: what most files that are not turn out to be.
ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "cp1252",
    "iso-8859-1",
    "iso-8859-15",
    "cp1250",
    "iso-8859-2",
    "cp1251",
    "koi8-r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
)


class FormatName(StrEnum):
    """The format families."""

    CONLL_COLUMNS = "conll"
    CONLLU = "conllu"
    CSV = "csv"
    JSONL = "jsonl"
    TEXT = "text"


class Unit(StrEnum):
    """What becomes one sentence of a plain text."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    FILE = "file"


class OnProblem(StrEnum):
    """What happens to a sentence with a line that breaks the rules of its format."""

    REPAIR = "repair"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    r"""Which column of a table means what; columns count from 0.

    Attributes:
        token: Column of the tokens.
        layers: Columns of tags, each with the layer it becomes.
        sentence: Column that says which sentence a row belongs to; None where blank lines part them.
        has_header: Whether the first row names the columns.
        separator: `"\t"`, `","` or `";"`; `" "` stands for any run of spaces and TABs.
        width: Columns a row should have; 0 takes any number that reaches the mapped ones.
    """

    token: int
    layers: tuple[tuple[int, Layer], ...] = ()
    sentence: int | None = None
    has_header: bool = False
    separator: str = "\t"
    width: int = 0

    @property
    def reach(self) -> int:
        """The fewest columns that hold everything mapped."""
        return 1 + max(self.token, self.sentence or 0, *(index for index, _ in self.layers))


UPOS = Layer("upos")
XPOS = Layer("xpos")
CONLLU_COLUMNS = ColumnMap(token=1, layers=((3, UPOS), (4, XPOS)), width=10)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Everything a reader needs to know beside the file.

    Attributes:
        format: The format family.
        encoding: Python's name of it; a byte order mark in the file wins over UTF-8.
        columns: What the columns mean; None lets the reader find out. Unused by plain text.
        tokenizer: A name of `core.tokenizers.TOKENIZERS`; for plain text and records without tokens.
        unit: What one sentence of a text is; for plain text and records.
        on_problem: Repair a broken line, skip its sentence, or stop.
        split: What the sentences are for.
        record_layers: What the layers of records are; empty lets the reader find out. For JSONL only.
    """

    format: FormatName
    encoding: str = "utf-8"
    columns: ColumnMap | None = None
    tokenizer: str = "words"
    unit: Unit = Unit.LINE
    on_problem: OnProblem = OnProblem.REPAIR
    split: Split = Split.TRAIN
    record_layers: tuple[Layer, ...] = ()

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that a file read like this has, without those that turn up beside them on the way."""
        if self.format is FormatName.JSONL:
            return self.record_layers
        return tuple(layer for _, layer in self.columns.layers) if self.columns else ()
