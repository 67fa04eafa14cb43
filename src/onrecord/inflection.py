"""The forms an English word is printed in: "deny" → deny, denies, denied, denying.

Forms are made from lemmas, never lemmas from forms: a table of words is turned into a table of their forms once, and
looking a printed word up is then exact. Forms that no one uses ("confidents") are made too; they match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def word_set(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


_IRREGULAR = """
be am is are was were been being 's 're 'm|bear bore borne|beat beaten|become became|begin began begun beginning
bend bent|bet|bid bade bidden|bite bit bitten|blow blew blown|break broke broken|bring brought|build built|buy bought
cast|catch caught|choose chose chosen|cling clung|come came|cut|deal dealt|do does did done|draw drew drawn
drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|fling flung|fly flew flown
forbid forbade forbidden|foresee foresaw foreseen|foretell foretold|forget forgot forgotten|forgo forwent forgone
get got gotten|give gave given|go goes went gone|grow grew grown|hang hung|have has had 've|hear heard|hit|hold held
keep kept|know knew known|lay laid|lead led|leave left|lend lent|let|lie lied lay lain lying|lose lost|make made
mean meant|meet met
mislead misled|misspeak misspoke misspoken|oversee oversaw overseen|partake partook|plead pled|put|read
rend rent|rethink rethought|retell retold|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen
seek sought|sell sold|send sent|set|shed|shoot shot|show shown|shut|sing sang sung|sit sat|slay slew|speak spoke spoken
spend spent|spin spun|spit spat|split|spread|stand stood|steal stole|stick stuck|sting stung|strike struck|string strung
strive strove striven|swear swore sworn|sweep swept|swing swung|take took taken|teach taught|tear tore torn|tell told
think thought|throw threw thrown|undercut|undergo underwent|understand understood|undertake undertook undertaken
uphold upheld|wake woke|wear wore|weave wove|win won|withdraw withdrew withdrawn|withhold withheld
withstand withstood|write wrote written|overhear overheard|beseech besought|mistake mistook mistaken
"""
_FORMS = {words[0]: frozenset(words) for entry in re.split(r"[|\n]", _IRREGULAR) if (words := entry.split())}
_DOUBLED = word_set(  # verbs of several syllables whose last letter doubles: the stress lies on the last
    "admit demur commit submit acquit permit omit refer defer infer confer prefer deter concur incur occur regret "
    "rebut control compel expel propel rebel repel impel dispel allot begin forbid forget outwit"
)
_BRITISH_DOUBLED = word_set("counsel cancel label signal model quarrel channel marvel travel total fuel level")
_SPELLINGS = {
    "favor": "favour", "favorable": "favourable", "favorably": "favourably", "favorite": "favourite",
    "honor": "honour", "labor": "labour", "rumor": "rumour", "savor": "savour", "behavior": "behaviour",
    "skeptical": "sceptical", "skepticism": "scepticism", "skeptic": "sceptic", "defense": "defence",
    "clamor": "clamour", "endeavor": "endeavour", "characterization": "characterisation",
    "acknowledgment": "acknowledgement", "judgment": "judgement", "license": "licence",
}  # fmt: skip
_NO_FORMS = word_set(
    "a an and as at about against by for from in into it its no not of off on oneself or out over so than that the "
    "this to up upon with whether will would must should could"
)
_VOWELS = "aeiou"


def forms(lemma: str) -> frozenset[str]:
    """All forms of a lemma, itself among them, British spellings too. Words of grammar ("of", "not") have only one."""
    if lemma in _NO_FORMS or len(lemma) < 2:
        return frozenset((lemma,))
    return frozenset(form for spelling in _spellings(lemma) for form in _of_one_spelling(spelling))


def _spellings(lemma: str) -> Iterator[str]:
    yield lemma
    if lemma in _SPELLINGS:
        yield _SPELLINGS[lemma]
    if lemma.endswith(("ize", "yze")):
        yield lemma[:-2] + "se"


def _of_one_spelling(word: str) -> Iterator[str]:
    yield word
    yield _with_s(word)
    stems = _stems(word)
    yield from (stem + "ing" for stem in stems)
    if word in _FORMS:
        yield from _FORMS[word]
    if word not in _FORMS or word in ("beat", "plead", "dream", "show", "strive"):
        yield from (_with_ed(stem, word) for stem in stems)


def _with_s(word: str) -> str:
    if word in _FORMS and word in ("be", "do", "go", "have"):
        return word
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and word[-2] not in _VOWELS):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stems(word: str) -> tuple[str, ...]:
    """What -ing is put to; two where American and British print differ (labeling, labelling)."""
    if word.endswith("ie"):
        return (word[:-2] + "y",)
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return (word[:-1],)
    if word in _BRITISH_DOUBLED:
        return word, word + word[-1]
    return (word + word[-1],) if _doubles(word) else (word,)


def _doubles(word: str) -> bool:
    if word in _DOUBLED:
        return True
    heard = word.replace("qu", "q")  # "quip" doubles as "sip" does
    short = len(re.findall(r"[aeiouy]+", heard)) == 1 and len(heard) > 2
    return short and heard[-1] not in _VOWELS + "wxy" and heard[-2] in _VOWELS and heard[-3] not in _VOWELS


def _with_ed(stem: str, word: str) -> str:
    if word.endswith("ie"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return stem + "ed" if not word.endswith(("ee", "oe", "ye")) else word + "d"
