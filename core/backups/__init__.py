"""Backups of projects: taken while somebody works, checked, listed, thinned.

`archive` is what others call. `record` is one backup, `retention` says which of them stay, `labels` writes
what people have labelled as text beside each, and `fitting` puts such a text back into a project.
"""
