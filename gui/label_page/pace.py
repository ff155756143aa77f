"""How fast somebody labels, told from what the page reports as it happens. Pure: no clock of its own, no Qt.

Nothing of it is stored or sent anywhere.
"""

from collections import deque
from dataclasses import dataclass, field

# Longer without a key or click is a pause: somebody reads the guidelines, or is having tea.
PAUSE_SECONDS = 20.0
# The pace is that of the last so many sentences: one gets quicker.
SENTENCES = 20
# Below this many seconds of work nothing is said: a pace told from three keys is no pace.
ENOUGH_SECONDS = 15.0


@dataclass(slots=True)
class _Share:
    """What was done in one sentence; `is_finished` once it has been left with every token labelled."""

    seconds: float = 0.0
    keys: int = 0
    labels: int = 0
    tokens: int = 0
    is_finished: bool = False


@dataclass(frozen=True, slots=True)
class Speed:
    """What can be said of the pace; None where too little was done to say it.

    Attributes:
        words_per_minute: Tokens that were given a tag.
        seconds_per_sentence: Of those that were finished.
        keys_per_label: Keys and clicks for each label set, those that move the cursor included.
    """

    words_per_minute: float | None = None
    seconds_per_sentence: float | None = None
    keys_per_label: float | None = None

    def seconds_left(self, n_unlabelled: int) -> float | None:
        """Return how long the sentences that are left will take."""
        return None if self.seconds_per_sentence is None else n_unlabelled * self.seconds_per_sentence


@dataclass(slots=True)
class Pace:
    """Adds up what happens. Times are seconds of any clock that does not run backwards."""

    _last: float | None = None
    _now: _Share = field(default_factory=_Share)
    _shares: deque[_Share] = field(default_factory=lambda: deque(maxlen=SENTENCES))

    def pressed(self, at: float) -> None:
        """A key or a button of the mouse was pressed."""
        self._count_time(at)
        self._now.keys += 1

    def labelled(self, at: float, *, n_tokens: int, n_labels: int) -> None:
        """Tokens got their first tag, and labels were set."""
        self._count_time(at)
        self._now.tokens += n_tokens
        self._now.labels += n_labels

    def left_sentence(self, at: float, *, is_finished: bool) -> None:
        """Another sentence is shown; the one before had every token labelled here, or not."""
        self._count_time(at)
        self._now.is_finished = is_finished
        if self._now != _Share():
            self._shares.append(self._now)
        self._now = _Share()

    def interrupted(self) -> None:
        """The page was left: the time until the next event does not count."""
        self._last = None

    def speed(self) -> Speed:
        """Return what can be said of the pace now."""
        shares = [*self._shares, self._now]
        seconds = sum(share.seconds for share in shares)
        if seconds < ENOUGH_SECONDS:
            return Speed()
        tokens, labels = sum(share.tokens for share in shares), sum(share.labels for share in shares)
        finished = sum(share.is_finished for share in shares)
        return Speed(
            words_per_minute=60 * tokens / seconds if tokens else None,
            seconds_per_sentence=seconds / finished if finished else None,
            keys_per_label=sum(share.keys for share in shares) / labels if labels else None,
        )

    def _count_time(self, at: float) -> None:
        if self._last is not None and 0 <= at - self._last <= PAUSE_SECONDS:
            self._now.seconds += at - self._last
        self._last = at
