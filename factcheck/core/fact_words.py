"""The words that carry a fact, by kind: two readings of a passage are compared on them, and on nothing else.

Each table maps a form as it is printed, in lower case, to what it stands for. Forms that stand for the same may take
each other's place without a fact changing. These lists are our own; they grow by editing this file.
"""

from itertools import chain


def _forms(**groups: str) -> dict[str, str]:
    """``week="week weeks"`` as ``{"week": "week", "weeks": "week"}``; an underscore in a form stands for a space."""
    return {form.replace("_", " "): name for name, forms in groups.items() for form in forms.split()}


ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * place
    for place, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}  # fmt: skip
SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9, "bln": 9,
    "trillion": 12, "tn": 12, "trn": 12, "lakh": 5, "crore": 7,
}  # fmt: skip
#: Round numbers that name no number.
LOTS = frozenset(["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"])
TIMES = {"twice": "x2", "double": "x2", "doubled": "x2", "doubles": "x2", "doubling": "x2", "twofold": "x2",
         "triple": "x3", "tripled": "x3", "trebled": "x3", "treble": "x3", "threefold": "x3", "tripling": "x3",
         "quadruple": "x4", "quadrupled": "x4", "fourfold": "x4", "thrice": "x3", "halved": "/2", "halve": "/2",
         "halves": "/2", "halving": "/2", "tenfold": "x10", "fivefold": "x5"}  # fmt: skip

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split(), 1)} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
#: What a whole is divided by in a fraction written in words.
PARTS = {word: value for word, value in ORDINALS.items() if value > 2} | {  # noqa: PLR2004
    f"{word}s": value for word, value in ORDINALS.items() if value > 2  # noqa: PLR2004
} | {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}  # fmt: skip

CURRENCIES = {
    "$": "$", "us$": "$", "\u20ac": "\u20ac", "\u00a3": "\u00a3", "\u00a5": "\u00a5", "\u20b9": "\u20b9", "a$": "a$",
    "c$": "c$", "nz$": "nz$", "hk$": "hk$", "\u20a9": "\u20a9", "\u20bd": "\u20bd",
    "dollar": "$", "dollars": "$", "usd": "$", "euro": "\u20ac", "euros": "\u20ac", "eur": "\u20ac",
    "pound": "\u00a3", "pounds": "\u00a3", "gbp": "\u00a3", "sterling": "\u00a3", "yen": "\u00a5", "jpy": "\u00a5",
    "rupee": "\u20b9", "rupees": "\u20b9", "inr": "\u20b9", "yuan": "yuan", "renminbi": "yuan", "cny": "yuan",
    "rmb": "yuan", "franc": "franc", "francs": "franc", "chf": "franc", "krone": "krone", "kroner": "krone",
    "krona": "krona", "kronor": "krona", "peso": "peso", "pesos": "peso", "rouble": "\u20bd", "roubles": "\u20bd",
    "ruble": "\u20bd", "rubles": "\u20bd", "real": "real", "reais": "real", "lira": "lira", "rand": "rand",
    "won": "won", "cent": "cent", "cents": "cent", "pence": "penny", "penny": "penny", "zloty": "zloty",
}  # fmt: skip

UNITS = _forms(
    second="second seconds sec secs s", minute="minute minutes min mins", hour="hour hours hr hrs h hourly",
    day="day days daily", night="nights nightly", week="week weeks wk wks weekly", fortnight="fortnight fortnights",
    month="month months monthly mth", quarter="quarterly", year="year years yr yrs yearly annual annually annum",
    decade="decade decades", century="century centuries", millennium="millennium millennia",
    nanometre="nanometre nanometres nanometer nanometers nm", micron="micron microns micrometre micrometres",
    mm="millimetre millimetres millimeter millimeters mm", cm="centimetre centimetres centimeter centimeters cm",
    m="metre metres meter meters m", km="kilometre kilometres kilometer kilometers km kms",
    inch="inch inches", foot="foot feet ft", yard="yard yards yd", mile="mile miles mi", league="leagues",
    mph="mph", kph="kph", knot="knot knots", acre="acre acres", hectare="hectare hectares ha",
    square="square sq", cubic="cubic", mg="milligram milligrams milligramme milligrammes mg",
    microgram="microgram micrograms mcg", g="gram grams gramme grammes g",
    kg="kilogram kilograms kilogramme kilogrammes kg kilo kilos", tonne="tonne tonnes ton tons t",
    megatonne="megatonne megatonnes megaton megatons mt", ounce="ounce ounces oz", lb="lb lbs", stone="stone",
    ml="millilitre millilitres milliliter milliliters ml", cl="centilitre centilitres cl",
    litre="litre litres liter liters l", gallon="gallon gallons", pint="pint pints", barrel="barrel barrels bbl",
    bit="bit bits", byte="byte bytes", kb="kilobyte kilobytes kb", mb="megabyte megabytes mb",
    gb="gigabyte gigabytes gb", tb="terabyte terabytes tb", pb="petabyte petabytes pb", mbps="mbps megabits megabit",
    gbps="gbps gigabits gigabit", hz="hertz hz", khz="kilohertz khz", mhz="megahertz mhz", ghz="gigahertz ghz",
    watt="watt watts w", kw="kilowatt kilowatts kw", mw="megawatt megawatts mw", gw="gigawatt gigawatts gw",
    tw="terawatt terawatts tw", kwh="kwh kilowatt-hours", mwh="mwh", gwh="gwh", twh="twh", volt="volt volts v",
    amp="amp amps ampere amperes", joule="joule joules j", calorie="calorie calories", kcal="kilocalorie kilocalories kcal",
    degree="degree degrees \u00b0", celsius="celsius centigrade \u00b0c", fahrenheit="fahrenheit \u00b0f", kelvin="kelvin",
    decibel="decibel decibels db", pascal="pascal pascals", bar="bars", ppm="ppm", ppb="ppb",
    point="point points", basis="basis", percent="% per_cent percent pct", percentage="percentage",
    x="times fold", pixel="pixel pixels", gallonage="mpg", carat="carat carats", pinch="teaspoon teaspoons",
)  # fmt: skip
#: Units of one or two letters mean a unit only next to a number.
SHORT_UNITS = frozenset(form for form in UNITS if len(form) <= 2 and form.isalpha()) | {  # noqa: PLR2004
    "bars", "bit", "stone", "square", "foot", "sec", "min", "mins", "times", "fold", "basis", "second",
    "point", "points", "bits",
}  # fmt: skip

#: Short forms of words that names are made with.
SHORT_NAMES = _forms(
    doctor="dr doctor", professor="prof professor", saint="st saint", mount="mt mount", company="co company",
    corporation="corp corporation", limited="ltd limited", incorporated="inc incorporated", senator="sen senator",
    representative="rep representative", governor="gov governor", general="gen general", captain="capt captain",
    lieutenant="lt lieutenant", sergeant="sgt sergeant", university="univ university", department="dept department",
    avenue="ave avenue", road="rd road", brothers="bros brothers", government="govt government",
)  # fmt: skip
MONTHS = _forms(
    january="january jan", february="february feb", march="march mar", april="april apr", may="may", june="june jun",
    july="july jul", august="august aug", september="september sept sep", october="october oct",
    november="november nov", december="december dec",
)  # fmt: skip
WEEKDAYS = _forms(
    monday="monday mondays mon", tuesday="tuesday tuesdays tue tues", wednesday="wednesday wednesdays wed",
    thursday="thursday thursdays thu thurs", friday="friday fridays fri", saturday="saturday saturdays sat",
    sunday="sunday sundays sun",
)  # fmt: skip
#: Words of time that count in lower case too.
TIME_WORDS = _forms(
    am="a.m. am a.m", pm="p.m. pm p.m", noon="noon midday", midnight="midnight", morning="morning mornings",
    afternoon="afternoon afternoons", evening="evening evenings", tonight="tonight", today="today",
    yesterday="yesterday", tomorrow="tomorrow", winter="winter winters", summer="summer summers",
    autumn="autumn autumns", spring="spring springtime", weekend="weekend weekends", easter="easter", christmas="christmas",
    previous="previous preceding", next="next coming following", last="last past", annual="fiscal financial",
    dawn="dawn sunrise", dusk="dusk sunset",
)  # fmt: skip

NEGATIONS = _forms(
    never="never", neither="neither", nor="nor", without="without sans", not_="no not n't nobody nothing none nowhere lack lacks lacked lacking", hardly="hardly barely scarcely",
    non="non anti", already="already", yet="yet", longer="no_longer", deny="deny denies denied denying",
    except_="except excluding", unlike="unlike", rarely="rarely seldom", refuse="refuse refuses refused refusing", instead="instead",
)  # fmt: skip
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "de")
SUFFIX_PAIRS = (("less", "ful"), ("less", ""), ("proof", ""))

QUANTIFIERS = _forms(
    all="all", every="every each", some="some", most="most", many="many", several="several", few="few", couple="couple pair", handful="handful", plenty="plenty", numerous="numerous countless",
    various="various", certain="certain", rest="rest remainder", bulk="bulk", only="only solely", majority="majority", minority="minority", entire="entire whole",
    much="much", more="more", less="less", fewer="fewer", least="least", plus="plus",
    nearly="nearly almost", about="roughly approximately circa approx", exactly="exactly precisely",
    always="always", often="often frequently", sometimes="sometimes occasionally", usually="usually generally",
    fully="fully entirely completely wholly totally", partly="partly partially", sole="sole",
    mainly="mainly mostly largely", total="total totals", average="average averages averaged mean",
    median="median", maximum="maximum max", minimum="minimum",
)  # fmt: skip
#: Words of more than one part, the longest first, as what they mean before a number or anywhere.
COMPARATORS = {
    "no fewer than": ">=", "no less than": ">=", "not less than": ">=", "not fewer than": ">=", "at least": ">=",
    "no more than": "<=", "not more than": "<=", "at most": "<=", "up to": "<=", "as many as": "<=", "as much as": "<=",
    "as few as": ">=", "more than": ">", "greater than": ">", "larger than": ">", "higher than": ">", "in excess of": ">",
    "less than": "<", "fewer than": "<", "lower than": "<", "smaller than": "<", "just over": ">", "just under": "<",
    "close to": "~", "nearly": "~", "well over": ">", "or more": ">=", "or less": "<=", "or fewer": "<=",
}  # fmt: skip
#: Prepositions that compare where a number follows.
BEFORE_NUMBER = {"over": ">", "above": ">", "exceeding": ">", "under": "<", "below": "<", "beneath": "<",
                 "about": "~", "around": "~", "some": "~", "roughly": "~", "approximately": "~", "circa": "~",
                 "nearly": "~<", "almost": "~<"}  # fmt: skip

MODALS = _forms(
    may="may might could", must="must", alleged="allegedly alleged purportedly",
    reported="reportedly", perhaps="perhaps maybe possibly", probably="probably likely presumably",
    certainly="certainly definitely",
)  # fmt: skip
PLACES = _forms(
    north="north northern northward northwards", south="south southern southward southwards",
    east="east eastern eastward eastwards", west="west western westward westwards",
    northeast="northeast northeastern", northwest="northwest northwestern", southeast="southeast southeastern",
    southwest="southwest southwestern", left="left-hand", right="right-hand", local="local", national="national",
    international="international", global_="global worldwide", foreign="foreign", domestic="domestic",
)  # fmt: skip

_TITLES = """
president vice-president minister premier chancellor governor mayor senator congressman congresswoman deputy secretary
ambassador envoy consul commissioner councillor councilman councilwoman alderman speaker chair chairman chairwoman
chairperson director manager executive officer chief head boss founder co-founder partner treasurer auditor
accountant economist analyst strategist broker banker trader spokesman spokeswoman spokesperson representative delegate
negotiator adviser advisor aide assistant consultant lawyer solicitor barrister attorney judge justice magistrate
prosecutor sheriff constable detective inspector sergeant captain major colonel general lieutenant corporal admiral
commander commodore marshal brigadier soldier pilot professor lecturer dean rector provost principal headteacher
headmaster headmistress teacher tutor student pupil scholar researcher scientist physicist chemist biologist geologist
historian archaeologist curator librarian archivist engineer architect surveyor planner designer developer programmer
doctor physician surgeon nurse midwife consultant psychiatrist psychologist pharmacist dentist vet therapist paramedic
coroner bishop archbishop priest vicar rabbi imam pastor cardinal pope editor reporter journalist correspondent writer
author novelist poet playwright composer conductor musician singer painter sculptor artist actor actress producer
coach trainer referee umpire goalkeeper striker defender midfielder rider farmer fisherman baker butcher builder
plumber electrician driver conductor guard warden ranger caretaker clerk cashier waiter chef cook king queen prince
princess duke duchess earl baron baroness lord lady emperor sultan emir sheikh prefect sub-prefect leader ombudsman regulator trustee intern apprentice graduate widow widower husband wife brother sister son daughter
father mother uncle aunt cousin nephew niece grandson granddaughter grandfather grandmother
"""
TITLES = frozenset(_TITLES.split()) | {"expert"}
#: Those that name many people: they say who someone is only beside a name.
TRADES = frozenset(
    [
        "pupil",
        "student",
        "scholar",
        "soldier",
        "trainer",
        "striker",
        "defender",
        "midfielder",
        "rider",
        "farmer",
        "fisherman",
        "baker",
        "butcher",
        "builder",
        "plumber",
        "electrician",
        "driver",
        "guard",
        "clerk",
        "cashier",
        "waiter",
        "chef",
        "cook",
        "member",
        "graduate",
        "widow",
        "widower",
        "husband",
        "wife",
        "brother",
        "sister",
        "son",
        "daughter",
        "father",
        "mother",
        "uncle",
        "aunt",
        "cousin",
        "nephew",
        "niece",
        "grandson",
        "granddaughter",
        "grandfather",
        "grandmother",
        "expert",
        "teacher",
        "writer",
        "author",
        "reporter",
        "journalist",
        "actor",
        "actress",
        "singer",
        "painter",
        "artist",
        "musician",
        "nurse",
        "apprentice",
        "intern",
        "designer",
        "developer",
        "programmer",
    ]
)
#: What turns one office into another.
RANKS = _forms(
    deputy="deputy vice", former="former ex erstwhile previously", acting="acting interim caretaker", assistant="assistant",
    senior="senior", junior="junior", retired="retired emeritus", co="co", chief="chief", sub="sub", late="late",
    elect="elect designate", honorary="honorary", associate="associate", shadow="shadow", incoming="incoming",
    outgoing="outgoing", joint="joint",
)  # fmt: skip

#: Words that begin a sentence with a capital without being a name.
_COMMON = """
a an the this that these those there here it its it's he she they we you i his her their our your my who what when where
which why how while after before since until as at by for from in into of off on onto out over per than through to
toward towards under up upon via with within without about above across against along among around behind below beneath
beside besides between beyond despite down during inside near outside past and but or nor so yet if though although
because unless whether is are was were be been being has have had do does did will would shall should can could may might
must not no none nobody nothing never neither all every each some most many several few both either any only another
other others such same own more less fewer least much one two three four five six seven eight nine ten eleven twelve
nearly almost roughly approximately exactly just even still already now then today yesterday tomorrow later earlier soon
once twice again also too however meanwhile moreover instead overall further indeed perhaps maybe probably possibly yes
people everyone everybody someone anyone there's that's he's she's they're we're i'm i've don't isn't wasn't can't
according including among amid
"""
COMMON = frozenset(_COMMON.split())
#: Words of the same meaning after a number.
SAME_COUNTED = tuple(
    frozenset(group.split())
    for group in (
        "people persons members individuals residents men-and-women inhabitants",
        "jobs posts positions", "homes houses households properties", "workers employees staff", "schools",
        "children kids pupils", "cars vehicles", "firms companies businesses", "deaths dead", "cases",
        "per a an each every",
    )
)  # fmt: skip
FUNCTION = COMMON | frozenset(chain(["said", "says", "say", "told"]))
