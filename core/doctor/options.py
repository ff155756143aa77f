"""The options of this program that a case is about, set as it advises."""

from collections.abc import Mapping

import msgspec

from core.config import Config, Output, checked

Options = Mapping[str, str | int | bool]


def with_options(config: Config, options: Options) -> Config:
    """Return `config` with the options that a case advises, such as `{"network.return_sequences": True}`.

    Raises:
        ConfigError: They do not agree with the others.
    """
    built = msgspec.to_builtins(config)
    for name, value in options.items():
        part, _, field = name.partition(".")
        # A CRF also gives every label a score of its own; nothing is gained by leaving it.
        if value == Output.SOFTMAX and built[part][field] == Output.CRF:
            continue
        built[part][field] = value
    return checked(msgspec.convert(built, Config))
