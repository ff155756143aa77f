r"""Tagscope's library: token/label data in, a trained tagger out. No Qt anywhere.

Data flows one way, and every step is a module:

    sources, generators -> corpus -> encoding -> batches -> model -> training -> bundle -> tagging
                              \-- edits, store, project        \-- trace (the same network in NumPy)

Shape letters, used in every docstring and shape comment:

    B  sentences in a batch
    T  timesteps: the tokens of the longest sentence in the batch
    E  features of a token: embedding sizes added up, 1 for a bare number, vocabulary size for one-hot
    H  units of one LSTM, in one direction
    D  directions joined: 2 when the network reads both ways, else 1
    L  labels, the padding label 0 included
"""

__version__ = "0.1.0"
