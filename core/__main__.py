"""`python -m core`: the headless commands alone."""

from core.cli import commands

if __name__ == "__main__":
    commands.main(prog_name="tagscope")
