"""Files changed at random, each from a seed: bytes anywhere, whole pages, single values, options of a model."""

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import apsw

_PAGE = 4096


def changed_bytes(content: bytes, chance: Random) -> bytes:
    """Return the content with one to three changes of bytes or pages."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice(_BYTE_CHANGES)(changed, chance)
    return bytes(changed)


def _flip(content: bytearray, chance: Random) -> None:
    if content:
        content[_somewhere(content, chance)] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: Random) -> None:
    start = _somewhere(content, chance)
    n = min(chance.choice((1, 2, 4, 8, 512)), len(content) - start)
    content[start : start + n] = chance.choice((bytes(n), b"\xff" * n, chance.randbytes(n)))


def _cut(content: bytearray, chance: Random) -> None:
    del content[_somewhere(content, chance) :]


def _insert(content: bytearray, chance: Random) -> None:
    start = _somewhere(content, chance)
    content[start:start] = chance.randbytes(chance.choice((1, 7, 512)))


def _swap(content: bytearray, chance: Random) -> None:
    first, second = _somewhere(content, chance), _somewhere(content, chance)
    content[first : first + 64], content[second : second + 64] = (
        content[second : second + 64],
        content[first : first + 64],
    )


def _stale_page(content: bytearray, chance: Random) -> None:
    if len(content) >= 2 * _PAGE:
        source, target = chance.sample(range(len(content) // _PAGE), 2)
        content[target * _PAGE : (target + 1) * _PAGE] = content[source * _PAGE : (source + 1) * _PAGE]


def _page_head(content: bytearray, chance: Random) -> None:
    """Change what says how a page is laid out, where a change at random seldom comes."""
    start = chance.randrange(1 + len(content) // _PAGE) * _PAGE + chance.randrange(40)
    if start < len(content):
        content[start] = chance.randrange(256)


_BYTE_CHANGES = (_flip, _flip, _overwrite, _overwrite, _cut, _insert, _swap, _stale_page, _page_head, _page_head)


def _somewhere(content: bytearray, chance: Random) -> int:
    """Return a place, as often as not in the first bytes, where everything has a meaning."""
    if not content:
        return 0
    return chance.randrange(min(len(content), 200) if chance.random() < 0.2 else len(content))


def change_value(path: Path, chance: Random) -> str:
    """Change one value of one row of a closed project to an evil one, or the row; say which.

    The pages stay sound, so that nobody but the store can find fault with it.
    """
    database = apsw.Connection(str(path))
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    filled = [t for t in tables if database.execute(f'SELECT 1 FROM "{t}" LIMIT 1').fetchone()]
    table = chance.choice([table for table in filled if not table.startswith("sqlite_")])
    columns = [row[1:3] for row in database.execute(f'PRAGMA table_info("{table}")')]
    n_rows = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    keys = " AND ".join(f'"{name}" IS ?' for name, _ in columns)
    row = database.execute(f'SELECT * FROM "{table}" LIMIT 1 OFFSET ?', (chance.randrange(n_rows),)).fetchone()
    name, kind = chance.choice(columns)
    value = chance.choice(_EVIL[kind])
    try:
        if chance.random() < 0.15:
            database.execute(f'DELETE FROM "{table}" WHERE {keys}', row)
        elif isinstance(value, bytes) and kind == "TEXT":
            database.execute(f'UPDATE "{table}" SET "{name}" = CAST(? AS TEXT) WHERE {keys}', (value, *row))
        else:
            database.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE {keys}', (value, *row))
    except (apsw.ConstraintError, apsw.MismatchError):
        pass
    database.close()
    return f"{table}.{name} = {value!r:.40}"


_EVIL: dict[str, tuple[Any, ...]] = {
    "INTEGER": (-1, 0, 1, 2, 7, 255, 2**31, 2**53, 2**63 - 1, -(2**63), None),
    "TEXT": (
        "",
        "\0",
        "x",
        "~" * 5,
        "\n\n",
        "[" * 5000,
        "{}",
        "[]",
        "null",
        '{"edit":"Undo"}',
        "1e999",
        b"\xff\xfe",
        None,
    ),
    "REAL": (0.0, -1.0, 1e308, float("inf"), float("-inf"), None),
    "BLOB": (b"", b"\0", b"\xff" * 3000, None),
}


def changed_model(content: bytes, chance: Random) -> bytes:
    """Return a model file in which one option or one tensor's entry is evil, its checksum made right again."""
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    tensors = content[8 + length :]
    envelope = json.loads(header["__metadata__"]["tagscope"])
    if chance.random() < 0.7:
        holder, key = chance.choice(list(_leaves(envelope["content"])))
        chance.choice(_OPTION_CHANGES)(holder, key, chance)
    else:
        name = chance.choice([name for name in header if name != "__metadata__"])
        chance.choice(_ENTRY_CHANGES)(header, name, chance)
    raw = json.dumps(envelope["content"], separators=(",", ":"))
    digest = _digest(raw.encode(), header, tensors)
    envelope = f'{{"version":{json.dumps(envelope["version"])},"sha256":"{digest}","content":{raw}}}'
    header["__metadata__"]["tagscope"] = envelope
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + tensors


def _leaves(value: Any) -> Any:
    """Yield the holder and key of everything inside a JSON value."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _leaves(inner)


def _replace(holder: Any, key: Any, chance: Random) -> None:
    holder[key] = chance.choice(
        (0, -1, 1, 3, 2**31, 2**64, 1e308, -0.5, float("nan"), "", "x" * 2000, None, [], {}, True, "\ud800", [[]] * 9)
    )


def _drop(holder: Any, key: Any, _chance: Random) -> None:
    del holder[key]


def _double(holder: Any, key: Any, _chance: Random) -> None:
    if isinstance(holder[key], int | float) and not isinstance(holder[key], bool):
        holder[key] = holder[key] * 2 + 1


_OPTION_CHANGES: tuple[Callable[[Any, Any, Random], None], ...] = (_replace, _replace, _drop, _double)


def _retype(header: Any, name: str, chance: Random) -> None:
    header[name]["dtype"] = chance.choice(("F64", "F16", "I8", "U8", "U32", "BOOL", "F8_E4M3", "", 7, None))


def _reshape(header: Any, name: str, chance: Random) -> None:
    header[name]["shape"] = chance.choice(
        ([], [0], [-1], [1], [2**40, 2**40], [2**31], header[name]["shape"][::-1], "x")
    )


def _move(header: Any, name: str, chance: Random) -> None:
    first, last = header[name]["data_offsets"]
    header[name]["data_offsets"] = chance.choice(([last, first], [0, 0], [first + 1, last], [0, 2**60], [-4, last], []))


def _rename(header: Any, name: str, chance: Random) -> None:
    header[chance.choice(("", "x", "vocab/words/text", "__metadata__ ", "a/" * 500))] = header.pop(name)


_ENTRY_CHANGES: tuple[Callable[[Any, str, Random], None], ...] = (_retype, _reshape, _move, _rename, _drop)
_TYPES = {"F32": "float32", "U32": "uint32", "U8": "uint8"}


def _digest(content: bytes, header: dict[str, Any], tensors: bytes) -> str:
    """Return the checksum of what the header says, as far as that makes sense."""
    digest = hashlib.sha256(content)
    for name in sorted(key for key in header if key != "__metadata__"):
        entry = header[name]
        if not isinstance(entry.get("dtype"), str) or not isinstance(entry.get("shape"), list):
            continue
        digest.update(f"{name} {_TYPES.get(entry['dtype'])} {tuple(entry['shape'])}".encode())
        digest.update(tensors[slice(*entry["data_offsets"])] if len(entry["data_offsets"]) == 2 else b"")
    return digest.hexdigest()
