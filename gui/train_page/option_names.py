"""What options are called: the preset they are nearest to, and what differs from it."""

from core.run_groups import Options
from gui import option_words
from gui.widgets.preset_box import preset_titles


def name_of(options: Options) -> str:
    """Return the name of options; empty where they cannot be read."""
    if not options.preset:
        return ""
    changes = ", ".join(
        f"{option_words.title(option)} {option_words.value_text(option, value)}" for option, value in options.changes
    )
    title = preset_titles()[options.preset]
    return f"{title}: {changes}" if changes else title
