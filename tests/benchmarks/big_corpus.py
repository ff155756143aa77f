"""Made-up CoNLL-U of any size, quickly: words drawn as often as in real text, about 20 tokens a sentence."""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

N_WORDS = 50_000
SHORTEST, LONGEST = 5, 35
SENTENCES_IN_DOCUMENT = 40
_UPOS = (
    "NOUN", "VERB", "ADP", "DET", "PRON", "ADJ", "PUNCT", "PROPN", "ADV",
    "AUX", "CCONJ", "PART", "NUM", "SCONJ", "INTJ", "SYM", "X",
)  # fmt: skip
_SYLLABLES = (
    "ba", "be", "bo", "da", "do", "fe", "ga", "ho", "ja", "ki", "la", "lo", "ma", "me", "mi", "na",
    "ne", "no", "pa", "po", "ra", "re", "sa", "so", "ta", "te", "to", "va", "we", "zu",
)  # fmt: skip
_WRITTEN_AT_ONCE = 1000


def write(path: Path, n_sentences: int, *, seed: int = 1) -> None:
    """Write a file; the same seed writes the same one."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_texts(n_sentences, random.Random(seed)))


def write_one_sentence(path: Path, n_tokens: int, *, seed: int = 1) -> None:
    """Write a file of one sentence, and a short one after it."""
    numbers = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        rows = _rows()
        for length in (n_tokens, SHORTEST):
            file.write("".join(_sentence(numbers.choices(rows, cum_weights=_weights(), k=length))) + "\n")


def _texts(n_sentences: int, numbers: random.Random) -> Iterator[str]:
    rows, weights = _rows(), _weights()
    for start in range(0, n_sentences, _WRITTEN_AT_ONCE):
        lines: list[str] = []
        for number in range(start, min(start + _WRITTEN_AT_ONCE, n_sentences)):
            if number % SENTENCES_IN_DOCUMENT == 0:
                lines.append(f"# newdoc id = made-up-{number // SENTENCES_IN_DOCUMENT}\n")
            words = numbers.choices(rows, cum_weights=weights, k=numbers.randint(SHORTEST, LONGEST))
            lines.append(f"# sent_id = {number}\n# text = {' '.join([word for word, _ in words])}\n")
            lines += _sentence(words)
            lines.append("\n")
        yield "".join(lines)


def _sentence(words: Sequence[tuple[str, str]]) -> list[str]:
    """Return the rows: each word depends on the one before it."""
    return [
        f"{index + 1}\t{row}\t{index}\t{'dep' if index else 'root'}\t_\t_\n" for index, (_, row) in enumerate(words)
    ]


def _rows() -> list[tuple[str, str]]:
    """Return every word with its cells from the form to the features, the same for every file."""
    numbers = random.Random(0)
    rows = []
    for number in range(N_WORDS):
        word = "".join(numbers.choices(_SYLLABLES, k=1 + number.bit_length() // 4)) + str(number % 7 or "")
        tag = numbers.choice(_UPOS)
        rows.append((word, f"{word}\t{word}\t{tag}\t{tag[:2]}{number % 3}\tNumber=Sing"))
    return rows


def _weights() -> list[float]:
    """Return how often words are drawn, summed up: the n-th commonest once where the commonest is n times."""
    return list(accumulate(1 / (rank + 1) for rank in range(N_WORDS)))
