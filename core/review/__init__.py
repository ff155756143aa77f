"""The model beside the person: what it would label, what is taken over from it, and where the two disagree.

    suggestions   what a model would label one sentence, with how sure it is
    acceptance    suggestions taken over as edits: a span, a sentence, a corpus; human labels never overwritten
    suspicion     labels that a model which has not learnt from them finds hard to believe

How unsure a model is stands in `core.uncertainty`, agreement between people in `core.agreement`.
"""
