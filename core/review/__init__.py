"""The model beside the person: what it would label, what is taken over from it, and where the two disagree.

    suggestions   what a model would label one sentence, with how sure it is
    acceptance    suggestions taken over as edits: a span, a sentence, a corpus; human labels never overwritten
    believing     asks a model about the whole corpus and keeps its beliefs in the project
    queues        which sentence comes next: unlabelled, least certain, model against human, found
    suspicion     labels that a model which has not learnt from them finds hard to believe
    suspects      those labels, kept until somebody has judged them

How unsure a model is stands in `core.uncertainty`, agreement between people in `core.agreement`.
"""
