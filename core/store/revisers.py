"""What a sweep makes of one sentence: cut anew, repaired, without a label, with labels merged.

Each looks at packed texts and codes first, and takes apart only what it is going to change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from core.carrying import Carried, carry
from core.corpus import Scheme, Sentence, Tags
from core.edits import MOST_UNCARRIED, Origin, Uncarried
from core.retokenising import Recut, retokenise
from core.schemes import OUTSIDE, legal_transitions, read_as, repair, role_of, to_spans
from core.store.alphabet import NO_TAG, Alphabet, code_of, origins_of
from core.store.insertion import MAX_TOKENS
from core.store.layers import Layers, label_of
from core.store.sweep_reading import Content, Tagged
from core.store.texts import pack_spaces, pack_tokens, unpack_spaces, unpack_tokens
from core.store.token_changes import MAX_TOKEN

# Beyond these a table of what may follow what is larger than what it would save.
_MOST_TAGS = 300
_START, _END = " ", "!"


@dataclass(slots=True)
class Tally:
    """What a sweep has come upon.

    Attributes:
        n_sentences: Sentences that are changed.
        n_tokens: Tokens that there are more afterwards; negative for fewer.
        n_tags: Tokens whose tag is another, where the tokens stay.
        n_left: Sentences left as they are, because they would have had too many tokens or too long ones.
        uncarried: The first labels that do not come through as they are.
        n_uncarried: How many there are of them.
    """

    n_sentences: int = 0
    n_tokens: int = 0
    n_tags: int = 0
    n_left: int = 0
    uncarried: list[Uncarried] = field(default_factory=list)
    n_uncarried: int = 0


class Retokeniser:
    """Cuts sentences into tokens anew and carries the tags of every layer along.

    Attributes:
        tally: What it has come upon.
        is_trial: Whether it only counts, and writes no tag that there never was.
    """

    def __init__(self, layers: Layers, tokenizer: str, *, within_tokens: bool) -> None:
        self.tally = Tally()
        self.is_trial = False
        self._layers = layers
        self._tokenizer = tokenizer
        self._within_tokens = within_tokens

    def __call__(self, content: Content) -> Content | None:
        """Return the sentence cut anew; None where its tokens stay."""
        tokens, spaces = unpack_tokens(content.tokens), unpack_spaces(content.spaces)
        recut = retokenise(tokens, spaces, self._tokenizer, within_tokens=self._within_tokens)
        if recut is None:
            return None
        if len(recut.tokens) > MAX_TOKENS or max(map(len, recut.tokens)) > MAX_TOKEN:
            self.tally.n_left += 1
            return None
        self.tally.n_sentences += 1
        self.tally.n_tokens += len(recut.tokens) - len(tokens)
        layers: dict[int, Tagged] = {}
        for layer, tagged in content.layers.items():
            carried = self._carried(layer, tagged, recut)
            self._note(content.sentence, layer, carried, Sentence(tokens, spaces=spaces))
            if self.is_trial:
                continue
            found = packed(self._layers.alphabet(layer).encode(carried.tags), carried.origins)
            if found is not None:
                layers[layer] = found
        if self.is_trial:
            return None
        return replace(content, tokens=pack_tokens(recut.tokens), spaces=pack_spaces(recut.spaces), layers=layers)

    def _carried(self, layer: int, tagged: Tagged, recut: Recut) -> Carried:
        codes, origins = tagged
        tags = self._layers.alphabet(layer).decode(codes)
        known = origins if origins is not None else origins_of(codes, Origin.IMPORTED)
        return carry(tags, known, self._layers.stored[layer].layer.scheme, recut.before, recut.after)

    def _note(self, number: int, layer: int, carried: Carried, before: Sentence) -> None:
        stored = self._layers.stored[layer]
        if not stored.is_shown or not carried.uncarried:
            return
        self.tally.n_uncarried += len(carried.uncarried)
        for one in carried.uncarried[: MOST_UNCARRIED - len(self.tally.uncarried)]:
            part = slice(one.before.start, one.before.end)
            text = Sentence(before.tokens[part], spaces=before.spaces[part] if before.spaces else None).text
            self.tally.uncarried.append(replace(one, sentence=number, layer=stored.layer.name, text=text))


class Mender:
    """Spells the spans of one layer the way its scheme wants them; tags it does not know are dropped.

    Attributes:
        tally: What it has come upon.
        is_trial: Whether it only counts, and writes no tag that there never was.
    """

    def __init__(self, layers: Layers, layer: int) -> None:
        self.tally = Tally()
        self.is_trial = False
        self._layer = layer
        self._scheme = layers.stored[layer].layer.scheme
        self._alphabet = layers.alphabet(layer)
        tags = _by_code(layers, layer)
        self._foreign = frozenset(code for code, tag in tags.items() if _is_foreign(tag, self._scheme))
        self._wrong = _wrong_pairs(tags, self._scheme) if len(tags) <= _MOST_TAGS else None

    def __call__(self, content: Content) -> Content | None:
        """Return the sentence with its tags repaired; None where they are well-formed."""
        codes = content.layers[self._layer][0]
        if self._wrong is not None and self._foreign.isdisjoint(codes):
            marked = f"{_START}{codes}{_END}"
            if self._wrong.isdisjoint(pairwise(marked)):
                return None
        tags = self._alphabet.decode(codes)
        mended = repair(tags, self._scheme)
        if mended == tags:
            return None
        self.tally.n_sentences += 1
        self.tally.n_tags += sum(old != new for old, new in zip(tags, mended, strict=True))
        return None if self.is_trial else _with_tags(content, self._layer, mended, self._alphabet)


class Unlabeller:
    """Takes a label away from the tokens of plain layers."""

    def __init__(self, codes: Mapping[int, str]) -> None:
        """Take the codes of the label in, by the number of each layer."""
        self.tally = Tally()
        self._codes = codes
        self._tables = {layer: str.maketrans(dict.fromkeys(found, NO_TAG)) for layer, found in codes.items()}

    def __call__(self, content: Content) -> Content | None:
        """Return the sentence without the label; None where it does not have it."""
        layers = dict(content.layers)
        for layer, (codes, origins) in content.layers.items():
            new = codes.translate(self._tables[layer])
            if new == codes:
                continue
            n_tags = sum(map(codes.count, self._codes[layer]))
            self.tally.n_tags += n_tags
            known = origins if origins is not None else origins_of(codes, Origin.IMPORTED)
            pairs = zip(codes, new, known, strict=True)
            found = packed(new, "".join(Origin.NOBODY if old != after else origin for old, after, origin in pairs))
            layers.pop(layer)
            if found is not None:
                layers[layer] = found
        if layers == content.layers:
            return None
        self.tally.n_sentences += 1
        return replace(content, layers=layers)


class Seams:
    """Spells spans of labels that are merged so that those that touch stay two."""

    def __init__(self, layers: Layers, numbers: Sequence[int], names: Mapping[str, str]) -> None:
        """Take in the layers and what each merged label becomes; the label they become included."""
        self.tally = Tally()
        self._alphabets = {layer: layers.alphabet(layer) for layer in numbers}
        self._scheme = layers.stored[numbers[0]].layer.scheme
        self._names = names
        self._risky = {layer: self._risky_pairs(_by_code(layers, layer)) for layer in numbers}

    def _risky_pairs(self, tags: Mapping[str, str]) -> frozenset[tuple[str, str]]:
        """Return every two codes of different labels that would be read as one span."""
        own = {code: tag for code, tag in tags.items() if self._label(tag) in self._names}
        return frozenset(
            (first, second)
            for first, tag in own.items()
            for second, other in own.items()
            if self._label(tag) != self._label(other)
            and len(to_spans((self.renamed(tag), self.renamed(other)), self._scheme)) == 1
        )

    def _label(self, tag: str) -> str:
        return label_of(tag, self._scheme)

    def renamed(self, tag: str) -> str:
        """Return a tag with the label that its own becomes."""
        label = self._label(tag)
        return tag.removesuffix(label) + self._names[label] if label in self._names else tag

    def __call__(self, content: Content) -> Content | None:
        """Return the sentence with all labels merged where two spans would become one; None elsewhere."""
        changed = None
        for layer, (codes, _) in content.layers.items():
            if not self._risky[layer].isdisjoint(pairwise(codes)):
                tags = self._merged(self._alphabets[layer].decode(codes))
                changed = _with_tags(changed or content, layer, tags, self._alphabets[layer])
        self.tally.n_sentences += changed is not None
        return changed

    def _merged(self, tags: Tags) -> Tags:
        found = to_spans(tags, self._scheme)
        spans = [replace(span, label=self._names.get(span.label, span.label)) for span in found]
        return read_as([None if tag is None else self.renamed(tag) for tag in tags], spans, self._scheme)


def _with_tags(content: Content, layer: int, tags: Tags, alphabet: Alphabet) -> Content:
    """Return the sentence with other tags in a layer, each from where the old one came."""
    codes, origins = content.layers[layer]
    new = alphabet.encode(tags)
    known = origins if origins is not None else origins_of(codes, Origin.IMPORTED)
    kept = (Origin.NOBODY if code == NO_TAG else origin for code, origin in zip(new, known, strict=True))
    found = packed(new, "".join(kept))
    layers = {number: tagged for number, tagged in content.layers.items() if number != layer}
    return replace(content, layers=layers if found is None else {**layers, layer: found})


def _by_code(layers: Layers, layer: int) -> dict[str, str]:
    return {code_of(number): tag for number, tag in layers.tags_by_number(layer).items()}


def packed(codes: str, origins: str) -> Tagged | None:
    """Return tags as the table holds them; None where they say nothing."""
    if codes.count(NO_TAG) == len(codes) == origins.count(Origin.NOBODY):
        return None
    return codes, None if origins == origins_of(codes, Origin.IMPORTED) else origins


def _is_foreign(tag: str, scheme: Scheme) -> bool:
    return tag != OUTSIDE and not role_of(tag, scheme)


def _wrong_pairs(tags: Mapping[str, str], scheme: Scheme) -> frozenset[tuple[str, str]]:
    """Return every two codes that may not follow each other, the marks of start and end among them."""
    codes = [NO_TAG, *tags]
    legal = legal_transitions([OUTSIDE, *tags.values()], scheme)
    wrong = {(codes[i], codes[j]) for i, j in product(range(len(codes)), repeat=2) if not legal[i, j]}
    wrong |= {(_START, code) for j, code in enumerate(codes) if not legal[len(codes), j]}
    wrong |= {(code, _END) for i, code in enumerate(codes) if not legal[i, len(codes) + 1]}
    return frozenset(wrong)
