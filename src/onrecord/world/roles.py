"""What the roles of an article say about who somebody is: which office, which country, which other work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.inflection import word_set
from onrecord.world.countries import countries_of
from onrecord.world.holders import Holder

# What a role calls an office, and the words of a title that it can stand for.
_CALLED = {
    "president": "president", "prime minister": "prime minister", "premier": "premier prime",
    "chancellor": "chancellor", "king": "king", "queen": "queen", "monarch": "king queen", "pope": "pope",
    "pontiff": "pope", "emir": "amir", "sultan": "sultan", "taoiseach": "taoiseach", "vice president": "vice",
    "deputy president": "deputy", "secretary of state": "secretary of state",
    "defense secretary": "secretary of defense", "secretary of defense": "secretary of defense",
    "treasury secretary": "secretary of the treasury", "attorney general": "attorney general",
    "national security adviser": "national security adviser",
    "national security advisor": "national security adviser", "press secretary": "press secretary",
    "speaker": "speaker", "senator": "senator", "sen": "senator", "congressman": "representative",
    "congresswoman": "representative", "representative": "representative", "rep": "representative",
    "lawmaker": "senator representative", "governor": "governor", "gov": "governor",
    "secretary-general": "secretary-general", "secretary general": "secretary-general",
    "foreign minister": "foreign minister", "defense minister": "defense minister",
    "defence minister": "defense minister", "supreme leader": "supreme leader", "crown prince": "crown prince",
    "prince": "prince", "spokesman": "press secretary",
    "leader": "president prime premier chancellor king leader head chairman", "head": "head chair director",
    "chief": "head chair director president", "fbi director": "fbi director", "director": "director",
    "chairman": "chair", "chair": "chair", "commander": "president leader", "strongman": "president leader head",
    "dictator": "president leader", "majority leader": "senator representative",
    "minority leader": "senator representative", "whip": "senator representative",
}  # fmt: skip
_OTHER_WORK = word_set(
    "actor actress singer musician rapper drummer guitarist composer conductor pianist comedian painter artist "
    "sculptor poet novelist author writer filmmaker coach player quarterback pitcher striker midfielder goalkeeper "
    "footballer golfer boxer wrestler swimmer cyclist driver sprinter athlete athletics referee professor lecturer "
    "teacher student biologist chemist physicist economist historian engineer architect carpenter plumber electrician "
    "mechanic farmer rancher baker chef cook waiter waitress bartender barber nurse surgeon dentist paramedic "
    "firefighter pharmacist judge magistrate juror journalist reporter columnist editor photographer anchor "
    "correspondent priest pastor bishop rabbi imam nun monk accountant banker broker realtor salesman clerk janitor "
    "pensioner retiree schoolboy schoolgirl teenager gunman suspect defendant victim murderer thief burglar neighbor "
    "neighbour widow astronaut pilot detective sheriff trucker plaintiff shopkeeper housewife landlord tenant "
    "librarian psychologist psychiatrist veterinarian"
)
_FORMER = re.compile(r"\b(?:former|ex|late|then|once|one-time|onetime|retired)\b")


def called_offices(role: str) -> list[str]:
    """The words that a holder's title must have one of, for each office that a role names, the longest names first."""
    low = role.lower().replace(".", "")
    found: list[str] = []
    for called in sorted(_CALLED, key=len, reverse=True):
        if re.search(rf"\b{called}s?\b", low):
            found.append(_CALLED[called])
            low = low.replace(called, " ")
    return found


def names_office(role: str, title: str) -> bool:
    """Does a role name the office of this title ("the Russian leader", "President")?"""
    words_of_title = title.lower()
    return any(_has(words_of_title, called) for called in called_offices(role))


def _has(title: str, called: str) -> bool:
    """A title has an office's words when it has all of them, or one where they are of several ("king queen")."""
    if "vice" in title.split() and "vice" not in called:
        return False
    return called in title or any(
        word in title for word in called.split() if word not in ("of", "the", "secretary", "minister")
    )


def is_other_work(role: str) -> bool:
    """Does a role say that the person does other work than hold office ("an actor from Leeds")?"""
    return any(word in _OTHER_WORK for word in re.findall(r"[a-z-]+", role.lower()))


def is_former(role: str) -> bool:
    """Does a role speak of an office no longer held?"""
    return bool(_FORMER.search(role.lower()))


def supporting(holder: Holder, roles: Sequence[str]) -> int:
    """How well roles go with a holder: 2 for office and country, 1 for one of them, 0 for neither, -1 against it.

    Another country than the holder's contradicts, and so does other work where nothing else supports the holder.
    """
    countries = {code for role in roles for code in countries_of(role)}
    same = holder.alpha_3 in countries
    title = bool(holder.title) and any(names_office(role, holder.title) for role in roles)
    same = same or (bool(holder.title) and any(_same_seat(role, holder) for role in roles))
    if countries and holder.alpha_3 and not same:
        return -1
    if not (same or title) and any(is_other_work(role) for role in roles):
        return -1
    return same + title


def _same_seat(role: str, holder: Holder) -> bool:
    """Does a role name the state or the organization of a holder ("the Vermont senator", "NATO chief")?"""
    seat = holder.title.partition(" from ")[2] or holder.title.partition(" of ")[2] or ""
    low = role.lower()
    return any(place and place.lower() in low for place in (seat, holder.country if holder.alpha_3 == "IGO" else ""))
