"""Lines, cells and comments without an end: read within 300 MB, and each said to be too much."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Watch = Callable[..., Any]
MB = 2**20
LONG = {
    "no-line-end.conll": lambda: b"Mara\tO\n\n" + b"x" * 40 * MB,
    "long-line.txt": lambda: b"x" * 15 * MB + b"\nrain fell\n",
    "long-tag.conll": lambda: b"rain\tO\n\nMara\t" + b"L" * 15 * MB + b"\n",
    "cells.tsv": lambda: b"Mara\tO\n\n" * 50 + b"a\t" * (8 * MB - 9) + b"\n",
    "quotes.csv": lambda: b"token,label\nMara,O\n\n" + b'"' * 15 * MB + b"\n",
    "comments.conllu": lambda: b"1\tMara\t_\tX\t_\t_\t_\t_\t_\t_\n\n" + (b"# " + b"x" * 997 + b"\n") * 17_500,
    "document.conllu": lambda: b"# newdoc id = " + b"d" * 10 * MB + b"\n1\tMara\t_\tX\t_\t_\t_\t_\t_\t_\n\n",
    "marks.txt": lambda: ("e" + "\u0301" * 7 * MB).encode() + b"\nrain fell\n",
}


@pytest.mark.parametrize("name", LONG)
def test_what_has_no_end_takes_little_memory(tmp_path: Path, watch: Watch, name: str) -> None:
    good = tmp_path / f"good{Path(name).suffix}"
    good.write_bytes(b"token,label\nMara,O\n" if name.endswith("csv") else b"1\tMara\t_\tX\t_\t_\t_\t_\t_\t_\n\n")
    (tmp_path / name).write_bytes(LONG[name]())
    watched = watch("import", good, [tmp_path / name], megabytes=240)
    assert watched.peak < 300
    assert watched.events == ()
    assert watched.said[name].endswith(" sentences"), watched.said[name][:300]
