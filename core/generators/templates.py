"""The grammar of the named-entity language, as text: one rule a line, `name: one way | another way`.

`<name>` stands for a rule, `<person>` and its like for a name. Square brackets enclose what decides
the names inside of them: every plain word in the brackets is a reason. `word/POS` gives a part of
speech to a word that has several. A way may be empty.
"""

TOPICS = ("business", "travel", "sport", "culture", "home")

RULES = """
business: <front> <business clause> . | <business clause> <when> . | <business clause> <when> .
    | <business clause> . | <business clause> . | <business fact> . | <home clause> . | <misleading>
travel: <front> <travel clause> . | <travel clause> <when> . | <travel clause> <when> . | <travel clause> .
    | <travel clause> . | <travel fact> . | <home clause> . | <misleading>
sport: <front> <sport clause> . | <sport clause> <when> . | <sport clause> <when> . | <sport clause> .
    | <sport clause> . | <sport fact> . | <home clause> . | <misleading>
culture: <front> <culture clause> . | <culture clause> <when> . | <culture clause> <when> . | <culture clause> .
    | <culture clause> . | <culture fact> . | <home clause> . | <misleading>
home: <front> <home clause> . | <home clause> <when> . | <home clause> <when> . | <home clause> .
    | <home clause> . | <home fact> . | <home clause> . | <misleading>

front: [ in <month> ] , | on <day> , | on <weekday> , | [ in <year> ] , | [ by <month> ] , | yesterday ,
    | last week , | two years later , | that evening , | [ before <month> ] ,
when: [ in <month> ] | on <day> | on <weekday> | [ in <year> ] | last <period> | [ before <month> ]
    | after the holidays | [ last <month name> ] | [ late in <month> ]
period: week | month | summer | spring | weekend | year
job: accountant | architect | baker | engineer | translator | photographer | nurse | lawyer | mechanic | weaver
    | pianist | teacher
relative: sister | brother | daughter | neighbour | cousin | uncle
did: laughed | smiled | shrugged | sighed | hesitated | apologised | blushed | nodded | yawned | winked
spoke: said little | said nothing | told the truth | asked for time | asked for tea | answered at once
    | answered politely | whispered a few words | complained about the noise | joked about the rain
saw: met | thanked | phoned | married | interviewed | hugged | forgave | recognised | followed | misunderstood
dealt: dined with | quarrelled with | bargained with | corresponded with | invited
talked: spoke to | argued with | listened to | waited for | laughed with | danced with | apologised to
    | sat beside
went: flew to | drove to | moved to | sailed to | cycled to | travelled to | emigrated to | returned to
    | commuted to | walked to
crossed: reached | visited | toured | explored | photographed
where: in | near | outside | far from/ADP
number: two | three | four | five | six | seven | eight | nine | ten | twelve | forty | fifty | ninety
    | two hundred | six hundred

business clause: [ <company> <firm did> ]
business clause: [ <company> <firm did> ] [ <where> <place> ]
business clause: [ <person> <worker did> <company> ]
business fact: [ <person> <worker does> <company> ]
business fact: [ <company> <firm does> ]
business fact: [ the <product> <device does> ]
business clause: [ <person> , <who works> <company> , <did> ]
business clause: [ the <staff> <of firm> <company> ] <staff did>
business clause: [ the <staff> <of firm> <company> ] [ <dealt> <person> ]
business clause: [ <company> hired <person> ] as the new <director>
business clause: [ <company> dismissed <person> ] after <number> years
business clause: [ <company> sued <company> ] over a patent
business clause: [ <company> and <company> merged ]
business clause: [ <company> , based in <place> , <firm did> ]
business clause: [ <company> unveiled the <product> ]
business clause: [ <company> stopped making the <product> ]
business clause: the warehouse [ was sold to <company> ]
business clause: [ shares of <company> ] <shares did>
business clause: customers [ returned the <product> ]
business clause: [ Dr <surname> ] resigned from the board
business clause: [ <person> , an engineer , designed ] [ the <product> ]
business clause: unions [ <where> <place> ] welcomed the offer
business clause: [ the <product> outsold ] every rival
firm did: announced record profits | announced new jobs | cut prices | closed two factories
    | opened a large factory | reported heavy losses | recruited <number> workers | cancelled the merger
    | paid its debts | moved its headquarters | raised wages | lost a big contract | won a large contract
firm does: employs <number> people | owes the bank a fortune | owns <number> factories | sells good soap
    | never raises wages
worker did: joined | left a job at | founded | quit | applied to | retired from
worker does: works for | advises | manages a team at
who works: who works for | who founded | who once worked for | who owns half of | an accountant at | a lawyer at
    | a manager at
staff: staff | managers | engineers | owners | lawyers | drivers | founders
of firm: of | at
staff did: went on strike | wanted better pay | met twice | agreed in the end | asked for more time
    | celebrated all night | denied everything
director: director | chairman | accountant | spokesman | head of research
shares did: fell again | rose sharply | doubled | lost half their value | barely moved

travel clause: [ <person> <went> <place> ]
travel clause: [ <person> <went> <place> ] with [ <person> 's <relative> ]
travel clause: [ <person> <crossed> <place> ] by <vehicle>
travel clause: [ <person> and <person> <went> <place> ]
travel fact: [ <place> <town did> ]
travel fact: [ <place> and <place> share ] a railway line
travel clause: the <vehicle> [ to <place> was ] <travel trouble>
travel clause: the road [ from <place> to <place> was ] <travel trouble>
travel clause: the <building> [ <where> <place> ] <building did>
travel fact: the <building> [ <where> <place> ] <building does>
travel fact: the <building> [ <where> <place> ] belongs to the city
travel clause: the mayor [ of the town of <place> ] [ <dealt> <person> ]
travel clause: [ <person> was born in <place> ]
travel fact: [ <person> lived in <place> ] for <number> years
travel clause: it rained [ <where> <place> ] all week
travel fact: hotels [ <where> <place> ] are <dear>
travel clause: [ <person> , a tourist , <did> ]
travel clause: [ <person> lost the <product> ] on the ferry [ <where> <place> ]
travel clause: nobody [ <where> <place> ] remembered [ Mr <surname> ]
travel clause: we [ <crossed> <place> ] and slept by the <water>
travel clause: they [ <went> <place> ] without a map
vehicle: train | bus | ferry | bicycle | boat
town did: lies on a wide river | lies between two lakes | gets little rain | has an old cathedral
    | has a famous market | attracts many visitors | borders a desert | looks lovely at dawn
    | sits below high mountains | floods every spring
travel trouble: late | delayed by snow | full of students | empty | slow as ever | closed for repairs
    | longer than the map says
building: harbour | museum | library | lighthouse | old bridge | railway station | night market | airport
building did: opened at noon | closed for the winter | burned down | was empty | lost part of the roof
building does: needs a new roof | smells of fish | is open all night
dear: expensive | full | cheap | small and clean
water: river | lake | sea | harbour

sport clause: [ <person> <player did> ]
sport clause: [ <person> <player did> ] [ <where> <place> ]
sport clause: [ <person> and <person> <player did> ]
sport clause: [ <person> , the <player> , <player did> ]
sport clause: the coach [ <saw> <person> ] after the match
sport clause: fans [ <where> <place> ] cheered for hours
sport clause: [ <place> hosted ] the final
sport fact: [ <company> sponsors <person> ]
sport fact: [ <company> sponsors ] the team
sport clause: the runners [ left <place> behind ]
sport clause: [ <person> outran <person> ] by <number> seconds
sport clause: the referee [ warned <person> twice ]
sport clause: [ Dr <surname> ] examined the <player> at half time
sport clause: the <player> wore [ the <product> ] on both wrists
sport clause: supporters [ of the town of <place> ] <fans did>
player did: scored twice | missed a penalty | broke a record | trained in the rain | won the race
    | injured a knee | finished third | lost the final | swam <number> lengths | signed a new contract
    | ran without shoes
player: goalkeeper | captain | striker | swimmer | sprinter | youngest runner
fans did: sang for hours | went home early | wept with joy | blamed the referee | queued for tickets

culture clause: [ <person> <artist did> ]
culture clause: [ <person> , the <artist> , <artist did> ]
culture clause: [ <person> <artist did> ] [ <where> <place> ]
culture clause: the museum [ <where> <place> ] bought <number> paintings
culture clause: the festival [ <where> <place> ] drew large crowds
culture clause: critics [ praised <person> ] for <praise>
culture clause: a song by/ADP the <artist> made [ <person> weep ]
culture clause: [ <person> 's <work> ] <work did>
culture fact: [ <person> 's <work> ] is about life [ <where> <place> ]
culture clause: [ <company> paid for ] the exhibition
culture clause: [ <company> published ] a book about the sea
culture fact: [ Professor <surname> ] teaches history [ <where> <place> ]
culture clause: students [ <talked> <person> ] about <praise>
culture fact: the film shows [ <place> by night ]
culture clause: the poet recorded it on [ the <product> ]
culture clause: [ <place> inspired ] the <artist>
culture fact: readers still write to [ Mrs <surname> ]
artist: painter | poet | pianist | sculptor | novelist | singer | dancer
artist did: wrote a long novel | painted the harbour | sang two songs | played the piano badly | gave a concert
    | danced alone on stage | read a few poems | exhibited <number> photographs | translated old plays/NOUN
    | refused the prize
praise: patience | great courage | a clear voice | honest humour | the last chapter
work: novel | first film | latest play | portrait | opera | autobiography
work did: won a prize | sold badly | divided the critics | disappeared from the shops | was never finished

home clause: [ <person> <did> ]
home clause: [ <person> <did> ] and [ <person> <did> ]
home clause: [ <person> <spoke> ]
home clause: [ <person> <saw> <person> ]
home clause: [ <person> <talked> <person> ]
home clause: [ <person> <home did> ]
home clause: [ <person> and <person> <home did> ]
home clause: [ <person> , a <job> , <home did> ]
home fact: [ <person> 's <relative> ] <relative did>
home clause: the <relative> of/ADP a <job> [ <saw> <person> ]
home clause: I [ <saw> <person> ] [ <where> <place> ]
home clause: she [ <talked> <person> ] about money
home clause: we bought [ the <product> ] at a sale
home clause: [ the <product> <device did> ]
home clause: [ the <product> <device did> ] , and [ <person> <did> ]
home clause: [ <person> repaired the <product> ]
home clause: [ <person> ordered the <product> from <company> ]
home clause: her <relative> [ <worker did> <company> ]
home fact: her <relative> [ <worker does> <company> ]
home fact: [ the <product> <device does> ]
home fact: [ Mrs <surname> ] feeds the neighbour 's cat
home clause: " it is late , " [ said <person> ]
home clause: " who is there ? " [ asked <person> ]
home did: baked bread | forgot the keys | watered the garden | slept until noon | drank cold tea
    | burned the soup | missed the last bus | painted the kitchen | adopted a dog | lost a glove
    | fixed the roof
relative did: studies law | plays the violin | snores | hates the rain | keeps bees | never calls
    | works at night
device did: crashed twice | stopped working | fell off the shelf | arrived without a cable
device does: needs a new battery | runs too hot | hums all night | costs too much

misleading: [ may/AUX I borrow ] your <thing> ?
misleading: [ may/AUX we see ] the <thing> ?
misleading: [ will/AUX you carry ] the <thing> ?
misleading: [ will/AUX it rain ] [ <where> <place> ] tomorrow ?
misleading: [ will/AUX they visit ] [ <person> 's <relative> ] ?
misleading: [ mark/VERB the date ] on your calendar .
misleading: [ mark/VERB every mistake ] in red .
misleading: [ hope is ] not a plan .
misleading: [ faith is ] a private matter .
misleading: [ grace is ] rarely taught .
misleading: [ reading/VERB the <document> ] took <number> hours .
misleading: [ reading/VERB aloud helps ] children .
misleading: [ bath water ] should be warm .
misleading: [ nice/ADJ weather ] brings many visitors .
misleading: [ nice/ADJ people ] finish last .
misleading: [ wells dried up ] [ <where> <place> ] .
misleading: [ granite lasts ] longer than wood .
misleading: [ granite walls ] keep the house cool .
misleading: [ orchard owners ] expect a poor harvest .
misleading: [ beacon fires ] burned along the coast .
misleading: [ anchor ropes ] wear out quickly .
misleading: [ falcon nests ] were found [ <where> <place> ] .
misleading: [ comet watchers ] stayed up all night .
thing: ladder | map | umbrella | camera | tickets | pencil | garden | letter
document: report | contract | whole novel | timetable | long letter
"""
