"""Sentences that `core` has written in English with their values in them, said in the user's language.

The journal keeps the names of edits, and a report its lines, as finished sentences. They are recognised by
the templates here; one that is not is shown as it is.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

EDITS = (
    QT_TRANSLATE_NOOP("core_sentences", "tag 1 token"),
    QT_TRANSLATE_NOOP("core_sentences", "tag {count} tokens"),
    QT_TRANSLATE_NOOP("core_sentences", "move 1 sentence to another split"),
    QT_TRANSLATE_NOOP("core_sentences", "move {count} sentences to another split"),
    QT_TRANSLATE_NOOP("core_sentences", "add 1 sentence"),
    QT_TRANSLATE_NOOP("core_sentences", "add {count} sentences"),
    QT_TRANSLATE_NOOP("core_sentences", "remove 1 sentence"),
    QT_TRANSLATE_NOOP("core_sentences", "remove {count} sentences"),
    QT_TRANSLATE_NOOP("core_sentences", "note on a sentence"),
    QT_TRANSLATE_NOOP("core_sentences", "import {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "remove import {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "add layer {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "remove layer {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "add 1 label"),
    QT_TRANSLATE_NOOP("core_sentences", "add {count} labels"),
    QT_TRANSLATE_NOOP("core_sentences", "remove 1 label"),
    QT_TRANSLATE_NOOP("core_sentences", "remove {count} labels"),
    QT_TRANSLATE_NOOP("core_sentences", "rename label {label} to {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "colour and key of label {label}"),
    QT_TRANSLATE_NOOP("core_sentences", "labels of {annotator}"),
    QT_TRANSLATE_NOOP("core_sentences", "decide a disagreement"),
    QT_TRANSLATE_NOOP("core_sentences", "fill in what two agree on"),
    QT_TRANSLATE_NOOP("core_sentences", "accept suggestion for 1 token"),
    QT_TRANSLATE_NOOP("core_sentences", "accept suggestions for {count} tokens"),
    QT_TRANSLATE_NOOP("core_sentences", "split a token"),
    QT_TRANSLATE_NOOP("core_sentences", "merge {count} tokens"),
    QT_TRANSLATE_NOOP("core_sentences", "split a sentence"),
    QT_TRANSLATE_NOOP("core_sentences", "merge two sentences"),
    QT_TRANSLATE_NOOP("core_sentences", "cut tokens anew: {tokenizer}"),
    QT_TRANSLATE_NOOP("core_sentences", "change tokens"),
    QT_TRANSLATE_NOOP("core_sentences", "rename layer {layer} to {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "write layer {layer} in {scheme}"),
    QT_TRANSLATE_NOOP("core_sentences", "merge {labels} into {into}"),
    QT_TRANSLATE_NOOP("core_sentences", "delete label {label}"),
    QT_TRANSLATE_NOOP("core_sentences", "order labels"),
    QT_TRANSLATE_NOOP("core_sentences", "guidelines of layer {layer}"),
    QT_TRANSLATE_NOOP("core_sentences", "repair tags of layer {layer}"),
    QT_TRANSLATE_NOOP("core_sentences", "respell tags"),
    QT_TRANSLATE_NOOP("core_sentences", "label all identical as {name}"),
    QT_TRANSLATE_NOOP("core_sentences", "restore labels"),
    QT_TRANSLATE_NOOP("core_sentences", "load a label set"),
)
PREPARATIONS = (
    QT_TRANSLATE_NOOP("core_sentences", "counting words and labels"),
    QT_TRANSLATE_NOOP("core_sentences", "encoding sentences"),
    QT_TRANSLATE_NOOP("core_sentences", "building the network"),
    QT_TRANSLATE_NOOP("core_sentences", "tracing the graph"),
)
SCHEME_REASONS = (
    QT_TRANSLATE_NOOP("core_sentences", "there are no tags"),
    QT_TRANSLATE_NOOP("core_sentences", "there is no tag but O"),
    QT_TRANSLATE_NOOP("core_sentences", "{tag} is a tag of no scheme for spans"),
    QT_TRANSLATE_NOOP("core_sentences", "prefixes {prefixes}; {count} tags do not fit"),
)
REPORTS = (
    QT_TRANSLATE_NOOP("core_sentences", "spaces where TABs part the columns."),
    QT_TRANSLATE_NOOP("core_sentences", "a row without a token."),
    QT_TRANSLATE_NOOP("core_sentences", "1 column where {wanted} are expected."),
    QT_TRANSLATE_NOOP("core_sentences", "{count} columns where {wanted} are expected."),
    QT_TRANSLATE_NOOP("core_sentences", "{count} columns where CoNLL-U has {wanted}."),
    QT_TRANSLATE_NOOP("core_sentences", "{count} cells where {wanted} are expected."),
    QT_TRANSLATE_NOOP("core_sentences", "a sentence begins with no blank line before it."),
    QT_TRANSLATE_NOOP("core_sentences", "a sentence without words."),
    QT_TRANSLATE_NOOP("core_sentences", "a row that begins with {text}, not with a number."),
    QT_TRANSLATE_NOOP("core_sentences", "a quote that is not closed on its line."),
    QT_TRANSLATE_NOOP("core_sentences", "a line of more than {size} MB."),
    QT_TRANSLATE_NOOP("core_sentences", "comments of more than {size} MB."),
    QT_TRANSLATE_NOOP("core_sentences", "They were left out."),
    QT_TRANSLATE_NOOP("core_sentences", "1 NUL byte."),
    QT_TRANSLATE_NOOP("core_sentences", "{count} NUL bytes."),
    QT_TRANSLATE_NOOP("core_sentences", "a token of {count} characters; {most} is the most."),
    QT_TRANSLATE_NOOP("core_sentences", "a sentence of {count} tokens; {most} is the most."),
    QT_TRANSLATE_NOOP("core_sentences", "The sentence was left out."),
    QT_TRANSLATE_NOOP("core_sentences", "It was left out."),
    QT_TRANSLATE_NOOP("core_sentences", "It was parted at the spaces."),
    QT_TRANSLATE_NOOP("core_sentences", "Missing tags were left empty."),
    QT_TRANSLATE_NOOP("core_sentences", "Missing columns were left empty."),
    QT_TRANSLATE_NOOP("core_sentences", "Missing cells were left empty."),
    QT_TRANSLATE_NOOP("core_sentences", "Those beyond were not read."),
    QT_TRANSLATE_NOOP("core_sentences", "Those beyond were left out."),
    QT_TRANSLATE_NOOP("core_sentences", "Read as if there were one."),
    QT_TRANSLATE_NOOP("core_sentences", "It was read as a character."),
    QT_TRANSLATE_NOOP("core_sentences", "Taken out."),
    QT_TRANSLATE_NOOP("core_sentences", "Its sentence was left out."),
    QT_TRANSLATE_NOOP("core_sentences", "It was cut into several."),
)
LOSSES = (
    QT_TRANSLATE_NOOP("core_sentences", "All tags are lost: plain text has none."),
    QT_TRANSLATE_NOOP("core_sentences", "The layer {layer} is lost: CoNLL-U has columns for upos and xpos."),
    QT_TRANSLATE_NOOP("core_sentences", "Which of the layers {layers} a span belongs to is lost."),
    QT_TRANSLATE_NOOP("core_sentences", "Where tokens stand without a space between them is lost."),
    QT_TRANSLATE_NOOP("core_sentences", "Where documents begin is lost."),
    QT_TRANSLATE_NOOP("core_sentences", "Which sentences make up one text is lost: each becomes a record."),
    QT_TRANSLATE_NOOP("core_sentences", "Which tokens outside of spans nobody has labelled yet is lost."),
    QT_TRANSLATE_NOOP(
        "core_sentences", "Lemmas, features, syntax, comments, ranges and empty nodes of CoNLL-U are lost."
    ),
    QT_TRANSLATE_NOOP(
        "core_sentences",
        "Lemmas, features, syntax, comments, ranges and empty nodes are lost where tokens were changed.",
    ),
)
QUEUES = (
    QT_TRANSLATE_NOOP("core_sentences", "Every sentence, in the order of the corpus."),
    QT_TRANSLATE_NOOP("core_sentences", "Sentences with a token that nobody has labelled, in the order of the corpus."),
    QT_TRANSLATE_NOOP(
        "core_sentences",
        "How undecided the model is at the token it finds hardest: 0 % where one label has all the probability, "
        "100 % where every label is as likely as any other.",
    ),
    QT_TRANSLATE_NOOP(
        "core_sentences",
        "How likely the model finds its own labels, averaged over the tokens, so that a long sentence is not "
        "unsure for its length: 100 % where it has no doubt at all.",
    ),
    QT_TRANSLATE_NOOP(
        "core_sentences",
        "How far the best label is ahead of the second best, at the token where the two are closest: 0 % where "
        "they are equally likely, 100 % where the second has no chance.",
    ),
    QT_TRANSLATE_NOOP(
        "core_sentences", "Sentences with labels that the model does not see, those with most of them first."
    ),
    QT_TRANSLATE_NOOP(
        "core_sentences",
        "Labels that a model which has not learnt from them finds hardest to believe. Some of them are wrong, and "
        "some show what the model has not understood.",
    ),
    QT_TRANSLATE_NOOP("core_sentences", "The sentences found, in the order of the corpus."),
    QT_TRANSLATE_NOOP(
        "core_sentences", "The sentences behind a figure on another page; click one on Train to choose others."
    ),
)
_FIELD = re.compile(r"\\\{(\w+)\\\}")


def said(text: str) -> str:
    """Return a sentence of `core` in the user's language; one that is not known here as it is."""
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return QCoreApplication.translate("core_sentences", template).format(**match.groupdict())
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    templates = [str(template) for template in (*EDITS, *PREPARATIONS, *SCHEME_REASONS, *REPORTS, *LOSSES, *QUEUES)]
    return tuple((template, _pattern(template)) for template in templates)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
