"""Which of Qt's system libraries are missing, and the one line that installs them.

Imports no Qt: it runs where Qt cannot be loaded.
"""

import ctypes
import os
import sys
from collections.abc import Mapping, Sequence

EVERYWHERE = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
ON_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def needed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the libraries Qt will load here, each with the Debian package that holds it."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    wants_x11 = platform == "xcb" or (not platform and "DISPLAY" in environment)
    return EVERYWHERE | ON_X11 if wants_x11 else EVERYWHERE


def missing(libraries: Mapping[str, str]) -> list[str]:
    """Return the names of those that the system's loader cannot find."""
    absent = []
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(name)
    return absent


def advice(absent: Sequence[str], libraries: Mapping[str, str]) -> str:
    """Return the message for missing libraries: their names and the exact line to type."""
    packages = " ".join(libraries[name] for name in absent)
    return (
        f"Tagscope's window needs system libraries that are not installed: {', '.join(absent)}.\n"
        f"Install them with:\n\n    sudo apt-get install -y {packages}\n\n"
        "The commands without a window (tagscope --help) work without them."
    )


def complaint(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return what keeps a window from opening here, in words to act upon; None when nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    libraries = needed(environment)
    absent = missing(libraries)
    if absent:
        return advice(absent, libraries)
    if not any(name in environment for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return (
            "Tagscope found no display to open its window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Run it in a desktop session, or type `tagscope --help` for the commands that need no window."
        )
    return None
