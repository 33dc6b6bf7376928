"""Words that turn a statement round when one stands in the other's place: pairs of groups, ``a b | c d ;``."""

_OPPOSITES = """
rise rose risen rising rises increase increased increases increasing grow grew grown growing grows growth climb
climbed gain gained gains up upward higher surge surged soar soared jump jumped expand expanded improve improved
raise raised lift lifted strengthen strengthened accelerate accelerated widened widen | fall fell fallen falling
falls decrease decreased decreases decreasing decline declined declines shrink shrank shrunk shrinking drop dropped
drops down downward lower plunge plunged slump slumped sink sank contract contracted worsen worsened cut cuts
lowered reduce reduced weaken weakened slow slowed narrowed narrow lose lost loses ease eased ;
before prior ahead earlier | after following later afterwards since ;
until till | from since after before ;
above over atop | below under beneath ;
approved approve approves passed accepted accept backed back backs supported support endorse endorsed allowed allow
permitted permit agreed agree granted grant adopted upheld | rejected reject rejects refused blocked block opposed
oppose opposes banned ban denied dismissed disagreed vetoed forbidden overturned quashed ;
open opens opened opening reopened reopen | close closed closes closing shut ;
win won wins winning beat | lose lost loses losing ;
buy bought buys buying purchased acquired | sell sold sells selling ;
gave give gives send lent | receive took take takes borrowed ;
first earliest oldest | last latest newest youngest ;
best better | worst worse ;
largest biggest highest most greatest longest tallest widest largest heaviest hottest | smallest lowest least fewest
shortest narrowest lightest coldest ;
larger bigger greater longer more taller wider heavier hotter warmer faster stronger | smaller lesser shorter less
fewer narrower lighter colder cooler slower weaker ;
large big great long tall wide heavy hot warm high fast strong | small little short narrow light cold cool low slow
weak ;
start started starts begin began begun launched | end ended ends stop stopped finished ceased ;
join joined joins enter entered arrived arrive arrives | leave left leaves quit exit exited departed depart ;
include included includes including | exclude excluded excludes excluding ;
guilty convicted | innocent acquitted cleared ;
confirmed confirm admitted admit acknowledged | denied deny disputed ;
success succeeded success | failure failed ;
true correct right | false wrong incorrect ;
public | private ;
old older | new young newer younger ;
male man men boy boys his him he himself | female woman women girl girls her she herself ;
hired employed recruited appointed | fired dismissed sacked ;
married | divorced ;
alive lived survived | dead died killed ;
surplus profit profits | deficit loss losses shortfall ;
import imports imported | export exports exported ;
maximum | minimum ;
majority | minority ;
inside within | outside beyond ;
north northern | south southern ;
east eastern | west western ;
left | right ;
with | without ;
ahead | behind ;
early | late ;
full | empty ;
present | absent ;
always | never ;
everyone everybody | nobody ;
legal lawful | illegal unlawful ;
internal | external ;
safe | dangerous unsafe ;
rich | poor ;
for | against ;
on | off ;
same | different opposite ;
easy easier | hard harder difficult ;
cheap cheaper | expensive dearer costlier ;
upstream | downstream ;
indoors indoor | outdoors outdoor ;
upper | lower ;
front | rear ;
top | bottom ;
coastal coast | inland ;
urban city | rural country ;
offshore | onshore ;
domestic | foreign ;
uphill | downhill ;
major | minor ;
partial partially | complete completely ;
temporary temporarily | permanent permanently ;
voluntary | compulsory mandatory ;
father | mother ;
husband | wife ;
son | daughter ;
brother | sister ;
king | queen ;
buyer | seller ;
winner | loser ;
single | double ;
victory | defeat ;
ally | enemy ;
strike | work ;
accepted | declined ;
welcomed | criticised condemned ;
praised praise | criticised criticized blamed blame ;
doubled | halved ;
reopened | closed ;
extended | shortened ;
near nearest | far farthest furthest ;
credit | debt ;
defend defended | attack attacked ;
prevent prevented | cause caused ;
help helped | hinder hindered harm harmed ;
hide hid concealed | show showed revealed ;
remember | forget ;
build built | demolish demolished destroyed ;
add added | remove removed ;
push pushed | pull pulled ;
doubt doubts doubted | accept accepts accepted ;
reversed overturned | affirmed ;
trust trusted | distrust distrusted ;
love loved | hate hated ;
peace | war ;
hope | fear ;
warn warned | reassured assured ;
refused refuse | agreed agree ;
ban banned | allow allowed ;
failed | managed succeeded ;
reopen reopened | close closed ;
heavier | lighter ;
deeper deep | shallower shallow ;
thick thicker | thin thinner ;
solvent | bankrupt insolvent ;
unanimous unanimously | divided ;
innocent | guilty ;
natural | artificial ;
active | inactive dormant ;
winner winners | loser losers ;
optimistic | pessimistic ;
popular | unpopular ;
"""


def _opposites() -> dict[str, list[tuple[int, bool]]]:
    """For each word the pairs it belongs to, and on which side of each."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for place, pair in enumerate(_OPPOSITES.split(";")):
        for side, group in enumerate(pair.split("|")):
            for word in group.split():
                found.setdefault(word, []).append((place, bool(side)))
    return found


OPPOSITES = _opposites()
#: Beginnings that make opposites of words that end alike: "overestimated" and "underestimated".
OPPOSITE_STARTS = (("over", "under"), ("up", "down"), ("in", "out"), ("in", "ex"), ("im", "ex"), ("pro", "anti"),
                   ("pre", "post"), ("inter", "intra"), ("macro", "micro"), ("max", "min"), ("out", "under"))  # fmt: skip
