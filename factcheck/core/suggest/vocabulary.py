"""The words by which a clause is known and weighed: verbs, joints, and the signs of figures, causes, opinions.

The lists are our own, written from school grammars and from reading the worked example; none is taken from a data set.
"""

import re

from factcheck.core import dates


def listed(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


#: Verbs that stand with another one; with ``'s`` and ``'re`` they are found by their ending.
AUXILIARIES = listed(
    "is are was were am be been being has have had do does did will would shall can could may might must"
    " isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't"
    " it's he's she's that's there's they're we're i'm they've we've i've"
)
#: Past forms that do not end in -ed and are rarely anything else.
IRREGULAR = listed(
    "ate became began bought broke brought built came caught chose dealt drew drove fell felt fled flew forbade forgot"
    " forgave fought found froze gave got grew heard held hid kept knew laid led left lent lost made meant met overtook"
    " paid ran rang rose said sang sank sat saw sent shone shook shot shrank slept slid sold sought spent spoke sprang"
    " stole stood struck stuck sued swore swam swept taught told took thought threw undertook understood underwent went"
    " withdrew woke won wore wove wrote cut put hit quit shut spread bid overran outdid outgrew oversaw rebuilt"
    " bore bound bred burnt dug hung learnt leapt lit mistook proved shed slashed spun split spoilt strode wound"
)
#: Base forms, for what follows "they" or a plural.
BASES = listed(
    "plan absorb accept achieve adopt advise bleed blame brake calculate celebrate chair climb coach complain cook count deem "
    "dismiss doubt drain dump educate emit erode escape explode float freeze fuel greet halt heat hint hire hurt ignore inspect "
    "jump launch lift load melt merge mine miss obtain outlast pack park plant pump quote reckon refuse regard repair resign "
    "retain reuse rival ruin scan score seize settle shrink sleep slow smell spoil staff steal steer stem stretch suit survey "
    "suspend switch tax tend tie touch trail trim underpin veto wait walk wane warm welcome wreck account add admit affect agree aim allege allow amount announce appear apply approve argue arrive ask attract average"
    " avoid award ban become begin believe belong benefit boast borrow break bring build burn buy call carry cause charge"
    " cite claim close collect combine come compare comprise confirm consist contain contend continue contribute control"
    " cost cover create cross cut date decline decrease define deliver deny depend describe design develop die differ"
    " disagree discover display dispute double draw drive drop earn eat employ enable encourage end endanger enjoy ensure"
    " estimate exceed expand expect experience explain export extend face fail fall feature feed fetch fill find finish"
    " fit follow force form fund gain generate get give go govern grow handle happen harm hold host house identify import"
    " impose improve include increase indicate insist install introduce invest involve join keep kill know lack last lead"
    " lease leave lend let lie limit link live lose lower maintain make manage manufacture match mean measure meet mention"
    " monitor move need note notice number occupy occur offer open operate oppose order outnumber outperform outsell owe own"
    " pass pay perform permit place play point pose post predict prefer prepare prevent price print produce promise propose"
    " protect prove provide publish pull push raise range reach read receive recommend record recover reduce refer reflect"
    " regulate reject relate release rely remain remember remove rent replace report represent require resemble respond rest"
    " result return reveal rise run say see seek seem sell send serve set share shift show sign sit spend spread stand start"
    " state stay stop store stress stretch study suffer suggest supply support surpass surround survive take target teach"
    " tell tend think threaten total track trade train travel treat trigger try turn understand undergo use value vary view"
    " visit vote want warn wash waste weigh win work worry write yield"
)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if _SIBILANT.search(base) else "s")


THIRD = frozenset(map(_third, BASES))
#: Words in -ed, and third persons, that are more often no verb.
NOT_VERBS = listed(
    "hundred kindred sacred naked wicked bed red shed speed need seed breed feed indeed exceed proceed succeed embed united"
    " advanced so-called limited unprecedented alleged hatred sales members figures places times forms lies grounds"
)
#: Third persons that are as often a noun in the plural: a verb only right after a name or a pronoun.
EITHER = listed(
    "blames brakes chairs coaches cooks counts drains dumps floats freezes fuels halts heats hints hires jumps launches lifts loads"
    " mines misses parks plants pumps quotes rivals scans smells staffs stems stretches suits surveys switches taxes ties"
    " touches trails trims vetoes waits welcomes wrecks steers merges doubts escapes bleeds educates "
    "aims ends calls causes charges claims costs covers cuts deals designs drops estimates experiences exports falls features"
    " fits forces funds gains harms hosts houses imports increases leads links lists lives"
    " loans looks marks measures moves needs notes numbers offers orders ranges plans plays points posts prices prints"
    " promises raises ranks rates reads records releases rents reports results returns rises runs sets shares"
    " shifts shows signs starts states stays stops stores studies supplies supports targets tests totals tracks"
    " trades trains travels turns uses values views visits votes walks waters ways wins works"
)

PRONOUNS = listed("he she it they we i you who which that this these those there everyone nobody someone one what")
DETERMINERS = listed("the a an its his her their our my your this that these those some any no every each both")
PREPOSITIONS = listed(
    "of in on at by for from with about into over under between among against during through across behind beyond within"
    " upon above below around near since until toward towards outside inside per via to than as"
)
#: What may open a clause that depends on another.
SUBORDINATORS = listed(
    "while whilst although though as when whenever after before despite since if because unless until once whereas where"
    " following given amid"
)
COORDINATORS = listed("and but so yet or nor plus")


def _words(*parts: str) -> str:
    listed = sorted({word for part in parts for word in part.split()}, key=len, reverse=True)
    return "|".join(re.escape(word.replace("_", " ")).replace(r"\ ", r"\s+") for word in listed)


NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen"
    " dozens hundreds thousands millions billions half third thirds quarter quarters fifth fifths tenth tenths twice double"
    " doubled doubling doubles tripled triple trebled quadrupled halved twofold threefold fourfold tenfold percent per_cent"
    " percentage"
)
NUMBER = re.compile(
    rf"(?<![\w.-])(?:US|A|C)?[$€£¥₹]?\s?\d(?:[\d,.]*\d)?(?:\s?(?:%|bn|m|k|million|billion|trillion|percent|per\s+cent)\b|%)?"
    rf"|\b(?:{_words(NUMBER_WORDS)})\b|\bone\s+in\s+\w+|\bone\s+of\s+\w+\s+\w+|\b(?:a|one)[\s-](?:third|half|quarter|fifth|tenth)\b",
    re.IGNORECASE,
)
#: Numbers that count nothing: "three years ago", "Room 214", "Pell, 52, a former engineer".
UNCOUNTED = re.compile(
    r"\b[\w-]+\s+(?:years?|months?|weeks?|days|decades?|hours)\s+(?:ago|earlier|later|before)\b"
    r"|\b(?!The|In|About|Over|Nearly|Some|At|By|And|But|Of)[A-Z][a-z]+\s+\d{1,4}\b(?![%.,]?\d|\s+\w+s\b)|,\s\d{2},"
)
#: One thing held against another, with figures or without; "more than 200" compares nothing.
CONTRAST = re.compile(
    r"\b(?:than\s+(?!(?:\w+\s+)?[$\u00a3\u20ac]?\d|(?:one|two|three|half|a)\b)|compared\s+(?:with|to)|up\s+from|down\s+from|against\s+\d"
    r"|twice\s+(?:the|as)|double\s+the|half\s+(?:of\s+)?what|as\s+\w+\s+as)",
    re.IGNORECASE,
)
STRONG_CAUSE = re.compile(
    r"\b(?:because|caused|led\s+to|due\s+to|owing\s+to|thanks\s+to|as\s+a\s+result|resulted\s+in"
    r"|(?:cuts?|reduc\w+|rais(?:ed|es)|boost\w*|lower\w+)\s+(?:\w+\s+){1,8}?by)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:disput(?:e|es|ed)|den(?:y|ies|ied)|declined\s+to|refused\s+to\s+comment|accus(?:es|ed)|assured|promised|been\s+told|pledged"
    r"|did\s+not\s+respond|would\s+not\s+say)\b",
    re.IGNORECASE,
)
DUBBED = re.compile(r"\b(?:described\s+as|call(?:s|ed)|dubbed|criticized|criticised)\b", re.IGNORECASE)
IDENTITY = re.compile(
    r"^(?:\S+\s+){1,7}?(?:is|was|are|were|became)\s+(?:now\s+)?(?:an?|one\s+of)\s|\bwho\s+(?:runs|leads|led|heads|headed|founded|chairs)\b"
    r"|^(?:an?\s+\w+,\s+)?the\s+\w+\s+(?:[A-Z][\w'\u2019-]+\s?){2,3}$",
)
#: Figures that say only how many of a thing there are in passing weigh less than those with a unit of measure.
MEASURED = re.compile(
    r"%|[$€£¥₹]\s?\d[\d,.]*|\b(?:percent|per\s+cent|percentage|million|billion|trillion|bn|euros?|dollars?|pounds?|tonnes?|tons|km|miles?"
    r"|metres?|meters?|feet|acres?|hectares?|degrees?|litres?|gallons?|kilowatt\S*|megawatt\S*|watts?|square|sq"
    r"|jobs|people|patients|residents|households|homes|customers|users|members|votes|deaths|cases|downloads|participants"
    r"|employees|workers|staff|students|children|women|men|adults|volunteers|families|copies|units|sites|shops|stores)\b",
    re.IGNORECASE,
)
SUPERLATIVE = re.compile(
    r"\b(?:the|its|their|his|her|our|['\u2019]s|ever)\s+(?:\w+\s+)?(?:[a-z]{3,}(?<!inter)(?<!for)(?<!mod)(?<!hon)est|most|least|best|worst|first|last|only)\b(?!\s+(?:of\s+|few\s+)?(?:set|half|part|\d|week|month|year|night|spring|summer|autumn|winter|fall|time)\b)"
    r"|\b(?:record|unprecedented|first[-\s]ever|first\s+time|for\s+the\s+first|never\s+before|never|always|every|none|nobody|unique"
    r"|largest|biggest|highest|lowest|smallest|fastest|oldest|youngest|longest|cheapest|greatest|unlike\s+any\s+other)\b",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    r"\b(?:than|compared|versus|vs|outperform\w*|outsell\w*|surpass\w*|exceed\w*|rival\w*|twice|double[sd]?|tripled?|halved"
    r"|as\s+\w+\s+as|more|fewer|less|higher|lower|larger|smaller|faster|slower|cheaper|better|worse|older|younger|longer"
    r"|shorter|similar|the\s+same|equal\w*|up\s+from|down\s+from|well\s+below|well\s+above|below|above|average"
    r"|rose|risen|rising|fell|fallen|falling|grew|grown|growing|increas\w+|decreas\w+|declin\w+|dropp?\w*|shrank|shrunk|climb\w*"
    r"|cut|slash\w*|reduc\w+|improv\w+|widen\w*|narrow\w*|surg\w+|soar\w*|plung\w+|jump\w+)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|caus(?:e|es|ed|ing)|led\s+to|leads?\s+to|leading\s+\w+\s+to|results?\s+in|resulted\s+in|resulting|due\s+to|owing\s+to"
    r"|thanks\s+to|as\s+a\s+result|prompt(?:ed|ing|s)|trigger(?:ed|ing|s)|spark(?:ed|ing|s)|forc(?:ed|ing|es)|enabl(?:ed|es|ing)"
    r"|allow(?:ed|s|ing)|help(?:ed|s|ing)?\s+(?:to\s+)?\w+|blam(?:ed|es|ing)|contribut(?:ed|es|ing)|prevent(?:ed|s|ing)"
    r"|reduc(?:es|ed|ing)\s+the\s+risk|linked\s+to|associated\s+with|driv(?:en|es|ing)\s+by|drove|made\s+it\s+(?:possible|harder|easier)"
    r"|so\s+that|in\s+order\s+to|after\s+which|elicit(?:ed|s|ing))\b",
    re.IGNORECASE,
)
#: The months but May, which is also a verb.
_MONTHS = tuple(month for month in dates.MONTHS if month != "May")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = "|".join(_WEEKDAYS)
CALENDAR = frozenset(name.lower() for name in (*_MONTHS, *_WEEKDAYS))
MONTHS = "|".join((*_MONTHS, *(rf"{month}\." for month in ("Jan", "Feb", "Aug", "Sept?", "Oct", "Nov", "Dec"))))
_PERIODS = "year|month|week|spring|summer|autumn|winter|fall|quarter|decade|century|night"
TIME = re.compile(
    rf"\b(?:{MONTHS}|{_DAYS}|in\s+May|May\s+\d+)\b|\b(?:1[5-9]|20)\d\d|\b(?:1[5-9]|20)\d\ds?\b"
    rf"|\b(?:last|this|next|past|previous|early|late|mid)[\s-](?:{_PERIODS}|{MONTHS})\b"
    rf"|\b(?:\w+\s+)?(?:years?|months?|weeks?|days|decades?|hours)\s+(?:ago|earlier|later|before)\b|\byesterday\b|\bsince\s+\w+"
    r"|\bfor\s+(?:the\s+past\s+)?(?:more\s+than\s+|nearly\s+|almost\s+)?(?:\w+\s+)?(?:years|months|weeks|decades)\b",
)
OPINION = re.compile(
    r"\b(?:i|we)(?:'m|'re|\s+am|\s+are)?\s+(?:\w+\s+)?(?:think|believe|feel|hope|guess|suspect|love|hate|wish|proud|sure|glad|sorry|want|like)\b"
    r"|\b(?:should|must|ought|deserves?|arguably|perhaps|wonderful|beautiful|terrible|awful|great|amazing|excellent|sad|sadly"
    r"|fortunately|unfortunately|surely|obviously|clearly|frankly|hopefully|impress\w*|remarkab\w+|notable|important|crucial"
    r"|key\s+to|exciting|disappoint\w+|shameful|disgrace\w*|unfair|fair|good|bad|right|wrong|nice|lovely|ugly|boring|storm"
    r"|charming|game[-\s]chang\w+|revolutionary|far-reaching|unclear|uncertain|the\s+point|makes?\s+sense|feels?\s+like)\b",
    re.IGNORECASE,
)
PREDICTION = re.compile(
    r"\b(?:will|won't|shall|going\s+to|is\s+expected\s+to|are\s+expected\s+to|expects?\s+(?:\w+\s+){0,4}?to|is\s+set\s+to|are\s+set\s+to|is\s+due\s+to"
    r"|are\s+due\s+to|plans?\s+to|by\s+20[3-9]\d|next\s+(?:year|month|week|spring|summer|autumn|winter|decade)|forecasts?|predicts?|projected"
    r"|is\s+likely\s+to|are\s+likely\s+to|could|(?-i:may)|might|would|aims?\s+to|hopes?\s+(?:to|for)|intends?\s+to|in\s+the\s+future)\b",
    re.IGNORECASE,
)
#: Verbs and nouns of what can be looked up: founding, owning, holding office, deciding, dying.
EVENT = re.compile(
    r"\b(?:found(?:ed|er)|co-founded|launch\w*|open(?:ed|s)|clos(?:ed|es|ure)|releas(?:ed|es|e)|unveil\w*|announc\w*|publish\w*|acquir\w*"
    r"|bought|sold|merg\w*|hired|hires|fired|laid\s+off|appoint\w*|elect\w*|resign\w*|retir\w*|died|killed|injured|born|arrest\w*"
    r"|charged|convict\w*|sentenc\w*|sued|su(?:es|ing)|settle[ds]?|fined|vot(?:ed|es)|pass(?:ed|es)|approv\w*|reject\w*|sign(?:ed|s)"
    r"|bann?ed|bans|award\w*|won|lost|built|builds|complet\w*|start(?:ed|s)|began|begins|end(?:ed|s)|enroll?ed|recruit\w*"
    r"|test(?:ed|s)|trial\w*|studied|surveyed|funded|raised|paid|pays|spent|spends|cost|costs|own(?:ed|s)|based|headquartered"
    r"|employs?|employed|serves?|served|owns|moved|visited|met|testified|demolish\w*|replac\w*|install\w*|collaps\w*|cancel\w*"
    r"|donat\w*|invest\w*|licen[sc]\w*|patent\w*|recall\w*|withdr\w+|outbreak|approved|regulat\w*|available|trained)\b",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:chief|president|chair\w*|director|ceo|cfo|cto|mayor|minister|senator|governor|professor|researcher|scientist|founder"
    r"|co-founder|spokes\w+|manager|head|editor|author|analyst|engineer|doctor|physician|surgeon|nurse|epidemiologist|economist"
    r"|councill?or|council\s?(?:man|woman|member)|commissioner|secretary|treasurer|superintendent|teacher|principal|lawyer|attorney"
    r"|judge|officer|owner|executive|company|firm|agency|university|hospital|institute|charity|non-?profit|think\s+tank|lab"
    r"|laboratory|start-?up|organi[sz]ation|department|ministry|foundation|hedge\s+fund|bank|maker|manufacturer|provider"
    r"|platform|journal|newspaper|magazine|system|village|town|city|county)\b",
    re.IGNORECASE,
)
#: A name with what it is after a comma, and no verb: "Helen Strand, operations director of Orle".
WITH_OFFICE = re.compile(
    rf"^(?:[\w'\u2019-]+\s){{0,3}}(?:[A-Z][\w.'\u2019-]+\s?){{1,4}},\s(?:\d\d,\s)?[^,]*{ROLE.pattern}[^,]*$", re.UNICODE
)
ATTRIBUTION = re.compile(
    r"\b(?:said|says|told|according\s+to|claim(?:s|ed)|argu(?:es|ed)|report(?:s|ed)|announc(?:es|ed)|warn(?:s|ed)|insist(?:s|ed)"
    r"|den(?:y|ies|ied)|admit(?:s|ted)|describ(?:es|ed)|estimat(?:es|ed)|found\s+that|finds\s+that|show(?:s|ed)\s+that|suggest(?:s|ed)\s+that"
    r"|disput(?:e|es|ed)|concluded|acknowledged|added|explained|stated|wrote|testified|confirmed|concede[ds]?|call(?:s|ed)\s+it)\b",
    re.IGNORECASE,
)


SAID = (
    r"said|says|say|told|tells|added|adds|argued|argues|claimed|claims|wrote|writes|explained|explains|noted|notes|warned|warns"
    r"|insisted|insists|announced|announces|reported|reports|recalled|recalls|acknowledged|acknowledges|admitted|admits|conceded"
    r"|concedes|estimated|estimates|confirmed|confirms|testified|stated|states|maintained|maintains|stressed|stresses"
    r"|suggested|suggests|reckons|reckoned|predicts|predicted|asserted|asserts|believes|believed|thinks|thought|replied|asked|cautioned|joked|complained"
)
