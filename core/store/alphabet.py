"""Tags of one layer as single characters: a tagged sentence is stored as one character a token."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from core.corpus import Tags
from core.edits import Origin
from core.store.faults import damaged

NO_TAG = "."
# The first tag is "0": everything up to here stays free for marks such as `NO_TAG`.
_BEFORE_FIRST = 47
# Keeps the characters below the surrogates; no label set is a tenth as large.
MAX_TAGS = 10_000


class _Codes(dict[str | None, str]):
    """Tag -> character; a tag seen for the first time is given the next number."""

    def __init__(self, register: Callable[[str], int]) -> None:
        super().__init__({None: NO_TAG})
        self._register = register

    def __missing__(self, tag: str) -> str:
        return code_of(self._register(tag))


def code_of(number: int) -> str:
    """Return the character of the tag with this number, counted from 1."""
    return chr(_BEFORE_FIRST + number)


def number_of(code: str) -> int:
    """Return the number of the tag with this character."""
    return ord(code) - _BEFORE_FIRST


class Alphabet:
    """The characters of one layer's tags.

    Args:
        register: Called with a tag that has no number yet; gives it one, calls `add`, and returns it.
        path: The project it belongs to, for its errors.
    """

    def __init__(self, register: Callable[[str], int], path: Path) -> None:
        self._path = path
        self._codes = _Codes(register)
        self._tags: dict[str, str | None] = {NO_TAG: None}
        self._written: dict[str, str] = {}
        self._doubles: dict[int, str] | None = {}

    def add(self, number: int, tag: str, *, is_known: bool = True, is_merged: bool = False) -> None:
        """Let `tag` have this number.

        Args:
            number: The tag's.
            tag: As it is spelled.
            is_known: Whether its next use need not be registered.
            is_merged: Whether it is only read, because another number is written for this tag.
        """
        code = code_of(number)
        self._tags[code] = tag
        self._doubles = None
        if not is_merged:
            self._written.setdefault(tag, code)
            if is_known:
                self._codes.setdefault(tag, code)

    def number(self, tag: str) -> int | None:
        """Return the number that is written for a tag; None where it has none."""
        code = self._written.get(tag)
        return None if code is None else number_of(code)

    def written(self, codes: str) -> str:
        """Return the characters by which the same tags would be written now: the same for the same tags."""
        if self._doubles is None:
            self._doubles = {
                ord(code): self._written[tag]
                for code, tag in self._tags.items()
                if tag is not None and self._written.get(tag, code) != code
            }
        return codes.translate(self._doubles) if self._doubles else codes

    def encode(self, tags: Tags, codes: str = "") -> str:
        """Return one character a token, registering tags never seen before.

        Args:
            tags: To be written.
            codes: Characters to write instead, if these tags are what they stand for; see `exact`.
        """
        if codes and self.decode(codes) == tags:
            return codes
        return "".join(map(self._codes.__getitem__, tags))

    def exact(self, codes: str) -> str:
        """Return these characters where others would be written for the same tags, and nothing where not."""
        is_written = all(self._written.get(self._tags[code] or "") == code for code in set(codes) - {NO_TAG})
        return "" if is_written else codes

    def decode(self, codes: str) -> Tags:
        """Return the tags of these characters.

        Raises:
            ProjectDamagedError: A character stands for no tag.
        """
        try:
            return tuple(map(self._tags.__getitem__, codes))
        except KeyError as error:
            raise damaged(self._path, f"tag {number_of(error.args[0])} of a layer is missing") from error


def count_numbers(codes: str) -> Counter[int]:
    """Return how many tokens carry each tag, by the tag's number; tokens without a tag are left out."""
    counts = Counter(codes)
    del counts[NO_TAG]
    return Counter({number_of(code): n for code, n in counts.items()})


def origins_of(codes: str, origin: Origin) -> str:
    """Return the origins of tags that all came the same way, one letter a token."""
    if NO_TAG not in codes:
        return origin.value * len(codes)
    # Plain letters: joining the members of the enumeration takes four times as long.
    nobody, somebody = Origin.NOBODY.value, origin.value
    return "".join([nobody if code == NO_TAG else somebody for code in codes])


def are_imported(origins: str, codes: str) -> bool:
    """Whether all tags of a sentence came as an import leaves them, which need not be written down."""
    # Most sentences that are written were labelled by hand, and one letter tells.
    return Origin.HUMAN.value not in origins and origins == origins_of(codes, Origin.IMPORTED)
