"""A walk through every page of the real window, by real key and mouse events, that leaves pictures and figures."""

from gui.tour.walk import run

__all__ = ["run"]
