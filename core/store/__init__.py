"""The project file: one SQLite database, opened by one program at a time, written only in transactions.

`versions` says what is in it, `opening` opens the file and refuses what is not ours, `migrations` brings
older files to this version, `connection` is what all of them work through. Upon it stand the tables:
`layers` (layers, tags, labels), `sentences`, `counters` (totals that no key press recounts), `runs` (runs,
checkpoints, models), `beliefs` and `verdicts` (what models and people say of labels), `settings` (small
state). `changes` applies edits, `journal` remembers them, `imports` brings in whole files and keeps what
`import_reports` had to say of them, `search` finds sentences. `contents` is all that can be looked at;
`core.project` puts everything together.
"""
