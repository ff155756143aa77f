"""Where names are likely to stand, told from capital letters and from what has been labelled so far.

Nothing is trained: words are counted as sentences come by. A guess only says where the cursor may jump
to next; it never becomes a tag by itself. Scripts without capitals have only what was labelled to go by.
"""

from collections import Counter
from collections.abc import Sequence

from core.corpus import Tags
from core.schemes import OUTSIDE

# Words that are counted; beyond this many different ones, new ones are no longer taken in.
MAX_WORDS = 200_000
# Tokens looked at in search of the next name, so that a key costs the same in the longest sentence.
LOOK = 2_000
# Written before a capital that only begins a sentence or a quotation.
_OPENERS = frozenset(".!?:;\"'“”„«»‘’()[]—–-…|¿¡。！？「『")
# What names of people on networks, topics and addresses begin with or hold.
_MARKS = ("@", "#", "&")


class Likely:
    """Counts how words are written and labelled."""

    def __init__(self) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self._outside: Counter[str] = Counter()

    def read(self, tokens: Sequence[str]) -> None:
        """Take in how a sentence writes its words."""
        for index, token in enumerate(tokens):
            folded = token.casefold()
            if token == folded:
                _count(self._small, folded)
            elif token[0].isupper() and not _begins(tokens, index):
                _count(self._capital, folded)

    def learn(self, tokens: Sequence[str], tags: Tags) -> None:
        """Take in what is inside and what is outside of spans; tokens without a tag say nothing."""
        for token, tag in zip(tokens, tags, strict=True):
            if tag is not None:
                _count(self._outside if tag == OUTSIDE else self._inside, token.casefold())

    def after(self, tokens: Sequence[str], tags: Tags, index: int) -> tuple[int, int] | None:
        """Return the next tokens `[start, end)` behind `index` that look like one name and have no tag yet."""
        for start in range(index + 1, min(index + 1 + LOOK, len(tokens))):
            if self._is_open(tokens, tags, start):
                end = start + 1
                while end < len(tokens) and self._is_open(tokens, tags, end):
                    end += 1
                return start, end
        return None

    def before(self, tokens: Sequence[str], tags: Tags, index: int) -> tuple[int, int] | None:
        """Return the last tokens `[start, end)` before `index` that look like one name and have no tag yet."""
        for last in range(index - 1, max(index - 1 - LOOK, -1), -1):
            if self._is_open(tokens, tags, last):
                start = last
                while start > 0 and self._is_open(tokens, tags, start - 1):
                    start -= 1
                return start, last + 1
        return None

    def around(self, tokens: Sequence[str], index: int) -> tuple[int, int]:
        """Return the tokens `[start, end)` that look like one name with a token, or the token alone."""
        start, end = index, index + 1
        if self.is_likely(tokens, index):
            while start > 0 and self.is_likely(tokens, start - 1):
                start -= 1
            while end < len(tokens) and self.is_likely(tokens, end):
                end += 1
        return start, end

    def _is_open(self, tokens: Sequence[str], tags: Tags, index: int) -> bool:
        return tags[index] is None and self.is_likely(tokens, index)

    def is_likely(self, tokens: Sequence[str], index: int) -> bool:
        """Whether a token looks like a part of a name."""
        token = tokens[index]
        if token[0] in _MARKS or "://" in token or not any(map(str.isalpha, token[:64])):
            return False
        folded = token.casefold()
        inside, outside = self._inside[folded], self._outside[folded]
        if inside or outside:
            return inside > outside
        if not any(map(str.isupper, token[:64])):
            return False
        small = self._small[folded]
        return not small or small < self._capital[folded]


def _begins(tokens: Sequence[str], index: int) -> bool:
    """Whether a capital says nothing here: at the beginning, or behind a mark that begins something anew."""
    return index == 0 or tokens[index - 1][-1] in _OPENERS


def _count(counter: Counter[str], word: str) -> None:
    if word in counter or len(counter) < MAX_WORDS:
        counter[word] += 1
