"""Which options a search may change, and between which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from core.config import Config, EncodingConfig, NetworkConfig, TrainingConfig, checked
from core.errors import ConfigError

Value = int | float | str | bool
_GROUPS: Mapping[str, type[msgspec.Struct]] = {
    "network": NetworkConfig,
    "encoding": EncodingConfig,
    "training": TrainingConfig,
}
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two others, both included; `is_log`: as likely to be doubled anywhere."""

    low: float
    high: float
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """One of some values."""

    values: tuple[Value, ...]


Dimension = Range | Choices

SPACE: Mapping[str, Dimension] = {
    "learning_rate": Range(0.0005, 0.03, is_log=True),
    "units": Choices((64, 128, 256)),
    "dropout": Range(0.1, 0.6),
    "word_dropout": Range(0.0, 0.3),
    "batch_size": Choices((8, 16, 32)),
}


def with_values(config: Config, values: Mapping[str, Value]) -> Config:
    """Return `config` with options of any group replaced.

    Raises:
        ConfigError: There is no such option, or it cannot have this value.
    """
    for name, value in values.items():
        group = _group_of(name)
        config = msgspec.structs.replace(
            config, **{group: msgspec.structs.replace(getattr(config, group), **{name: value})}
        )
    return checked(config)


def value_of(config: Config, name: str) -> Value:
    """Return the value of an option of any group.

    Raises:
        ConfigError: There is no such option.
    """
    found: Value = getattr(getattr(config, _group_of(name)), name)
    return found


def _group_of(name: str) -> str:
    for group, kind in _GROUPS.items():
        if name in kind.__struct_fields__:
            return group
    raise ConfigError(
        f"there is no option {name!r}.", remedy=f"Those that are searched by default: {', '.join(SPACE)}."
    )


def space_of(asked: Sequence[str], config: Config) -> Mapping[str, Dimension]:
    """Return what to search; without anything asked for, `SPACE`.

    Args:
        asked: An option of `SPACE` by its name, or any option with its values: `units=32,64,128`, or with the
            ends of a range: `dropout=0.1..0.5`.
        config: What the options are put into; each value is tried on it.

    Raises:
        ConfigError: There is no such option, or it cannot have one of the values.
    """
    space: dict[str, Dimension] = {}
    for words in asked:
        name, sign, text = words.partition("=")
        if sign:
            space[name] = _dimension(name, text, config)
        elif name in SPACE:
            space[name] = SPACE[name]
        else:
            raise ConfigError(f"{name!r} needs its values.", remedy=f"Write {name}=VALUE,VALUE or {name}=LOW..HIGH.")
    for name, dimension in (space or SPACE).items():
        ends = (dimension.low, dimension.high) if isinstance(dimension, Range) else dimension.values
        for value in ends:
            with_values(config, {name: value})
    return space or SPACE


def _dimension(name: str, text: str, config: Config) -> Dimension:
    kind = type(value_of(config, name))
    refusal = ConfigError(
        f"{text!r} are no values of {name}.", remedy="Write VALUE,VALUE or, of numbers with a point, LOW..HIGH."
    )
    try:
        if _RANGE not in text:
            return Choices(tuple(msgspec.convert(value, kind, strict=False) for value in text.split(",")))
        low, high = map(float, text.split(_RANGE))
    except (ValueError, msgspec.ValidationError) as error:
        raise refusal from error
    if kind is not float or not low < high:
        raise refusal
    return Range(low, high, is_log=name == "learning_rate")
