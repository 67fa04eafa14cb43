"""PLOVER's sectors, and the words for people and institutions of each: "soldiers" are MIL, "lawmakers" LEG."""

from __future__ import annotations

import re

from onrecord.inflection import word_set

SECTORS = {
    "GOV": word_set(
        "government governments administration cabinet ministry ministries minister ministers president "
        "premier chancellor prime authorities ambassador ambassadors embassy diplomat diplomats envoy envoys regime "
        "mayor governor secretary king queen prince emir sultan consulate presidency monarch dictator junta negotiator "
        "negotiators vice-president taoiseach treasury department councillor councilman adviser advisor czar "
        "undersecretary gov commissioner"
    ),
    "MIL": word_set(
        "military militaries army armies armed troops soldier soldiers navy marines marine general generals "
        "commander commanders warplane warplanes warship warships jets tanks paratroopers colonel admiral lieutenant "
        "sergeant captain airmen sailors serviceman servicemen conscripts artillery"
    ),
    "COP": word_set(
        "police policeman policemen policewoman gendarmerie gendarmes security cop cops sheriff detective "
        "constable guards"
    ),
    "SPY": word_set("intelligence spy spies spymaster"),
    "JUD": word_set(
        "court courts judge judges prosecutor prosecutors judiciary tribunal magistrate magistrates justices"
    ),
    "LEG": word_set(
        "parliament parliamentarian parliamentarians lawmaker lawmakers senator senators senate congress "
        "congressman congresswoman mp mps legislator legislators legislature assembly deputies speaker sen rep "
        "congressmen"
    ),
    "REB": word_set(
        "rebel rebels insurgent insurgents insurgency guerrilla guerrillas separatist separatists militant "
        "militants jihadist jihadists mujahideen mujahedeen secessionists"
    ),
    "UAF": word_set(
        "militia militias militiaman militiamen gunman gunmen paramilitary paramilitaries mercenary "
        "mercenaries"
    ),
    "OPP": word_set("opposition dissident dissidents exile exiles"),
    "PTY": word_set("party parties candidate candidates nominee nominees campaign"),
    "MED": word_set(
        "media journalist journalists reporter reporters newspaper newspapers television tv broadcaster editor "
        "columnist correspondent correspondents radio daily"
    ),
    "EDU": word_set(
        "university college student students teacher teachers professor professors school schools scientist "
        "scientists scholar scholars academic academics researcher researchers institute"
    ),
    "BUS": word_set(
        "company companies bank banks businessman businessmen businesswoman firm firms investor investors "
        "executive executives airline airlines corporation ceo industry traders manufacturer manufacturers retailer "
        "oligarch oligarchs billionaire tycoon business entrepreneur airways"
    ),
    "LAB": word_set("union unions worker workers labor labour strikers miners"),
    "AGR": word_set("farmer farmers fisherman fishermen peasant peasants ranchers"),
    "CVL": word_set(
        "civilian civilians citizen citizens people resident residents protester protesters demonstrator "
        "demonstrators voter voters woman women man men children child activist activists public villager villagers "
        "family families crowd crowds youths boy girl nationals tourists"
    ),
    "REL": word_set(
        "church priest priests bishop bishops archbishop cardinal cleric clerics imam imams mullah mullahs "
        "ayatollah patriarch mosque pastor monks monk rabbi"
    ),
    "HLH": word_set("hospital hospitals doctor doctors nurse nurses medics clinic"),
    "NGO": word_set("charity charities ngo ngos foundation nonprofit"),
    "REF": word_set("refugee refugees migrant migrants displaced"),
    "CRM": word_set(
        "gang gangs cartel cartels smugglers pirates pirate traffickers criminals hackers hacker mafia"
    ),
    "ELI": word_set(
        "elite elites celebrity actor actress singer analyst analysts expert experts writer author"
    ),
}  # fmt: skip
_OF_WORD = {word: sector for sector, words in SECTORS.items() for word in words}
_WEAK = dict.fromkeys(  # say what somebody is among others: the sector is that of the word before ("police chief")
    word_set(
        "official officials leader leaders chief head spokesman spokeswoman spokesperson source sources delegation "
        "member "
        "members director chairman chair aide aides counterpart leadership"
    ),
    "GOV",
)
_PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), sector)
    for pattern, sector in (
        ("human rights|rights (?:group|groups|activists?|watchdog|organizations?)", "HRI"),
        (
            r"(?:government|defen[cs]e|armed|special|ground|naval) (?:forces|troops|soldiers|army)|air ?force"
            "|coast guard",
            "MIL",
        ),
        ("security (?:forces|services?)|border (?:guards?|police|patrol)|secret police", "COP"),
        ("aid (?:workers?|agency|agencies|groups?|convoys?)|relief (?:workers?|agency)", "NGO"),
        ("asylum[- ]seekers?", "REF"),
        ("news (?:agency|outlet|outlets|network)", "MED"),
        ("central bank|national security", "GOV"),
        ("trade union(?:s|ists?)?", "LAB"),
        ("(?:prime|foreign|defen[cs]e|interior|finance) minist(?:er|ry)s?", "GOV"),
        ("oil company", "BUS"),
    )
)
_BEHIND = re.compile(r" (?:of|for|from|in|at|to|with|who|that|near) |, ")


def sector_of(words: str) -> str | None:
    """The sector of a description ("Russian foreign minister", "residents of Kyiv"), None where it does not tell."""
    low = words.lower().replace(".", "")
    found = next((sector for pattern, sector in _PHRASES if pattern.search(low)), None)
    if found:
        return found
    head = _BEHIND.split(low, maxsplit=1)[0]
    named = re.findall(r"[\w'-]+", head)
    strong = [_OF_WORD[word] for word in named if word in _OF_WORD]
    if strong:
        return strong[0]
    return next((_WEAK[word] for word in named if word in _WEAK), None)
