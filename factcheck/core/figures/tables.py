"""The words with which prose writes quantities: comparators, shares, multiples, and what only looks like one.

Numbers in words, scales, currencies, units and months are those of ``core/fact_words.py``.
"""

from collections.abc import Mapping

from factcheck.core.words import Comparator

_BEFORE = {
    Comparator.ABOUT: "about|around|roughly|some|approximately|approx|circa|ca|c|estimated|an estimated|nearly|almost|close to"
    "|just about|something like|in the region of|in the order of|on the order of|near|~|\u2248|nearly some",
    Comparator.MORE: "over|more than|above|exceeding|upwards of|upward of|just over|well over|in excess of|greater than|higher than"
    "|larger than|longer than|older than|a little over|slightly over|slightly more than|just above|just more than|well above"
    "|far more than|a little more than|north of|>",
    Comparator.LESS: "under|fewer than|less than|below|just under|lower than|smaller than|shorter than|younger than|well under"
    "|a little under|slightly under|slightly less than|just below|just less than|just short of|a little less than|well below"
    "|short of|<",
    Comparator.AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|minimum of|as few as"
    "|as little as|>=|\u2265",
    Comparator.AT_MOST: "at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum|maximum of|as high as"
    "|as long as|no longer than|no later than|<=|\u2264",
}
_ONLY_DATES = {
    Comparator.MORE: "after|later than",
    Comparator.LESS: "before|prior to|earlier than",
    Comparator.AT_LEAST: "since|from|ever since|starting in|beginning in|as of",
    Comparator.AT_MOST: "by|until|till|through|up until|no later than|by the end of",
}
_AFTER = {
    Comparator.ABOUT: "or so|ish|odd|or thereabouts|give or take|plus or minus",
    Comparator.AT_LEAST: "or more|or above|or over|or older|or longer|or higher|or greater|and above|and over|and older|plus|at least|+",
    Comparator.AT_MOST: "or less|or fewer|or under|or below|or younger|or lower|and under|and below|and younger|at most|at the most",
    Comparator.MORE: "and counting",
}


def word_set(listed: str) -> frozenset[str]:
    """The words of a text that white space separates."""
    return frozenset(listed.split())


def _phrases(table: Mapping[Comparator, str]) -> dict[tuple[str, ...], Comparator]:
    return {tuple(form.split()): comparator for comparator, forms in table.items() for form in forms.split("|")}


#: Comparators before any quantity, before dates alone, and after a number or its unit, by their words.
BEFORE, BEFORE_DATES, AFTER = _phrases(_BEFORE), _phrases(_ONLY_DATES), _phrases(_AFTER)
#: The longest of them, in words.
LONGEST = 4
#: Those that only sometimes are one: they need a number at once.
BARE_ONLY = frozenset([("c",), ("ca",), ("near",), ("minimum",), ("maximum",), ("estimated",)])

#: Measures that ``core/fact_words.py`` does not know, and codes of currencies that stand before a number.
MORE_MEASURES = word_set("hpa kpa mpa psi rpm bpm cc fps dpi \u00b5g \u03bcg ug mmol mol lumens lux teu hp bhp")
CODES = {"usd": "$", "eur": "\u20ac", "gbp": "\u00a3", "inr": "\u20b9", "rs": "\u20b9", "jpy": "\u00a5", "chf": "CHF", "cny": "yuan",
         "rmb": "yuan", "aud": "A$", "cad": "C$", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN"}  # fmt: skip
#: A plural of a scale is at least two of it.
PLURALS = {
    "dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000, "millions": 2_000_000,
    "billions": 2_000_000_000, "trillions": 2_000_000_000_000,
}  # fmt: skip
MULTIPLES = {
    "doubled": 2, "doubling": 2, "doubles": 2, "twofold": 2, "tripled": 3, "tripling": 3, "triples": 3, "trebled": 3, "trebling": 3,
    "threefold": 3, "quadrupled": 4, "quadrupling": 4, "fourfold": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "tenfold": 10, "hundredfold": 100, "twice": 2, "thrice": 3,
}  # fmt: skip
HALVES = frozenset(["halved", "halving", "halves"])
#: Verbs and adjectives as well as multiples: only beside one of these words.
SOMETIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "halve": 0}
BESIDE_MULTIPLE = word_set(
    """
    the that its their his her what as to will would could may might should can and than nearly almost about
    roughly over at is are was were
    """
)
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
    "twentieth": 20, "hundredth": 100, "hundredths": 100, "thousandth": 1000,
}  # fmt: skip
#: After "a third", "a quarter", … these show that a share is meant and not a place in a row.
AFTER_SHARE = word_set(
    """
    of less more fewer higher lower larger smaller bigger as full empty since in from and or over to by
    """
)
#: Before "half" they show a time or a side and no share.
BEFORE_HALF = frozenset("first second other latter better top bottom upper lower final last each either this".split())  # noqa: SIM905
AFTER_HALF = frozenset("time way year term brother sister hour hearted moon board empty full marathon back".split())  # noqa: SIM905

#: Nouns after which a bare number is a name: a class of things that are numbered.
NUMBERED = word_set(
    """
    room courtroom classroom suite floor flat apartment lot level phase stage type grade category tier route highway interstate
    motorway junction flight channel chapter section article clause paragraph figure fig table appendix volume vol nos nr no
    rule regulation amendment resolution proposition exhibit docket version formula ward precinct studio bay dock hut plot
    verse psalm canto scene episode terminal hangar boeing airbus windows iphone galaxy playstation xbox covid sars apollo
    vitamin omega size ph ext ref po mk
    """
)
#: The same, where no plural follows: "bus 12", but "the bus 12 people caught".
SOMETIMES_NUMBERED = word_set(
    """
    count line act set bill game round hall house door key seat part class track patient player subject driver engine unit bus
    tram top number numbers page item question step measure block year day week question lesson pod shed building wing
    generation code invoice serial order ticket build release file issue exit catch form model mark series group pool district station gate platform
    pier zone area road case title schedule season lane row box locker carriage sector plate bed tent ride stop pump
    """
)
STREETS = word_set(
    """
    street st road rd avenue ave lane ln drive dr boulevard blvd way court ct place square terrace close
    crescent row hill parkway plaza mews gardens
    """
)
#: Beside them "6-1" is a vote or a score, and no range.
CONTESTS = word_set(
    """
    vote voted votes voting won win wins lost lose beat beaten defeat defeated victory score scored draw drew
    led leads match game ruled split decision margin trailed thrashed triumphed set sets aggregate
    """
)
#: Before "from 3 to 5" they show a range; elsewhere it is a change, which is two figures.
RANGES = frozenset("range ranges ranged ranging anywhere varies vary varied varying priced aged ages anything".split())  # noqa: SIM905

#: Words at which the counted noun is over.
STOPS = word_set(
    """
    a an the this that these those of in on at by to for from with without within into onto over under than as
    per about after before since until during between among across through against around near off out up down
    via and or but nor so if when while who whom whose which what where why how is are was were be been being am
    has have had do does did will would shall should can could may might must not no he she it they we you i him
    her them us his hers its their our your my said says say told tells tell asked added more less fewer most
    least ago later earlier now then today yesterday tomorrow also too still only just even already again once
    each every all both either neither such yet here there combined altogether apiece away respectively alone
    annually daily weekly monthly yearly nationwide worldwide overall old long wide high tall deep large came
    come went go made make took take got get gave give left showed show found find saw see let put began begin
    became rose fell grew died killed lost won cost works work worked agreed voted because though although
    whether unless despite like including
    """
)
#: Plurals without an s, and nouns of many that have none.
MANY = word_set(
    """
    people children men women police staff cattle sheep fish aircraft feet teeth mice geese fishermen
    firefighters crew troops personnel media data criteria phenomena salmon deer spacecraft series species
    offspring youth clergy postmen policemen councilmen businessmen alumni fungi bacteria spectators dead
    jobless homeless injured wounded dollars grandchildren kin
    """
)
#: Plurals that stand before another noun: "sales managers", "arms deals"; by themselves they are counted as any.
ATTRIBUTIVE = word_set(
    """
    sales sports news goods arms communications systems savings games operations customs police staff crew cattle sheep
    fish salmon deer data media aircraft spacecraft youth
    """
)
#: Words with an s that are no plural.
SINGULAR_S = word_set(
    """
    business various previous serious famous religious dangerous numerous gas bus virus campus bonus status process access
    press less always perhaps towards its this his us was has is does plus yes thus versus overseas sometimes besides
    indoors upstairs downtown afterwards across as
    """
)
#: Words that tell of what is still to come: helping verbs, and the present tense of timetables ("the council meets on Friday").
FUTURE = word_set(
    """
    will shall would 'll due scheduled upcoming coming planned plans expected expects set next tomorrow if until deadline
    meets opens begins starts closes ends runs returns resumes expires launches arrives airs faces votes reopens takes
    goes comes kicks must
    """
)
