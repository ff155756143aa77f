"""Word lists of the named-entity language: names, some of them in two lists, and parts of speech.

A word of several lists, or of a list and of ordinary language, can only be told by its context.
"""


def _list(text: str) -> tuple[str, ...]:
    """Return the names in `text`, between bars or, where it has none, between blanks."""
    return tuple(text.split("|" if "|" in text else " "))


# Given names; those of `AMBIGUOUS_FIRST` are places, months, companies, products or plain words as well.
FIRST = _list(
    "Ada Amara Bela Carlos Dmitri Edith Elif Farid Greta Hana Hugo Ingrid Ivo Jamal Katrin Kofi Lena Leo Mara Mei "
    "Milo Nadia Nils Olga Omar Priya Rafael Rosa Samira Stefan Tara Tomas Uma Viktor Wanda Yusuf Zoe"
)
AMBIGUOUS_FIRST = _list("April Austin Chelsea Faith Florence Grace Harper Hope Jordan June Mark May Paris Sydney Will")
LAST = _list(
    "Abbasi Adeyemi Brandt Castellan Cho Dahl Eklund Ferreira Gallo Haddad Ivers Jansen Kaur Kowal Lindqvist "
    "Marchetti Moreau Novak Okafor Petrov Quist Ramires Sato Tanaka Ueda Varga Weiss Yilmaz Zeman"
)
AMBIGUOUS_LAST = _list("Ashdown Bath Lincoln Marlow Reading Selby Wells")

PLACES = _list(
    "Accra|Bergen|Bogota|Cork|Dresden|Ghent|Hanoi|Izmir|Krakow|Lagos|Leeds|Lima|Lyon|Malmo|Nairobi|Osaka|Porto|Quito|"
    "Riga|Seville|Tallinn|Turin|Utrecht|Vilnius|Zagreb|Port Orrin|Lake Tessel|Upper Merrow|San Baltro|Fort Kessing"
)
AMBIGUOUS_PLACES = _list(
    "Ashdown|Austin|Bath|Chelsea|Florence|Jordan|Lincoln|Marlow|Nice|Paris|Reading|Selby|Sydney|Wells"
)

_STEMS = _list(
    "Brightwater Corvane Dunmere Fennick Halvorsen Kestane Lowland Northgate Ostrava Pellworth Quillon Tamsin"
)
_TRADES = _list("Energy Foods Rail Software Motors Textiles")
COMPANIES = (
    *_list("Ambertech Novaline Siltronix Veridane Zephyrus"),
    *(f"{stem} {trade}" for stem in _STEMS for trade in _TRADES),
)
AMBIGUOUS_COMPANIES = _list(
    "Anchor|Beacon|Granite|Harper|Marlow|Orchard|Selby|Ashdown Energy|Lincoln Foods|Reading Rail|Jordan Motors|"
    "Florence Textiles|Austin Software|May Foods|Hope Energy|Wells Rail"
)

PRODUCTS = _list(
    "Aerilo|Bravix|Cindra|Dexora|Lumetta|Nimbric|Pulsera|Trivano|Aerilo Mini|Bravix Pro|Cindra Plus|Lumetta Max|"
    "Nimbric Go|Pulsera One"
)
AMBIGUOUS_PRODUCTS = _list("Anchor|Beacon|Granite|Comet|Falcon|Lincoln|Beacon Pro|Falcon Mini|Comet Plus|Jordan One")

MONTHS = _list("January February July September October November December")
AMBIGUOUS_MONTHS = _list("April May June")
WEEKDAYS = _list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
YEARS = tuple(str(year) for year in range(1961, 2025))
DAYS = tuple(str(day) for day in range(1, 29))

# Ordinary words by part of speech (the universal tags of Nivre et al. 2016). A word with two of them is
# written with its own in the template.
PARTS_OF_SPEECH = {
    "ADJ": (
        "better big cheap clean clear cold cool empty expensive famous few first full good great heavy high "
        "honest hot large last late latest little long lovely many more much new old open poor private red slow "
        "small third warm whole wide youngest"
    ),
    "ADP": (
        "about after along as at before behind below beside between by for from in near of off on out outside "
        "over than to until with without"
    ),
    "ADV": (
        "again alone aloud badly barely down early ever far home later longer never once politely quickly rarely "
        "sharply still there tomorrow too twice up yesterday"
    ),
    "AUX": ("are be has is should was were"),
    "CCONJ": ("and"),
    "DET": ("a all an both every that the"),
    "NOUN": (
        "accountant airport anchor architect autobiography baker bank bath battery beacon bees bicycle board boat "
        "book bread bridge brother bus cable calendar camera captain cat cathedral chairman chapter children city "
        "coach coast comet concert contract courage cousin critics crowds customers dancer date daughter dawn "
        "debts desert director dog drivers end engineer engineers evening exhibition factories factory faith "
        "falcon fans ferry festival film final fires fish fortune founders garden glove goalkeeper grace granite "
        "half harbour harvest head headquarters history holidays hope hotels hours house humour job jobs joy keys "
        "kitchen knee ladder lake lakes law lawyer lawyers lengths letter library life lighthouse line losses "
        "manager managers map market match matter mayor mechanic merger mistake money month mountains museum "
        "neighbour nests night noise noon novel novelist nurse offer opera orchard owners painter paintings part "
        "patent patience pay penalty pencil people photographer photographs pianist piano plan play poems poet "
        "portrait prices prize profits race railway rain readers record referee repairs report research rival "
        "river road roof ropes runner runners sale sculptor sea seconds shares shelf shoes shops singer sister "
        "snow soap song songs soup spokesman spring sprinter staff stage station strike striker students summer "
        "supporters swimmer tea teacher team tickets time timetable tourist town train translator truth umbrella "
        "uncle unions value violin visitors voice wages walls warehouse watchers water weather weaver week "
        "weekend wells winter wood words workers wrists year years"
    ),
    "NUM": ("eight fifty five forty four hundred nine ninety seven six ten three twelve two"),
    "PART": ("'s not"),
    "PRON": ("I everything her it its nobody nothing she their they we who you your"),
    "PROPN": ("Dr Mr Mrs Professor"),
    "PUNCT": ('" , . ?'),
    "VERB": (
        "adopted advises agreed announced answered apologised applied argued arrived asked attracts baked "
        "bargained based belongs blamed blushed borders born borrow bought brings broke burned calls cancelled "
        "carry celebrated cheered closed commuted complained corresponded costs crashed cut cycled danced delayed "
        "denied designed dined disappeared dismissed divided doubled drank drew dried drove emigrated employs "
        "examined exhibited expect explored feeds fell finish finished fixed flew floods followed forgave forgot "
        "found founded gave gets hates helps hesitated hired hosted hugged hums injured inspired interviewed "
        "invited joined joked keep keeps lasts laughed left lies listened lived looks lost made making manages "
        "married merged met missed misunderstood moved needs nodded opened ordered outran outsold owes owns paid "
        "painted phoned photographed played plays praised published quarrelled queued quit rained raised raises "
        "ran reached read recognised recorded recruited refused remembered repaired reported resigned retired "
        "returned rose runs said sailed sang sat says scored see sells share shows shrugged sighed signed sits "
        "slept smells smiled snores sold spoke sponsors stayed stopped studies sued swam taught teaches thanked "
        "told took toured trained translated travelled unveiled visit visited waited walked wanted warned watered "
        "wear weep welcomed went wept whispered winked won wore worked working works write wrote yawned"
    ),
}
