"""Runs that differ in nothing but their seed belong together: their name, their mean curve and its spread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.config import APART, PRESETS, Config

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Options:
    """What the runs of a group were started with.

    Attributes:
        key: Equal for runs that differ in nothing but their seed.
        preset: The preset they are nearest to; empty where the options cannot be read.
        changes: Option and value of what differs from it, the seed aside.
    """

    key: str
    preset: str = ""
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The curves of a group, as far as all of them went.

    Attributes:
        epochs: float64[n], from 1.
        mean: float64[n].
        deviation: float64[n], the standard deviation over runs; 0 for a single one.
        best: The best value of each run, over all its epochs.
    """

    epochs: Floats
    mean: Floats
    deviation: Floats
    best: tuple[float, ...]

    @property
    def best_mean(self) -> float:
        """Mean of the runs' best values; 0 without runs."""
        return float(np.mean(self.best)) if self.best else 0.0

    @property
    def best_deviation(self) -> float:
        """Their standard deviation; 0 for a single run."""
        return float(np.std(self.best, ddof=1)) if len(self.best) > 1 else 0.0


@lru_cache(maxsize=1024)
def options_of(config: str) -> Options:
    """Return what a run's kept options say; asked again for every run whenever one ends.

    Args:
        config: As the project keeps them, in JSON; of another version they are their own key.
    """
    try:
        found = msgspec.json.decode(config, type=Config)
    except msgspec.MsgspecError:
        return Options(config)
    plain = _without_apart(found)
    nearest = min(PRESETS, key=lambda name: len(list(_differences(plain, _without_apart(PRESETS[name])))))
    changes = tuple(_differences(plain, _without_apart(PRESETS[nearest])))
    return Options(msgspec.json.encode(plain, order="sorted").decode(), nearest, changes)


def _without_apart(config: Config) -> dict[str, Any]:
    options: dict[str, Any] = msgspec.to_builtins(config)
    for name in APART:
        options["training"].pop(name)
    return options


def _differences(options: dict[str, Any], others: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part, values in options.items():
        for name, value in values.items():
            if value != others[part][name]:
                yield name, str(value)


def spread_of(curves: Sequence[Sequence[float]]) -> Spread:
    """Return mean and spread of curves, one value an epoch; empty ones are left out."""
    kept = [curve for curve in curves if len(curve)]
    n_epochs = min((len(curve) for curve in kept), default=0)
    table = np.array([curve[:n_epochs] for curve in kept], np.float64).reshape(len(kept), n_epochs)
    several = len(kept) > 1
    return Spread(
        epochs=np.arange(1, n_epochs + 1, dtype=np.float64),
        mean=table.mean(axis=0) if kept else np.zeros(0),
        deviation=table.std(axis=0, ddof=1) if several else np.zeros(n_epochs),
        best=tuple(max(curve) for curve in kept),
    )
