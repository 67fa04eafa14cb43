"""Words that stand before names without being part of them, and small tables of how the same thing is written."""

from __future__ import annotations

from onrecord.people.nations import DEMONYMS

MALE_TITLES = frozenset("mr mister sir lord king prince pope father brother congressman councilman chairman imam".split())
FEMALE_TITLES = frozenset(
    "mrs ms miss mme madame madam dame lady queen princess sister congresswoman councilwoman chairwoman".split()
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """
        dr doctor prof professor sen sens senator senators rep reps representative representatives gov govs governor governors
        president presidents president-elect vice prime minister ministers chancellor premier cardinal archbishop bishop
        rev reverend pastor rabbi sheikh sheik ayatollah emir sultan emperor gen generals lt maj major col colonel capt
        captain sgt sergeant adm admiral cpl corporal pvt cmdr commander judge justice secretary ambassador ambassadors
        mayor sheriff chief speaker attorney former ex-president late acting hon honorable officer detective agent
        coach deputy undersecretary democrat republican lieutenant brigadier commissioner comrade mullah maulana sayyid
        """.split()
    )
)
# Titles that begin a name so often without being one (General Motors, Major League) that a person's label must be sure.
SUFFIXES = frozenset("jr sr ii iii iv esq phd md qc kc".split())
PARTICLES = frozenset(
    "al el bin ibn bint abu abd ben de del della di da dos das du van von der den ter ten la le lo y e st af av zu zur ul ur".split()
)

_NICKNAMES = """
abigail abby; abraham abe; albert al bert; alexander alex sandy sasha; alexandra alex sandra; alfred al fred; andrew andy drew; anthony tony;
antonio tony; barbara barb; benjamin ben benny; bernard bernie; bradley brad; calvin cal; catherine cathy kate cate; charles charlie chuck
chas; christina chris tina; christine chris; christopher chris kit; clifford cliff; cynthia cindy; daniel dan danny; david dave; deborah deb
debbie; dennis denny; donald don donnie; dorothy dot; douglas doug; edward ed eddie ted ned; elizabeth liz beth betsy betty eliza lizzie; eugene gene;
frances fran; francis frank; franklin frank; frederick fred freddie; gabriel gabe; geoffrey geoff; gerald gerry jerry; gregory greg;
harold hal harry; henry hank harry; herbert herb; hillary hill; jacob jake; jacqueline jackie; james jim jimmy jamie; jeffrey jeff; jennifer jen jenny;
jeremy jerry; jessica jess; john jack johnny; jonathan jon; joseph joe joey; joshua josh; judith judy; katherine kate kathy katie kathryn;
kathleen kathy kate; kenneth ken kenny; kimberly kim; lawrence larry; leonard len lenny leo; leslie les; louis lou; madeleine maddy; margaret maggie meg
peggy; martin marty; matthew matt; michael mike mick mickey; mikhail misha; mitchell mitch; mohammad mohammed mohamed muhammad; nathaniel nate;
nathan nate; nicholas nick nicky; patricia pat patty trish; patrick pat paddy; pamela pam; peter pete; philip phil; phillip phil; randolph randy;
raymond ray; rebecca becky; reginald reggie; richard rick rich dick ricky; robert bob rob bobby robbie; rodney rod; ronald ron ronnie; russell russ;
rudolph rudy; samuel sam; samantha sam; stanley stan; stephen steve; steven steve; susan sue susie; terrence terry; theodore ted teddy;
theresa terry tess; thomas tom tommy; timothy tim; valerie val; victor vic; victoria vicky; vincent vince vinny; virginia ginny; walter walt;
wesley wes; william bill will billy willie; zachary zach; aleksandr alexander sasha; aleksei alexei alexey; sergei sergey; yevgeny evgeny;
vladimir volodymyr; dmitri dmitry; yuri yury; binyamin benjamin; hussein hossein; ahmad ahmed
"""
NICKNAMES: dict[str, frozenset[str]] = {}
for _line in _NICKNAMES.replace("\n", " ").split(";"):
    _group = _line.split()
    for _name in _group:
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | frozenset(_group)

STATES = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado", "conn": "connecticut",
    "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana", "kan": "kansas", "ky": "kentucky",
    "la": "louisiana", "md": "maryland", "mass": "massachusetts", "mich": "michigan", "minn": "minnesota", "miss": "mississippi",
    "mo": "missouri", "mont": "montana", "neb": "nebraska", "nev": "nevada", "nh": "new hampshire", "nj": "new jersey",
    "nm": "new mexico", "ny": "new york", "nc": "north carolina", "nd": "north dakota", "okla": "oklahoma", "ore": "oregon",
    "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina", "sd": "south dakota", "tenn": "tennessee", "tex": "texas",
    "tx": "texas", "vt": "vermont", "va": "virginia", "wash": "washington", "wva": "west virginia", "wis": "wisconsin",
    "wyo": "wyoming", "ca": "california", "fl": "florida", "oh": "ohio", "mi": "michigan", "az": "arizona", "co": "colorado",
    "wi": "wisconsin", "mn": "minnesota", "il": "illinois", "in": "indiana", "ma": "massachusetts", "me": "maine", "ct": "connecticut",
    "al": "alabama", "ak": "alaska", "ar": "arkansas", "de": "delaware", "hi": "hawaii", "ia": "iowa", "id": "idaho", "ks": "kansas",
    "ms": "mississippi", "mt": "montana", "ne": "nebraska", "nv": "nevada", "ok": "oklahoma", "or": "oregon", "tn": "tennessee",
    "ut": "utah", "wv": "west virginia", "wy": "wyoming",
}  # fmt: skip

# Title abbreviations and party names → the word they stand for, so that "the GOP senator" meets "Sen. Jane Roe, R-Vt.".
SAME_WORD = DEMONYMS | {
    "sen": "senator", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
    "gov": "governor", "gen": "general", "lt": "lieutenant", "prof": "professor", "dr": "doctor", "rev": "reverend",
    "gop": "republican", "republicans": "republican", "democratic": "democrat", "democrats": "democrat", "dem": "democrat",
    "adviser": "advisor", "american": "us", "america": "us", "u.s": "us", "u.s.": "us", "united": "us", "adm": "admiral",
    "col": "colonel", "capt": "captain", "ex": "former", "ex-president": "president", "then": "former", "premier": "minister",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman", "pontiff": "pope",
    "frontrunner": "front-runner", "presumptive": "presumptive", "nominee": "nominee", "physician": "doctor", "attorney": "lawyer",
}  # fmt: skip
