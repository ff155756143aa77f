"""One group of models against another on the same labelled sentences, with a statement of significance."""

from collections.abc import Generator, Sequence

import numpy as np

from core.bundle import Bundle
from core.corpus import Sentence
from core.significance import Counts, Difference, compare_models, sentence_counts
from core.tagging import Tagger


def compare_groups(
    sentences: Sequence[Sentence], first: Sequence[Bundle], second: Sequence[Bundle]
) -> Generator[int, None, Difference]:
    """Yield how many models have tagged; return whether the groups differ by more than chance.

    The models of a group are averaged sentence by sentence: right, labelled and said, before anything is
    divided. Chance is that of the sentences; how much seeds differ shows in the spread of the runs.

    Args:
        sentences: Those without labels in the models' layer are left out.
        first: At least one model.
        second: At least one model of the same layer.
    """
    layer = first[0].layer.name
    sentences = [one for one in sentences if one.has_label(layer)]
    groups: list[Counts] = []
    done = 0
    for bundles in (first, second):
        counts: list[Counts] = []
        for bundle in bundles:
            gold = [sentence.layer_tags(bundle.layer.name) for sentence in sentences]
            counts.append(sentence_counts(gold, Tagger(bundle).tag_sentences(sentences), bundle.layer))
            done += 1
            yield done
        groups.append(np.mean(counts, axis=0))
    return compare_models(*groups)
